using SoftReserve.Machines.Cases;

namespace SoftReserve.Machines.Tests.Cases;

public sealed class IomemExpectationTests
{
    private const string Actual = """
        00000000-00000fff : Reserved
        00001000-0009ffff : System RAM
        fe000000-fe0fffff : PCI Bus 0000:00
          fe000000-fe00ffff : mem0
        850000000-284fffffff : CXL Window 0
          850000000-284fffffff : region0
            850000000-284fffffff : Reserved
              850000000-184fffffff : dax0.0
                850000000-184fffffff : System RAM (kmem)
        """;

    private const string Expected = """
        850000000-284fffffff : CXL Window 0
          850000000-284fffffff : region*
            850000000-184fffffff : dax*.0
              850000000-184fffffff : System RAM (kmem)
        """;

    [Fact]
    public void Lines_that_do_not_count_are_dropped_and_the_rest_nests_anew() =>
        Assert.Empty(IomemExpectation.Differences(Expected, Actual));

    [Fact]
    public void A_line_that_is_missing_and_one_that_was_not_expected_are_told()
    {
        const string expected = """
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : Soft Reserved
                850000000-184fffffff : dax0.0
                  850000000-184fffffff : System RAM (kmem)
            """;

        Assert.Equal(
            ["-   850000000-284fffffff : Soft Reserved", "+   850000000-284fffffff : region0"],
            IomemExpectation.Differences(expected, Actual));
    }

    [Fact]
    public void The_same_lines_nested_otherwise_differ() => Assert.NotEmpty(
        IomemExpectation.Differences(
            """
            100000000-1ffffffff : CXL Window 0
              100000000-1ffffffff : region0
            """,
            """
            100000000-1ffffffff : region0
              100000000-1ffffffff : CXL Window 0
            """));

    [Fact]
    public void Nothing_expected_is_a_difference_when_something_counts() =>
        Assert.Equal(4, IomemExpectation.Differences("", Actual).Count);

    [Fact]
    public void Plain_ram_counts_only_where_the_case_lists_it()
    {
        Assert.Empty(IomemExpectation.Differences(
            "00001000-0009ffff : System RAM\n" + Expected, Actual));
        Assert.Equal(
            ["- 00001000-0008ffff : System RAM"],
            IomemExpectation.Differences(
                "00001000-0008ffff : System RAM\n" + Expected, Actual));
    }

    [Fact]
    public void A_listing_that_the_kernel_cut_at_its_deepest_level_still_nests()
    {
        const string actual = """
            100000000-1ffffffff : PCI Bus 0000:00
              100000000-1ffffffff : Soft Reserved
                100000000-1ffffffff : CXL Window 0
                  100000000-1ffffffff : region0
                    100000000-1ffffffff : dax0.0
                      100000000-17fffffff : System RAM (kmem)
                      180000000-1ffffffff : System RAM (kmem)
            """;
        // 6.12 prints at most five steps of indentation
        var cut = actual.Replace("            1", "          1", StringComparison.Ordinal);

        Assert.Empty(IomemExpectation.Differences(IomemExpectation.Reduce(actual), cut));
        Assert.Contains("        180000000-1ffffffff : System RAM (kmem)",
            IomemExpectation.Reduce(cut), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dax*.0", "dax12.0", true)]
    [InlineData("dax*.0", "dax1.1", false)]
    [InlineData("dax*.0", "dax.0", false)]
    [InlineData("region*", "region0", true)]
    [InlineData("region*", "region0x", false)]
    [InlineData("region0", "region", false)]
    [InlineData("CXL Window 0", "CXL Window 0", true)]
    [InlineData("", "", true)]
    [InlineData("dax*.*", "dax10.2", true)]
    public void A_star_stands_for_any_number(string pattern, string name, bool fits) =>
        Assert.Equal(fits, NamePattern.Matches(pattern, name));
}
