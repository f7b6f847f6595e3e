using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>uname</c>.</summary>
/// <param name="Letters">Options in the order in which their words are printed.</param>
public sealed record UnameCommand(string Letters) : LookingTool
{
    private const string Order = "snrvmo";

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
            _ => "GNU/Linux",
        })) + "\n";
    }

    internal static UnameCommand? Parse(string[] words, string line)
    {
        var asked = "";
        foreach (var word in words)
            if (word == "-a")
                asked += Order;
            else if (word.Length > 1 && word[0] == '-' && word.Skip(1).All(Order.Contains))
                asked += word[1..];
            else
                return null;
        return new UnameCommand(asked.Length == 0
            ? "s" : new string([.. Order.Where(asked.Contains)]))
        {
            Line = line,
        };
    }
}
