using System.CommandLine;
using SoftReserve.Cli.Output;
using SoftReserve.Sysfs;

namespace SoftReserve.Cli;

/// <summary>--sysfs-out: the modelled files of the machine as the verb leaves it.</summary>
internal sealed class SysfsOption
{
    private readonly Option<string?> _folder = new("--sysfs-out")
    {
        Description = "New or empty folder for the files of /sys and /proc (docs/sysfs.md)",
    };

    public void AddTo(Command verb) => verb.Add(_folder);

    /// <summary>False when the folder can not be used, which has been told: to be asked before
    /// anything is done.</summary>
    public bool IsUsable(ParseResult parsed, Terminal terminal) =>
        parsed.GetValue(_folder) is not { } folder || SysfsFolder.IsUsable(folder, terminal);

    public void Write(ParseResult parsed, Kernel kernel)
    {
        if (parsed.GetValue(_folder) is { } folder)
            SysfsFolder.Write(FileTree.Of(kernel), folder);
    }
}
