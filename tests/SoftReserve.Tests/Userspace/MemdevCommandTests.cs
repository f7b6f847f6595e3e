using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Unbinding cards, and what stays of a machine after memory was given back.</summary>
public sealed class MemdevCommandTests
{
    private const string Folder = "/sys/bus/cxl/drivers/cxl_mem/";

    [Theory]
    [InlineData("echo mem0 > " + Folder + "unbind")]
    [InlineData("cxl disable-memdev -f mem0")]
    public void An_unbound_card_takes_its_region_out_of_use(string command)
    {
        var kernel = Typed(command);
        Assert.Equal(MemdevAttachment.Detached, kernel.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.False(Assert.Single(kernel.Cxl.Regions).IsBound);
    }

    [Fact]
    public void A_card_is_bound_once()
    {
        var kernel = Typed("echo mem0 > " + Folder + "bind");
        var again = CommandParser.Parse("cxl enable-memdev mem0")!.Run(kernel);
        Assert.Equal((0, true), (again.Errno, again.Kernel.IsSameState(kernel)));
        Assert.Equal(
            Errno.Busy,
            CommandParser.Parse("echo mem0 > " + Folder + "bind")!.Run(kernel).Errno);
    }

    [Theory]
    [InlineData("daxctl offline-memory")]
    [InlineData("daxctl reconfigure-device -m devdax")]
    public void A_command_for_no_device_fails_and_changes_nothing(string command)
    {
        var kernel = Typed();
        var outcome = CommandParser.Parse(command)!.Run(kernel);
        Assert.Equal(Errno.Invalid, outcome.Errno);
        Assert.True(outcome.Kernel.IsSameState(kernel));
    }

    [Fact]
    public void A_decoder_that_lost_its_region_keeps_its_mode()
    {
        var kernel = Typed("cxl destroy-region -f region0");
        var text = CxlListing.Text(
            CxlOfKernel.View(kernel), new CxlListOptions().WithVerbosity(3));
        Assert.Contains("\"mode\":\"ram\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dpa_size", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_goes_with_its_last_memory()
    {
        Assert.Equal([0, 1], Online(Typed()));
        Assert.Equal([0], Online(Typed("cxl disable-region -f region0")));
    }

    private static ValueList<int> Online(Kernel kernel) =>
        kernel.Memory.History!.Nodes.States.Online;

    private static Kernel Typed(params string[] commands) =>
        new Boots("one-window") { Commands = [.. commands] }.Run();
}
