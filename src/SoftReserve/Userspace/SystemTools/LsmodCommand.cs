using System.Text;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>lsmod</c>: the modelled modules that are loaded, as kmod prints
/// /proc/modules.</summary>
internal sealed record LsmodCommand : LookingTool
{
    private const int NameWidth = 19, SizeWidth = 8, Fields = 4;

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var text = new StringBuilder("Module                  Size  Used by\n");
        foreach (var line in FileTree.Of(kernel).Text("/proc/modules").Split('\n'))
        {
            var fields = line.Split(' ');
            if (fields.Length < Fields)
                continue;
            var users = fields[3] == "-" ? "" : " " + fields[3].TrimEnd(',');
            text.Append(fields[0].PadRight(NameWidth)).Append(' ')
                .Append(fields[1].PadLeft(SizeWidth)).Append("  ")
                .Append(fields[2]).Append(users).Append('\n');
        }

        return text.ToString();
    }
}
