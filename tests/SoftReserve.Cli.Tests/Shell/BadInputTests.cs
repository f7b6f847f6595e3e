using SoftReserve.Shell;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>Scripts that ask for too much end in bounded time and memory.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("A=xxxxxxxxxxxxxxxx; while true; do A=$A$A; done")]
    [InlineData("A=$(seq 9); while true; do A=\"$A$A\"; done")]
    [InlineData("A=x; while true; do A=$A$A; echo $A$A$A$A$A$A$A$A > /dev/null; done")]
    [InlineData("while true; do :; done")]
    public void A_script_that_grows_without_end_is_stopped(string script)
    {
        var typed = Typed.Script(script);
        Assert.Equal(3, typed.ExitCode);
        Assert.Contains("softreserve: stopped after ", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_is_too_long_does_not_run()
    {
        var typed = Typed.Script(string.Concat(Enumerable.Repeat("echo x;", 200_000)));
        Assert.Equal((2, ""), (typed.ExitCode, typed.Output));
    }

    [Fact]
    public void Something_that_is_nearly_a_pattern_stands_for_itself() => Assert.Equal(
        "[z-a] [ []\n", Typed.Script("echo [z-a] [ []").Output);

    [Fact]
    public void Loops_in_loops_do_not_flatten_for_ever()
    {
        var script = string.Concat(Enumerable.Repeat("for a in 1 2 3 4 5 6 7 8 9; do ", 12))
            + "A=1; " + string.Concat(Enumerable.Repeat("done; ", 12));
        Assert.Contains(
            StraightScript.Read(script).Problems,
            problem => problem.Message.Contains("steps", StringComparison.Ordinal));
    }
}
