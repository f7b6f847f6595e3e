using System.Runtime.CompilerServices;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

/// <summary>What v4 logged in the lab, from the CXL root to the last card, equals what the model
/// logs.</summary>
/// <remarks>Golden/Cxl/README.md says which recording each file is and what was left out of
/// it.</remarks>
public sealed class RecordedLogTests
{
    [Fact]
    public void One_card_with_one_region_logs_as_recorded() => Compare(
        "v4-a-exact",
        OneWindow.Bridge(12, Slot("mem0")).Card("mem0", ByteSize.MiB(512))
            .Decoder("mem0", "110000000-12fffffff"),
        "mem0");

    [Fact]
    public void Two_cards_behind_a_switch_log_as_recorded() => Compare(
        "v4-l-switch-x2",
        OneWindow.Bridge(12, Switch(Slot("mem0"), Slot("mem1")), new DownstreamPort.Empty())
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-12fffffff", ways: 2)
            .Decoder("mem1", "110000000-12fffffff", ways: 2, position: 1),
        "mem0", "mem1");

    [Fact]
    public void A_set_with_one_decoder_off_logs_as_recorded() => Compare(
        "v4-c-missing-member",
        OneWindow.Bridge(12, Slot("mem0"), Slot("mem1"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-12fffffff", ways: 2)
            .Decoder("mem1", "110000000-12fffffff", ways: 2, position: 1, isCommitted: false),
        "mem0", "mem1");

    [Fact]
    public void A_host_bridge_without_decoders_logs_as_recorded() => Compare(
        "v4-c2-passthrough-hb",
        OneWindow.Bridge(12, false, Slot("mem0")).Structure(12, 1, 0x100000000, 0x10000)
            .Card("mem0", ByteSize.MiB(512)).Decoder("mem0", "110000000-12fffffff"),
        "mem0");

    [Fact]
    public void Two_windows_with_a_region_each_log_as_recorded() => Compare(
        "v4-e2-two-windows",
        new CxlMachine().Window("110000000-11fffffff", 256, 12)
            .Window("120000000-12fffffff", 256, 32)
            .Bridge(32, Slot("mem1")).Bridge(12, Slot("mem0"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-11fffffff").Decoder("mem1", "120000000-12fffffff"),
        "mem0", "mem1");

    [Fact]
    public void Two_regions_in_one_window_log_as_recorded() => Compare(
        "v4-e-two-contig",
        OneWindow.Bridge(12, Slot("mem0"), Slot("mem1"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-11fffffff").Decoder("mem1", "120000000-12fffffff"),
        "mem0", "mem1");

    private static void Compare(
        string golden, CxlMachine machine, params ReadOnlySpan<string> memdevs)
    {
        var lines = CxlKernel.Rooted(machine).Attach(memdevs).Lines()
            .Where(line => !line.Contains("committed: 0", StringComparison.Ordinal));
        Assert.Equal(
            File.ReadAllText(Path.Combine(Folder(), golden + ".txt")).TrimEnd('\n'),
            string.Join('\n', lines));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", "Cxl");
}
