using SoftReserve.Addresses;
using SoftReserve.Drivers;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>modinfo -F depends</c> or <c>-F name</c>: the modelled modules whose symbols each
/// uses; none for what is part of the kernel image.</summary>
/// <param name="Names">As typed.</param>
/// <param name="Field">What to tell; null for everything, which is not modelled.</param>
internal sealed record ModinfoCommand(ValueList<string> Names, string? Field) : UserCommand
{
    private const string Depends = "depends", Name = "name";

    public static SystemTool Tool { get; } = new(
        "modinfo",
        [
            "!a|author", "!d|description", "!l|license", "!p|parameters", "!n|filename", "!0|null",
            "F|field=", "!m|modname", "!k|set-version=", "!b|basedir=", "!V|version", "!h|help",
        ],
        Of)
    { Hint = "" };

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var (output, complaints) = ("", "");
        foreach (var name in Names)
            if (ModuleNames.Find(ModuleCommandParser.FileName(name)) is not { } module
                || !(kernel.HasFileOf(module) || kernel.Boot.IsBuiltIn(module)))
                complaints += $"modinfo: ERROR: Module {name} not found.\n";
            else if (Field is null)
                complaints += $"softreserve: modinfo {name}: not modelled without -F depends\n";
            else
                output += FieldOf(kernel, module);
        return complaints.Length == 0
            ? new CommandOutcome(kernel, 0, output)
            : CommandOutcome.Failed(kernel, Errno.NoDevice, complaints) with { Output = output };
    }

    private static UserCommand? Of(Getopt words) =>
        words.Operands.IsEmpty ? words.Refuse("ERROR: missing module or filename.")
        : words.ValueOf("F") is null or Depends or Name
            ? new ModinfoCommand(words.Operands, words.ValueOf("F")) { Line = words.Line }
        : null;

    // the image has no line of what it depends on
    private string FieldOf(Kernel kernel, KernelModule module) =>
        Field == Name ? ModuleNames.NameOf(module) + "\n"
        : kernel.Boot.IsBuiltIn(module) ? ""
        : string.Join(',', ModuleNames.All
            .Where(other => kernel.Boot.HeldBy(module).Has(other) && !kernel.Boot.IsBuiltIn(other))
            .Select(ModuleNames.NameOf)) + "\n";
}
