using System.CommandLine;
using SoftReserve.Cli.Output;

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
        var sysfs = new SysfsOption();
        var verb = new Command("boot", "Boot a machine and say who owns its Soft Reserved memory");
        kernelOptions.AddTo(verb);
        verb.Add(show);
        verb.Add(json);
        sysfs.AddTo(verb);
        verb.SetAction(parsed =>
        {
            if (!sysfs.IsUsable(parsed, terminal)
                || kernelOptions.Boot(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            sysfs.Write(parsed, kernel);
            if (parsed.GetValue(json))
                OwnersJson.Write(kernel, terminal.Output);
            else
                ShowText.Write(kernel, parsed.GetValue(show), terminal);
            return ExitCode.Fine;
        });
        return verb;
    }
}
