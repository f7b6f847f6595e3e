using SoftReserve.Firmware;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>The script that programmed the decoders, the kernel that found them, and the two
/// descriptions of the hardware must agree.</summary>
public sealed class DecoderWitnessTests
{
    public static TheoryData<string> Recordings => [.. RecordedCorpus.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_kernel_finds_the_decoders_that_the_script_programmed(string name)
    {
        var recording = RecordedCorpus.Read(name);
        var logged = KernelLogDecoders.Read(recording);

        if (KernelEnumeratedEndpoints(recording))
            Assert.Equal(ByCard(recording.Machine.Cxl.Decoders), ByCard(logged));
        else
            Assert.Empty(logged);
    }

    [Fact]
    public void Most_recordings_have_both_witnesses()
    {
        var count = RecordedCorpus.Names.Select(RecordedCorpus.Read)
            .Count(each => KernelLogDecoders.Read(each).Count > 0);

        Assert.Equal(81, count);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_running_kernel_lists_the_hardware_that_QEMU_was_given(string name)
    {
        var files = RecordedCorpus.Open(name);
        var recording = RecordedCorpus.Read(name);
        var isListed = recording.States.Any(state =>
            state.CxlListJson?.Contains("\"endpoint\"", StringComparison.Ordinal) == true);
        var blind = CaptureReader.Read(RecordedCorpus.Without(files, "cmdline.txt"));

        if (!isListed)
            return;
        var real = recording.Machine.Cxl;
        // no listing has the bit that lets a card answer
        Assert.Equal(
            real.Memdevs.Select(card => card with { IsMemoryEnabled = false }),
            blind.Value!.Machine.Cxl.Memdevs);
        Assert.Equal(
            real.HostBridges.Select(WithoutEmptyPorts), blind.Value.Machine.Cxl.HostBridges);
    }

    // 6.18 and later do not list them
    private static HostBridge WithoutEmptyPorts(HostBridge bridge) => bridge with
    {
        Ports = bridge.Ports.Without(port => port is DownstreamPort.Empty),
    };

    private static bool KernelEnumeratedEndpoints(Recording recording) =>
        recording.KernelLog?.Contains("added to endpoint", StringComparison.Ordinal) == true;

    private static IEnumerable<EndpointDecoderSetting> ByCard(
        IEnumerable<EndpointDecoderSetting> decoders) => decoders.OrderBy(each => each.Memdev);
}
