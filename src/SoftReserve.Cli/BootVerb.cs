using System.CommandLine;
using SoftReserve.Cli.Output;
using SoftReserve.Sysfs;

namespace SoftReserve.Cli;

/// <summary>softreserve boot: boots a machine and says who owns its Soft Reserved memory.</summary>
internal static class BootVerb
{
    public static Command Create(Terminal terminal)
    {
        var kernelOptions = new KernelOptions();
        var show = new Option<Show>("--show")
        {
            Description = "What to print: the default is owners with what changed in iomem",
        };
        var json = new Option<bool>("--json") { Description = "The owners as JSON" };
        var sysfsOut = new Option<string?>("--sysfs-out")
        {
            Description = "New or empty folder for the files of /sys and /proc (docs/sysfs.md)",
        };
        var verb = new Command("boot", "Boot a machine and say who owns its Soft Reserved memory");
        kernelOptions.AddTo(verb);
        verb.Add(show);
        verb.Add(json);
        verb.Add(sysfsOut);
        verb.SetAction(parsed =>
        {
            var folder = parsed.GetValue(sysfsOut);
            if (folder is not null && !SysfsFolder.IsUsable(folder, terminal))
                return ExitCode.Unusable;
            if (kernelOptions.Boot(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            if (folder is not null)
                SysfsFolder.Write(FileTree.Of(kernel), folder);
            if (parsed.GetValue(json))
                OwnersJson.Write(kernel, terminal.Output);
            else
                ShowText.Write(kernel, parsed.GetValue(show), terminal);
            return ExitCode.Fine;
        });
        return verb;
    }
}
