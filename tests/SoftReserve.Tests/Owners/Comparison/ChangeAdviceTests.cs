using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Owners.Comparison;
using Xunit;

namespace SoftReserve.Tests.Owners.Comparison;

/// <summary>What an operator is told to do, from what differs.</summary>
public sealed class ChangeAdviceTests
{
    private static readonly Boots Before = new("one-window") { Generation = Mainline72.Choices };

    [Fact]
    public void A_renamed_device_is_to_be_renamed_in_configurations()
    {
        var advice = Advise(Before, Before with { Config = "DEV_DAX_CXL=n" });
        var rename = Assert.Single(
            advice,
            each => each.Text.StartsWith("dax0.0 becomes dax2.0", StringComparison.Ordinal));
        Assert.Equal(AdviceTime.BeforeMove, rename.When);
        Assert.StartsWith(@"grep -rnw 'dax0\.0' /etc", Assert.Single(rename.Commands));
    }

    [Fact]
    public void A_device_that_fails_is_gone_and_no_new_name_is_advised()
    {
        var advice = Advise(
            new Boots("two-regions-one-range") { Generation = Legacy612.Choices },
            new Boots("two-regions-one-range") { Generation = Mainline72.Choices });
        Assert.DoesNotContain(
            advice, each => each.Text.Contains("becomes", StringComparison.Ordinal));
        Assert.Equal(
            ["dax0.0 is gone", "dax1.0 is gone"],
            advice.Select(each => each.Text)
                .Where(text => text.Contains(" is gone ", StringComparison.Ordinal))
                .Select(text => text[..14]));
    }

    [Fact]
    public void Loss_is_told_once_for_ranges_side_by_side() => Assert.Single(
        Advise(
            new Boots("two-regions-one-range") { Generation = Legacy612.Choices },
            new Boots("two-regions-one-range") { Generation = Mainline72.Choices }),
        each => each.Text.StartsWith(
            "256GiB at 0x850000000-0x484fffffff will be gone", StringComparison.Ordinal));

    [Fact]
    public void A_character_device_that_turns_into_system_ram_is_to_be_saved_and_turned_back()
    {
        var advice = Advise(Before with { Config = "DEV_DAX_KMEM=n" }, Before);
        Assert.Contains(advice, each =>
            each.When == AdviceTime.BeforeMove && each.Commands is ["fuser -v /dev/dax0.0"]);
        Assert.Contains(advice, each => each.When == AdviceTime.AfterMove
            && each.Commands is ["daxctl reconfigure-device --mode=devdax --force dax0.0"]);
    }

    [Fact]
    public void System_ram_does_not_come_back_by_a_command_where_kmem_is_missing()
    {
        var advice = Advise(Before, Before with { Config = "DEV_DAX_KMEM=n" });
        Assert.Contains(advice, each => each.Commands.Any(command =>
            command.StartsWith("CONFIG_DEV_DAX_KMEM=m", StringComparison.Ordinal)));
        Assert.DoesNotContain(advice, each => each.Commands.Any(command =>
            command.StartsWith("daxctl reconfigure-device", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "memhp_default_state=offline", "daxctl online-memory dax0.0")]
    [InlineData("memhp_default_state=offline", "", "daxctl offline-memory dax0.0")]
    public void Memory_that_goes_online_otherwise_is_put_right_by_daxctl(
        string before, string after, string command) => Assert.Contains(
        Advise(
            Before with { CommandLine = before }, Before with { CommandLine = after }),
        each => each.When == AdviceTime.AfterMove && each.Commands.Contains(command));

    [Fact]
    public void Hidden_soft_reserved_memory_is_still_found_elsewhere()
    {
        var legacy = Before with { Generation = Legacy612.Choices };
        Assert.Contains(
            Advise(legacy, Before), each => each.Commands.Any(command =>
                command.Contains("/sys/firmware/memmap", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            Advise(legacy, Before with { CommandLine = "efi=nosoftreserve" }),
            each => each.Commands.Any(command =>
                command.Contains("/sys/firmware/memmap", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ordinary_ram_has_no_device_to_switch() => Assert.Contains(
        Advise(Before, Before with { CommandLine = "efi=nosoftreserve" }),
        each => each.Text.StartsWith("The memory is ordinary RAM", StringComparison.Ordinal));

    private static ValueList<Advice> Advise(Boots from, Boots to) =>
        ChangeAdvice.Of(KernelComparison.Of(from.Run(), to.Run()));
}
