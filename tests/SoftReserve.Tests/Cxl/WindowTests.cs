using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Generations;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

public sealed class WindowTests
{
    private const ulong Gib = 1UL << 30;

    [Theory]
    [Trait("Rule", "R31")]
    [InlineData(0x118000000, 0x10000000, "CFMWS Base HPA not 256MB aligned")]
    [InlineData(0x110000000, 0x18000000, "CFMWS Window Size not 256MB aligned")]
    public void A_misaligned_window_is_skipped_and_the_next_one_is_not(
        ulong start, ulong size, string message)
    {
        var kernel = CxlKernel.Rooted(new CxlMachine()
            .Window(Entry(start, size, 256, 0)).Window("200000000-23fffffff", 256, 0));

        Assert.Equal("200000000-23fffffff : CXL Window 0", kernel.Iomem());
        Assert.Contains("cxl_acpi ACPI0017:00: " + message, kernel.Lines());
        Assert.Single(kernel.Decisions<WindowVerdict.Skipped>());
    }

    [Fact]
    [Trait("Rule", "R31")]
    public void The_skip_message_prints_the_window_and_the_error()
    {
        var kernel = CxlKernel.Rooted(
            new CxlMachine().Window(Entry(0x118000000, 0x10000000, 256, 0)));

        Assert.Contains(
            "cxl_acpi ACPI0017:00: Failed to add decode range: [0x118000000 - 0x127ffffff] (-22)",
            kernel.Lines());
    }

    [Fact]
    [Trait("Rule", "R31")]
    public void Unknown_arithmetic_ways_and_granularity_are_refused()
    {
        var good = Entry(Gib, Gib, 256, 0);

        Assert.Equal(WindowFault.None, WindowVerification.Check(good));
        Assert.Equal(
            WindowFault.UnknownArithmetic,
            WindowVerification.Check(good with { Arithmetic = 2 }));
        Assert.Equal(
            WindowFault.InvalidWays, WindowVerification.Check(good with { EncodedWays = 5 }));
        Assert.Equal(
            WindowFault.TooShort, WindowVerification.Check(good with { EncodedWays = 1 }));
        Assert.Equal(
            WindowFault.InvalidGranularity,
            WindowVerification.Check(good with { EncodedGranularity = 7 }));
    }

    [Fact]
    [Trait("Rule", "R32")]
    public void A_window_that_cuts_an_earlier_one_uses_up_its_number_but_no_decoder()
    {
        var kernel = CxlKernel.Rooted(new CxlMachine()
            .Window("100000000-13fffffff", 256, 0).Window("130000000-16fffffff", 256, 0)
            .Window("200000000-23fffffff", 256, 0));

        Assert.Equal(
            """
            100000000-13fffffff : CXL Window 0
            200000000-23fffffff : CXL Window 2
            """, kernel.Iomem());
        Assert.Equal([0, 1], kernel.Cxl.RootDecoders.Select(decoder => decoder.Index));
        Assert.Equal([0, 2], kernel.Cxl.RootDecoders.Select(decoder => decoder.WindowNumber));
    }

    [Fact]
    [Trait("Rule", "R32")]
    public void An_xor_window_without_masks_is_published_without_a_decoder()
    {
        var xor = Entry(4 * Gib, Gib, 256, 0, 1) with { Arithmetic = 1 };
        var kernel = CxlKernel.Rooted(new CxlMachine().Window(xor)
            .Window("200000000-23fffffff", 256, 0));

        Assert.Contains("cxl_acpi ACPI0017:00: No CXIMS for HBIG 256", kernel.Lines());
        Assert.Equal(1, Assert.Single(kernel.Cxl.RootDecoders).WindowNumber);
        Assert.StartsWith(
            "100000000-13fffffff : CXL Window 0", kernel.Iomem(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_xor_window_takes_as_many_masks_as_it_needs()
    {
        var xor = Entry(Gib, Gib, 256, 0, 1) with { Arithmetic = 1 };
        var kernel = CxlKernel.Rooted(
            new CxlMachine().Window(xor).XorMaps(1, 1).XorMaps(0, 0x4100, 0x8200));

        Assert.Equal([0x4100UL], Assert.Single(kernel.Cxl.RootDecoders).XorMaps);
    }

    [Fact]
    [Trait("Rule", "R32")]
    public void A_window_inside_another_is_not_published_but_has_its_node()
    {
        var kernel = CxlKernel.Rooted(new CxlMachine()
            .Window("100000000-11fffffff", 256, 0).Window("100000000-13fffffff", 256, 0));

        Assert.Equal("100000000-13fffffff : CXL Window 1", kernel.Iomem());
        Assert.All(kernel.Cxl.RootDecoders, decoder => Assert.Equal(
            new ResourceRef(Range("100000000-13fffffff"), "CXL Window 1"), decoder.Node));
    }

    [Fact]
    [Trait("Rule", "R33")]
    public void A_window_equal_to_soft_reserved_becomes_its_parent()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.SoftReserved("110000000-14fffffff"), Legacy612.Choices);

        Assert.Equal(
            """
            110000000-14fffffff : CXL Window 0
              110000000-14fffffff : Soft Reserved
            """, kernel.Iomem());
    }

    [Fact]
    [Trait("Rule", "R34")]
    public void A_window_that_cuts_soft_reserved_grows_over_it()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.SoftReserved("130000000-16fffffff"), Legacy612.Choices);

