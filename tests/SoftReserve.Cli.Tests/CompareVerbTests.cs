using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What compare answers, and what it refuses.</summary>
public sealed class CompareVerbTests
{
    [Theory]
    [InlineData("amd-three-windows --from 6.12 --to 7.2", ExitCode.Fine)]
    [InlineData("amd-three-windows --from 7.2 --to 7.2", ExitCode.Fine)]
    [InlineData("two-regions-one-range --from 6.12 --to 7.2", ExitCode.BadAnswer)]
    [InlineData("two-regions-one-range --from 7.2 --to 6.12", ExitCode.Fine)]
    [InlineData("one-window-uncommitted --from 6.12 --to 7.2", ExitCode.BadAnswer)]
    [InlineData("two-regions-one-range --all", ExitCode.Fine)]
    public void Lost_or_unmapped_memory_is_a_bad_answer(string arguments, int expected)
    {
        var (exit, output, error) = Compare(arguments);
        Assert.Equal(expected, exit);
        Assert.NotEmpty(output);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("one-window", "--from is missing")]
    [InlineData("one-window --from 6.12", "--to is missing")]
    [InlineData("one-window --from 5.10 --to 7.2", "no kernel '5.10'")]
    [InlineData("one-window --all --to 7.2", "--to does not go with --all")]
    [InlineData("one-window --all --from-config CXL_BUS=m", "--from-config does not go with")]
    [InlineData("no-such-machine --from 6.12 --to 7.2", "no machine 'no-such-machine'")]
    [InlineData("one-window --from 6.12 --to 7.2 --to-config CXL_BSU=m", "--to-config: CXL_BSU")]
    [InlineData(
        "one-window --from v4 --to 7.2 --config DEV_DAX_HMEM=y,CXL_BUS=m",
        "v4 can not be configured so: DEV_DAX_HMEM=y with CXL_BUS=m")]
    [InlineData(
        "one-window --from v4 --to 7.2 --config DEV_DAX_HMEM=y,CXL_BUS=m",
        "7.2 can not be configured so: DEV_DAX_HMEM=y: depends on CXL_ACPI")]
    public void Wrong_usage_is_refused_with_its_reason_and_nothing_printed(
        string arguments, string reason)
    {
        var (exit, output, error) = Compare(arguments);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Empty(output);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_one_side_go_over_those_of_both() => Assert.Equal(
        "one-window from 7.2 to 7.2: no memory lost or gained\nCONFIG_DEV_DAX_KMEM: n -> m",
        string.Join('\n', Compare(
            "one-window --from 7.2 --to 7.2 --config DEV_DAX_KMEM=n --to-config DEV_DAX_KMEM=m")
            .Output.Split('\n').Take(2)));

    [Fact]
    public void A_release_is_compared_as_its_generation() => Assert.Equal(
        Compare("two-regions-one-range --from 6.12 --to 7.2").Output,
        Compare("two-regions-one-range --from 6.18 --to mainline").Output);

    [Fact]
    public void Every_kernel_impossible_is_wrong_usage()
    {
        var (exit, output, _) = Compare("one-window --all --config CXL_REGION=m");
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.DoesNotContain("system-ram", output, StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Error) Compare(string arguments) =>
        Command.Run(["compare", .. arguments.Split(' ')]);
}
