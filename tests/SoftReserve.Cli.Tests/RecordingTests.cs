using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Cases;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Recordings of real kernels: the model boots the recorded machine, in the load order
/// that its notes state, and must end with the recorded iomem.</summary>
/// <remarks>Compared are the lines that a case compares (CXL windows, regions, Soft Reserved, dax,
/// kmem), up to renaming of region and dax numbers: a real kernel numbers cards in the order in
/// which asynchronous probes end.</remarks>
public sealed class RecordingTests
{
    public static TheoryData<string> Recordings() =>
    [
        .. Directory.EnumerateFiles(
                Repository.At("captures"), "notes.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(
                Repository.At("captures"), Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_boot_ends_with_the_recorded_iomem(string folder)
    {
        var files = CaptureFiles.Open(Repository.At("captures", folder)).Value!;
        var recording = CaptureReader.Read(files).Value!;
        Assert.SkipWhen(recording.BootState is null, "no state of the boot was recorded");
        var kernel = Boot(recording);
        var predicted = IomemListing.Text(
            kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth);
        Assert.Empty(IomemRenaming.Differences(recording.BootState!.IomemText, predicted));
    }

    private static Kernel Boot(Recording recording)
    {
        var generation = Catalogue.Find(recording.Machine.Kernel.Generation!)!;
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            recording.Machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks));
        var context = BootContext.Create(recording.Machine, new BootOptions(
            generation, config.Configuration,
            KernelCommandLine.Parse(recording.Machine.Kernel.CommandLine), []));
        return Assert.IsType<Scheduled.Settled>(Schedule.Run(
            context.PowerOn(), recording.Order, skipsImpossible: true)).Kernel;
    }
}
