using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>Machines that have settled.</summary>
internal static class Booted
{
    /// <summary>A bundled machine under a kernel with its default configuration.</summary>
    public static Kernel Machine(string name, string kernel)
    {
        var generation = Catalogue.Standard.Find(kernel)!;
        var resolved = (KconfigResult.Valid)Kconfig.Resolve(
            [], generation.Kconfig, generation.BuildBreaks);
        return Schedule.RunToEnd(BootContext.Create(
            BundledMachines.TryRead(name)!.Value!,
            new BootOptions(
                generation, resolved.Configuration, KernelCommandLine.Parse(""), [])).PowerOn());
    }
}
