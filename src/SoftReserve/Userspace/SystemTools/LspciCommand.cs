using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>lspci</c>: root ports, switches and CXL cards. Their class is all that a machine
/// file tells of them; vendor and device are shown as dashes.</summary>
/// <param name="ShowsNumbers">True with <c>-nn</c>: names and numbers.</param>
/// <param name="NumbersOnly">True with <c>-n</c>.</param>
/// <param name="ShowsDomain">True with <c>-D</c>.</param>
/// <param name="Class">Four digits of <c>-d ::0502</c>; null for all.</param>
public sealed record LspciCommand(
    bool ShowsNumbers, bool NumbersOnly, bool ShowsDomain, string? Class) : LookingTool
{
    private const string Devices = "/sys/bus/pci/devices", Unknown = "----:----";

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        var names = tree.Names(Devices).Order(StringComparer.Ordinal).ToList();
        var hasDomains = ShowsDomain
            || names.Any(name => !name.StartsWith("0000:", StringComparison.Ordinal));
        var text = new StringBuilder();
        foreach (var name in names)
        {
            var number = tree.Text($"{Devices}/{name}/class");
            if (number.Length < "0x050210".Length || (Class is { } only && number[2..6] != only))
                continue;
            text.Append(hasDomains ? name : name["0000:".Length..]).Append(' ')
                .Append(Describe(number[2..6])).Append('\n');
        }

        return text.ToString();
    }

    internal static LspciCommand? Parse(string[] words, string line)
    {
        var command = new LspciCommand(false, false, false, null) { Line = line };
        for (var index = 0; index < words.Length; index++)
        {
            var next = index + 1 < words.Length ? words[index + 1] : "";
            if (words[index] == "-nn")
                command = command with { ShowsNumbers = true };
            else if (words[index] == "-n")
                command = command with { NumbersOnly = true };
            else if (words[index] == "-D")
                command = command with { ShowsDomain = true };
            else if (words[index] == "-d" && next is [':', ':', _, _, _, _])
                (command, index) = (command with { Class = next[2..] }, index + 1);
            else
                return null;
        }

        return command;
    }

    private string Describe(string number)
    {
        var name = number switch
        {
            "0502" => "CXL",
            "0604" => "PCI bridge",
            _ => "Class",
        };
        return NumbersOnly ? $"{number}: {Unknown}"
            : ShowsNumbers ? $"{name} [{number}]: Device [{Unknown}]"
            : $"{name}: Device {Unknown}";
    }
}
