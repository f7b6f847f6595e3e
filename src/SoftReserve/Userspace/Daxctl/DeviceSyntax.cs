using System.Globalization;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary>The words that all commands of daxctl about devices check alike, before they look at
/// any.</summary>
/// <remarks>ndctl: <c>parse_device_options()</c>, daxctl/device.c.</remarks>
internal static class DeviceSyntax
{
    /// <summary>A command that needs one device.</summary>
    /// <param name="name">The command.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="verb">What it wants a device for.</param>
    /// <param name="act">What it does.</param>
    public static Subcommand OneDevice(
        string name, ToolSyntax syntax, string verb, Func<ToolRun, OptionValues, int> act) =>
        new(name, syntax, (run, values) =>
        {
            if (values.Arguments.IsEmpty)
                run.Complain($"specify a device to {verb}, or \"all\"");
            foreach (var extra in values.Arguments.Skip(1))
                run.Complain($"unknown extra parameter \"{extra}\"");
            return values.Arguments.Count == 1 ? act(run, values) : Fail(run, syntax);
        });

    /// <summary>Prints the usage; the result is the exit status.</summary>
    public static int Fail(ToolRun run, ToolSyntax syntax)
    {
        run.Errno = Errno.Invalid;
        run.Complain(syntax.Usage[..^1]);
        return ToolSyntax.UsageExitCode;
    }

    /// <summary>A count with its noun.</summary>
    public static string Count(int count, string noun) => string.Create(
        CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
