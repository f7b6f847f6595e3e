using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Memory;
using SoftReserve.Owners.Properties;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Memory;

/// <summary>Memory that does not go offline.</summary>
public sealed class BlockOfflineTests
{
    private const string Range = "0x850000000-0x850000fff";

    private static readonly AddressRange Block = new(0x850000000, 0x857ffffff);

    [Theory]
    [InlineData("unmovable", "online_kernel", Errno.Busy)]
    [InlineData("unmovable", "online", Errno.Busy)]
    [InlineData("unmovable", "online_movable", 0)]
    [InlineData("busy", "online_kernel", Errno.Interrupted)]
    [InlineData("busy", "online_movable", Errno.Interrupted)]
    public void What_the_kernel_keeps_it_keeps_out_of_the_movable_zone(
        string fault, string policy, int errno)
    {
        var kernel = Boot(fault, policy);

        var (after, actual) = kernel.TakeBlockOffline(Block);

        Assert.Equal(errno, actual);
        Assert.Equal(errno != 0, after.FirstOnlineBlock(Block) is not null);
    }

    [Fact]
    public void Blocks_go_in_the_order_of_the_folder_until_one_stays()
    {
        var outcome = Type(Boot("unmovable", "online_kernel"), "daxctl offline-memory dax0.0");

        var online = outcome.Kernel.Memory.Added.Where(memory => memory.IsOnline)
            .Sum(memory => (long)memory.Range.Size.Bytes);
        Assert.Equal((Errno.Busy, 240), (outcome.Errno, outcome.ExitCode));
        Assert.Contains("/node/node1/memory266/state: Device or resource busy",
            outcome.Complaints, StringComparison.Ordinal);
        // by hash, 866 of the 1024 names come before memory266
        Assert.Equal((1024L - 866) * 0x800_0000, online);
    }

    [Fact]
    public void A_tool_that_waits_for_ever_does_nothing_more()
    {
        var outcome = Type(
            Boot("busy", "online_movable"), "daxctl reconfigure-device -f -m devdax dax0.0");

        Assert.Equal((Errno.Interrupted, 124, ""),
            (outcome.Errno, outcome.ExitCode, outcome.Output));
        Assert.Equal(DaxBindingOf(Boot("busy", "online_movable")), DaxBindingOf(outcome.Kernel));
    }

    [Fact]
    public void Pinning_is_a_state_and_unpinning_leads_back()
    {
        var free = Boot("", "online_kernel");
        var pinned = Type(free, $"machine pin {Range}").Kernel;

        Assert.False(pinned.IsSameState(free));
        Assert.True(Type(pinned, $"machine pin {Range} unmovable").Kernel.IsSameState(pinned));
        Assert.True(Type(pinned, $"machine unpin {Range}").Kernel.IsSameState(free));
        Assert.True(pinned.IsSameState(Boot("unmovable", "online_kernel")));
    }

    [Fact]
    public void A_part_that_is_unpinned_leaves_the_rest()
    {
        var kernel = Type(
            Boot("unmovable", "online_kernel"), "machine unpin 0x850000100-0x8500001ff").Kernel;

        Assert.Equal(
            [new AddressRange(0x850000000, 0x8500000ff), new(0x850000200, 0x850000fff)],
            kernel.Memory.Held.Select(held => held.Range));
    }

    [Fact]
    public void Memory_that_stays_is_no_broken_round_trip()
    {
        var property = new RoundTrip();

        Assert.True(property.IsShown(Boot("", "online_kernel")));
        Assert.False(property.IsShown(Boot("unmovable", "online_kernel")));
        Assert.False(property.IsBroken(Boot("unmovable", "online_kernel")));
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Memory_that_is_online_stays_when_kmem_goes()
    {
        var outcome = Type(
            Boot("", "online_movable"), "echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind");

        Assert.Equal(0, outcome.Errno);
        Assert.Equal(
            [
                "removing memory fails, because memory "
                    + "[0x0000000850000000-0x0000000857ffffff] is onlined",
                "kmem dax0.0: mapping0: 0x850000000-0x284fffffff cannot be hotremoved until the "
                    + "next reboot",
            ],
            outcome.Kernel.Log()[^2..]);
    }

    private static Kernel Boot(string fault, string policy) => new Boots("one-window")
    {
        Generation = Mainline72.Choices,
        CommandLine = "memhp_default_state=" + policy,
        With = fault.Length == 0
            ? ""
            : $"{{cxl: {{faults: [{{range: {Range}, fault: {fault}}}]}}}}",
    }.Run();

    private static CommandOutcome Type(Kernel kernel, string line) =>
        CommandParser.Parse(line)!.Run(kernel);

    private static string DaxBindingOf(Kernel kernel) =>
        string.Join(' ', kernel.Dax.Regions.SelectMany(region => region.Devices)
            .Select(device => device.Binding));
}
