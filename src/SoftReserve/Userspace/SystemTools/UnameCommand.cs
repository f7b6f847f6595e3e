using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>uname</c>.</summary>
/// <param name="Letters">Options in the order in which their words are printed.</param>
internal sealed record UnameCommand(string Letters) : LookingTool
{
    private const string Order = "snrvmpio", All = "snrvmo", Kernel = "s";

    public static SystemTool Tool { get; } = new(
        "uname",
        [
            "a|all", "s|kernel-name", "n|nodename", "r|kernel-release", "v|kernel-version",
            "m|machine", "p|processor", "i|hardware-platform", "o|operating-system", "!|help",
            "!|version",
        ],
        Of);

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        return string.Join(' ', Letters.Select(letter => letter switch
        {
            's' => "Linux",
            'n' => "softreserve",
            'r' => tree.Text("/proc/sys/kernel/osrelease"),
            'v' => tree.Text("/proc/sys/kernel/version"),
            'm' => tree.Text("/proc/sys/kernel/arch"),
            'o' => "GNU/Linux",
            _ => "unknown",
        })) + "\n";
    }

    private static UserCommand Of(Getopt words)
    {
        if (!words.Operands.IsEmpty)
            return words.RefuseWithHint($"extra operand ‘{words.Operands[0]}’");
        var asked = words.Has("a") ? All
            : string.Concat(Order.Where(letter => words.Has(letter.ToString())));
        return new UnameCommand(asked.Length == 0 ? Kernel : asked) { Line = words.Line };
    }
}