        Assert.Equal(
            """
            110000000-16fffffff : CXL Window 0
              130000000-16fffffff : Soft Reserved
            """, kernel.Iomem());
        Assert.Contains(
            "resource: Expanded resource CXL Window 0 due to conflict with Soft Reserved",
            kernel.Lines());
        Assert.Equal(
            Range("110000000-16fffffff"), Assert.Single(kernel.Decisions<WindowGrew>()).Grown);
    }

    [Fact]
    [Trait("Rule", "R34")]
    public void A_window_behind_one_that_grew_loses_what_that_covers()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.Window("150000000-18fffffff", 256, 0)
                .SoftReserved("140000000-15fffffff"), Legacy612.Choices);

        Assert.Equal(
            """
            110000000-15fffffff : CXL Window 0
              140000000-15fffffff : Soft Reserved
            160000000-18fffffff : CXL Window 1
            """, kernel.Iomem());
        Assert.Null(kernel.Cxl.RootDecoders[1].Node);
    }

    [Fact]
    [Trait("Rule", "R34")]
    public void A_window_that_one_before_it_swallowed_is_gone()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.Window("150000000-15fffffff", 256, 0)
                .Window("200000000-20fffffff", 256, 0)
                .SoftReserved("140000000-16fffffff"), Legacy612.Choices);

        Assert.Equal(
            """
            110000000-16fffffff : CXL Window 0
              140000000-16fffffff : Soft Reserved
            200000000-20fffffff : CXL Window 2
            """, kernel.Iomem());
        Assert.Null(kernel.Cxl.RootDecoders[1].Node);
    }

    [Fact]
    [Trait("Rule", "R29")]
    public void Each_root_decoder_holds_a_number_from_its_creation_on()
    {
        var kernel = CxlKernel.Rooted(new CxlMachine()
            .Window("100000000-10fffffff", 256, 0).Window("110000000-11fffffff", 256, 0)
            .Window("120000000-12fffffff", 256, 0));

        Assert.Equal([0, 1, 2], kernel.Cxl.RootDecoders.Select(decoder => decoder.NextRegionId));
        kernel.Memregions.Take(out var hmem);
        Assert.Equal(3, hmem);
    }

    [Fact]
    public void One_host_bridge_makes_any_granularity_the_smallest() =>
        Assert.Equal(256, Assert.Single(CxlKernel.Rooted(
            new CxlMachine().Window("100000000-10fffffff", 8192, 0)).Cxl.RootDecoders).Granularity);

    [Fact]
    public void A_host_bridge_without_chbs_gets_no_port_and_its_card_no_endpoint()
    {
        var kernel = CxlKernel.Rooted(OneWindow.Bridge(12, true, Slot("mem0"))
            .Card("mem0", ByteSize.MiB(512))).Attach("mem0");

        Assert.True(kernel.Cxl.Ports.IsEmpty);
        Assert.Contains(
            "acpi ACPI0016:00: No CHBS found for Host Bridge (UID 12)", kernel.Lines());
        Assert.Equal(MemdevAttachment.Failed, kernel.Cxl.FindMemdev("mem0")!.Attachment);
    }

    [Theory]
    [InlineData(1u, 0x100000000, 0x2000)]
    [InlineData(0u, 0x100000000, 0x10000)]
    [InlineData(1u, 0, 0x10000)]
    public void A_chbs_of_wrong_length_or_without_registers_is_ignored(
        uint version, ulong registers, ulong length) =>
        Assert.IsType<HostBridgeMatch.Missing>(HostBridgeMatch.Find(
            new Cedt([new CxlHostBridgeStructure(3, version, new Hpa(registers), length)], [], []),
            3));

    [Fact]
    public void The_search_for_a_host_bridge_ends_where_the_version_changes()
    {
        CxlHostBridgeStructure virtualHost = new(1, 1, new Hpa(0x1000), 0x10000);
        CxlHostBridgeStructure restricted = new(2, 0, new Hpa(0x20000), 0x2000);
        var cedt = new Cedt([virtualHost, restricted, virtualHost with { Uid = 3 }], [], []);

        Assert.True(HostBridgeMatch.Find(cedt, 1) is HostBridgeMatch.Found { IsMixed: true });
        Assert.True(HostBridgeMatch.Find(cedt, 2) is HostBridgeMatch.Missing { IsMixed: true });
        Assert.True(HostBridgeMatch.Find(cedt, 3) is HostBridgeMatch.Missing { IsMixed: true });
    }

    [Fact]
    public void The_root_asks_for_a_scan_of_the_bus()
    {
        var kernel = CxlKernel.Rooted(OneWindow);

        Assert.True(kernel.Cxl is { HasRoot: true, IsRescanQueued: true });
    }
}
