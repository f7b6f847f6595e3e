using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>What hands and faults do to a machine: <c>machine ...</c>.</summary>
public sealed class MachineCommandTests
{
    private const string Absent = "cxl: {memdevs: {mem0: {present: false}}}";

    [Theory]
    [InlineData("machine add mem0", Errno.Exists, "machine: mem0 is plugged in already")]
    [InlineData("hot-add mem0", Errno.Exists, "machine: mem0 is plugged in already")]
    [InlineData("machine add mem7", Errno.NoDevice, "machine: no card 'mem7'; there are: mem0")]
    [InlineData("machine fail mem7 link", Errno.NoDevice, "machine: no card 'mem7'")]
    [InlineData(
        "machine fail region3 assembly", Errno.NoDevice,
        "machine: no region 'region3' with a card; there are: region0")]
    [InlineData("machine explode mem0", Errno.Invalid, "usage: machine list")]
    [InlineData("machine", Errno.Invalid, "usage: machine list")]
    [InlineData("machine pin mem0", Errno.Invalid, "usage: machine list")]
    [InlineData("machine pin 0x0-0xfff glued", Errno.Invalid, "usage: machine list")]
    [InlineData("machine unpin 0xfff-0x0", Errno.Invalid, "usage: machine list")]
    public void What_can_not_be_done_is_answered_with_what_there_is(
        string command, int errno, string complaint)
    {
        var kernel = Typed();
        var outcome = CommandParser.Parse(command)!.Run(kernel);
        Assert.Equal(errno, outcome.Errno);
        Assert.StartsWith(complaint, outcome.Complaints, StringComparison.Ordinal);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.True(outcome.Kernel.IsSameState(kernel));
    }

    [Fact]
    public void A_card_is_pulled_once()
    {
        var outcome = CommandParser.Parse("machine remove mem0")!
            .Run(Typed("machine remove mem0"));
        Assert.Equal(Errno.NoDevice, outcome.Errno);
        Assert.Contains("'machine add mem0'", outcome.Complaints, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_says_how_far_the_kernel_is_with_each_card()
    {
        Assert.Equal("mem0  0000:01:00.0  128GiB ram  attached, endpoint2\n", List());
        Assert.Equal(
            "mem0  0000:01:00.0  128GiB ram  not plugged in\n", List("machine remove mem0"));
        Assert.Equal(
            "mem0  0000:01:00.0  128GiB ram  unbound from cxl_mem\n",
            List("cxl disable-memdev -f mem0"));
        Assert.Equal(
            "mem0  0000:01:00.0  128GiB ram  attached, endpoint2, its next region fails\n",
            List("machine fail region0 assembly"));
    }

    [Fact]
    public void A_link_that_goes_down_takes_the_card_off_the_bus()
    {
        var kernel = Typed("machine fail mem0 link");
        Assert.False(kernel.HasCard("mem0"));
        Assert.Contains(
            kernel.Journal.Messages,
            line => line.Level == LogLevel.Info
                && line.ToString() == "pcieport 0000:00:00.0: pciehp: Slot(0): Link Down");
    }

    [Fact]
    public void A_media_error_is_traced_and_moves_nothing()
    {
        var before = Typed();
        var outcome = CommandParser.Parse("machine fail mem0 media")!.Run(before);
        Assert.True(outcome.Kernel.IsSameState(before));
        Assert.Contains("cxl_general_media", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(before.Log(), outcome.Kernel.Log());
    }

    [Fact]
    public void Nobody_reads_the_media_error_of_a_card_without_driver()
    {
        var kernel = new Boots("one-window")
        {
            With = "kernel: {missing-modules: [cxl_pci]}",
        }.Run();
        Assert.Equal(
            "mem0: no driver reads the record of the error\n",
            CommandParser.Parse("machine fail mem0 media")!.Run(kernel).Output);
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void An_assembly_fails_once_and_works_the_next_time()
    {
        var failed = Typed72("machine fail mem0 assembly", "machine add mem0");
        Assert.False(Assert.Single(failed.Cxl.Regions).IsCommitted);
        Assert.Contains(
            "cxl_port endpoint2: failed to attach decoder2.0 to region0: -6", failed.Log());
        var again = Typed72(
            "machine fail mem0 assembly", "machine add mem0",
            "machine remove mem0", "machine add mem0");
        Assert.True(Assert.Single(again.Cxl.Regions).IsCommitted);
    }

    [Fact]
    public void A_users_region_fails_as_well()
    {
        const string Create = "cxl create-region -m -t ram -d decoder0.0 mem0";
        var errors = Typed(
                "cxl destroy-region -f region0", "machine fail mem0 assembly", Create, Create)
            .Journal.Decisions<CommandEnded>().Select(ended => ended.Errno);
        Assert.Equal([0, 0, Errno.NoSuchDeviceOrAddress, 0], errors);
    }

    private static string List(params string[] commands) =>
        CommandParser.Parse("machine list")!.Run(Typed(commands)).Output;

    private static Kernel Typed(params string[] commands) =>
        new Boots("one-window") { Commands = [.. commands] }.Run();

    private static Kernel Typed72(params string[] commands) => new Boots("one-window")
    {
        Generation = Mainline72.Choices,
        With = Absent,
        Commands = [.. commands],
    }.Run();
}
