using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines.Captures;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>The recorded boots, and the model's boots of the same machines.</summary>
internal static class RecordedBoots
{
    /// <summary>Folders below captures, in order.</summary>
    public static IEnumerable<string> Folders =>
        Directory.EnumerateFiles(
                Repository.At("captures"), "notes.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(
                Repository.At("captures"), Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal);

    public static Recording Read(string folder) =>
        CaptureReader.Read(CaptureFiles.Open(Repository.At("captures", folder)).Value!).Value!;

    /// <summary>Boots the recorded machine in the recorded order of loading, up to the state of
    /// the boot.</summary>
    public static Kernel Boot(Recording recording)
    {
        var generation = Catalogue.Standard.Find(recording.Machine.Kernel.Generation!)!;
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            recording.Machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks));
        var context = BootContext.Create(recording.Machine, new BootOptions(
            generation, config.Configuration,
            KernelCommandLine.Parse(recording.Machine.Kernel.CommandLine), []));
        return Assert.IsType<Scheduled.Settled>(Schedule.Run(
            context.PowerOn(), recording.Order, skipsImpossible: true)).Kernel;
    }
}
