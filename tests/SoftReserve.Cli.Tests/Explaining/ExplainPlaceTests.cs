using Xunit;

namespace SoftReserve.Cli.Tests.Explaining;

/// <summary>How people name an address, and what they are told when it is none.</summary>
public sealed class ExplainPlaceTests
{
    private const string Header = "0x850000000-0x284fffffff, 128GiB, Soft Reserved, under v4";

    [Theory]
    [InlineData("0x850000000")]
    [InlineData("0X850000000")]
    [InlineData("35701915648")]
    [InlineData("0x284fffffff")]
    [InlineData("0x850000000-0x284fffffff")]
    [InlineData("850000000-284fffffff")]
    [InlineData("900000000-900000fff")]
    public void Any_byte_or_part_of_a_range_leads_to_its_life(string place) =>
        Assert.StartsWith(Header, Told(place), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("0x")]
    [InlineData("0xfffffffffffffffff")]
    [InlineData("18446744073709551616")]
    [InlineData("284fffffff")]
    [InlineData("-1")]
    [InlineData("284fffffff-850000000")]
    [InlineData("850000000-")]
    [InlineData("1-2-3")]
    [InlineData("4GiB")]
    public void What_is_no_address_is_refused_with_what_is_expected(string place)
    {
        var (exit, output, error) = Command.Run("explain", "one-window", "--", place);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Equal("", output);
        Assert.Contains(
            $"no address '{place}': expected an address", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_address_and_a_bad_kernel_are_both_told()
    {
        var (exit, _, error) = Command.Run("explain", "one-window", "banana", "-k", "5.15");
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains("no address 'banana'", error, StringComparison.Ordinal);
        Assert.Contains("no kernel '5.15'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decimal_digits_that_mean_something_as_hexadecimal_are_questioned()
    {
        var (exit, _, error) = Command.Run("explain", "one-window", "850000000");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Equal(
            "note: 850000000 is read as decimal, 0x32a9f880; did you mean 0x850000000?\n", error);
    }

    [Theory]
    [InlineData("0x100000", "0x100000-0x7fffffff: System RAM")]
    [InlineData("0xa0000", "0xa0000-0xfffff: hole: nothing is known about it")]
    [InlineData("0x2850000000", "0x2850000000-0xffffffffffffffff: hole: nothing is known about it")]
    public void A_byte_elsewhere_is_said_to_be_elsewhere(string place, string what) => Assert.Equal(
        $"{what}\n\n{place} has no life to tell. Soft Reserved memory and CXL regions here:\n"
            + "  0x850000000-0x284fffffff cxl\n",
        Told(place));

    [Fact]
    public void A_window_without_a_region_is_no_hole() => Assert.StartsWith(
        "0xc480000000-0x17dbfffffff: CXL Window 0, with no CXL region",
        Command.Run("explain", "intel-two-windows-spare", "0xc480000000").Output,
        StringComparison.Ordinal);

    private static string Told(string place)
    {
        var (exit, output, error) = Command.Run("explain", "one-window", place);
        Assert.Equal((ExitCode.Fine, ""), (exit, error));
        return output;
    }
}
