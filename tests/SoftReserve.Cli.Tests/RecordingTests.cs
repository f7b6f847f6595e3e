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
    public static TheoryData<string> Recordings() => [.. RecordedBoots.Folders];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_boot_ends_with_the_recorded_iomem(string folder)
    {
        var recording = RecordedBoots.Read(folder);
        Assert.SkipWhen(recording.BootState is null, "no state of the boot was recorded");
        var kernel = RecordedBoots.Boot(recording);
        var predicted = IomemListing.Text(
            kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth);
        Assert.Empty(IomemRenaming.Differences(recording.BootState!.IomemText, predicted));
    }
}
