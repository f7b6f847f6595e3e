using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>grep, sed and the others do what they do elsewhere.</summary>
public sealed class FilterTests
{
    private const string Text = "printf 'dax0.0 10\\ndax1.0 9\\nregion0 8\\nregion0 8\\n' | ";

    [Theory]
    [InlineData("grep dax", "dax0.0 10\ndax1.0 9\n")]
    [InlineData("grep -v dax", "region0 8\nregion0 8\n")]
    [InlineData("grep -c DAX", "0\n")]
    [InlineData("grep -ci DAX", "2\n")]
    [InlineData("grep -n 9", "2:dax1.0 9\n")]
    [InlineData("grep -o 'dax[0-9]*'", "dax0\ndax1\n")]
    [InlineData("grep -E '^(dax1|nothing)'", "dax1.0 9\n")]
    [InlineData("grep 'dax0\\|dax1' | wc -l", "2\n")]
    [InlineData("grep 'dax0|dax1' | wc -l", "0\n")]
    [InlineData("grep -F 'x0.0' | wc -l", "1\n")]
    [InlineData("grep -m 1 dax", "dax0.0 10\n")]
    [InlineData("grep -w 8 | wc -l", "2\n")]
    [InlineData("grep -A1 dax1", "dax1.0 9\nregion0 8\n")]
    [InlineData("grep '[[:digit:]][[:digit:]]$'", "dax0.0 10\n")]
    [InlineData("head -1", "dax0.0 10\n")]
    [InlineData("head -n -3", "dax0.0 10\n")]
    [InlineData("tail -n 1", "region0 8\n")]
    [InlineData("tail -n +4", "region0 8\n")]
    [InlineData("wc -l", "4\n")]
    [InlineData("wc -w", "8\n")]
    [InlineData("wc -c", "39\n")]
    [InlineData("sort | head -1", "dax0.0 10\n")]
    [InlineData("sort -k2 -n | tail -1", "dax0.0 10\n")]
    [InlineData("sort -u | wc -l", "3\n")]
    [InlineData("sort -r | head -1", "region0 8\n")]
    [InlineData("uniq -c | tail -1", "      2 region0 8\n")]
    [InlineData("uniq -d", "region0 8\n")]
    [InlineData("cut -d ' ' -f 2 | head -1", "10\n")]
    [InlineData("cut -c 1-3 | head -1", "dax\n")]
    [InlineData("tr a-z A-Z | head -1", "DAX0.0 10\n")]
    [InlineData("tr -d '0-9.' | head -1", "dax \n")]
    [InlineData("sed -n 2p", "dax1.0 9\n")]
    [InlineData("sed -n '$p'", "region0 8\n")]
    [InlineData("sed -n '/dax1/,$p' | wc -l", "3\n")]
    [InlineData("sed -n 1,2p | wc -l", "2\n")]
    [InlineData("sed '/region/d' | wc -l", "2\n")]
    [InlineData("sed -n 's/^dax\\([0-9]\\).*/number \\1/p' | head -1", "number 0\n")]
    [InlineData("sed 's/0/o/g' | head -1", "daxo.o 1o\n")]
    [InlineData("awk '{print $2}' | head -1", "10\n")]
    [InlineData("awk '/region/ {print $1, $2}' | head -1", "region0 8\n")]
    [InlineData("awk -F. '{print $1}' | head -1", "dax0\n")]
    public void A_filter_prints_what_the_tool_prints(string filter, string expected) =>
        Assert.Equal(expected, Typed.Script(Text + filter).Output);

    [Theory]
    [InlineData("grep nothing", 1)]
    [InlineData("grep -q dax", 0)]
    [InlineData("grep 'a\\('", 2)]
    [InlineData("grep dax /no/such/file", 2)]
    [InlineData("head -n x", 1)]
    [InlineData("cut -d ' '", 1)]
    public void A_filter_ends_with_the_status_of_the_tool(string filter, int expected) =>
        Assert.Equal(expected, Typed.Script(Text + filter).ExitCode);

    [Theory]
    [InlineData("grep -Z x")]
    [InlineData("sed -n 'y/abc/def/'")]
    [InlineData("awk 'BEGIN {x=1} {print x}'")]
    [InlineData("sort -V")]
    public void What_a_filter_does_not_do_here_is_told(string filter)
    {
        var typed = Typed.Script(Text + filter);
        Assert.NotEqual(0, typed.ExitCode);
        Assert.Contains("not modelled", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_takes_no_time() => Assert.Equal(
        1,
        Typed.Script($"echo {new string('a', 5000)} | grep -E '^(a+)+$b'").ExitCode);
}
