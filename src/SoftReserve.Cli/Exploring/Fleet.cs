using SoftReserve.Configuration;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Exploring;

/// <summary>Explores every bundled machine in every configuration that orders steps
/// differently.</summary>
internal static class Fleet
{
    private static readonly (string Name, string Settings)[] Configurations =
    [
        ("default", ""),
        ("built-in",
            "CXL_BUS=y,CXL_ACPI=y,CXL_PCI=y,CXL_MEM=y,CXL_PORT=y,"
            + "DEV_DAX=y,DEV_DAX_HMEM=y,DEV_DAX_CXL=y,DEV_DAX_KMEM=y"),
        ("hmem built in", "DEV_DAX=y,DEV_DAX_HMEM=y,DEV_DAX_KMEM=y"),
        ("no dax_cxl", "DEV_DAX_CXL=n"),
    ];

    /// <summary>The verdicts of one machine, by configuration; an impossible one is left
    /// out.</summary>
    public static IEnumerable<(string Configuration, Verdict Verdict)> Explore(
        string machineName, Generation generation, ExplorerOptions options)
    {
        var machine = BundledMachines.TryRead(machineName)!.Value!;
        foreach (var (name, settings) in Configurations)
            if (PowerOn(machine, generation, settings) is { } start)
                yield return (name, VerdictOn(start, options));
    }

    private static Verdict VerdictOn(Kernel start, ExplorerOptions options) => Judge.Of(
        BegunOrder.At(start), KernelExploration.Run(start, options), options.IsSymmetric);

    private static Kernel? PowerOn(Machine machine, Generation generation, string settings)
    {
        var wished = KernelConfigFile.ReadList(settings, "configuration").Value!.Settings;
        var resolved = Kconfig.Resolve(
            [.. machine.Kernel.Config, .. wished], generation.Kconfig, generation.BuildBreaks);
        return resolved is KconfigResult.Valid valid
            ? BootContext.Create(machine, new BootOptions(
                generation, valid.Configuration,
                KernelCommandLine.Parse(machine.Kernel.CommandLine), [])).PowerOn()
            : null;
    }
}
