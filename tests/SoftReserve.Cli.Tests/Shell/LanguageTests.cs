using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>The shell's language: POSIX's, as far as it goes.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("echo one; echo two # three", "one\ntwo\n")]
    [InlineData("echo 'a  b' \"c  d\" e\\ \\ f", "a  b c  d e  f\n")]
    [InlineData("A=1; B=\"$A 2\"; echo ${B}3 '$B' \"\\$B\"", "1 23 $B $B\n")]
    [InlineData("A='x  y'; echo $A; echo \"$A\"", "x y\nx  y\n")]
    [InlineData("true && echo yes || echo no", "yes\n")]
    [InlineData("false && echo yes || echo no", "no\n")]
    [InlineData("false; echo $?; echo $?", "1\n0\n")]
    [InlineData("! false && echo turned", "turned\n")]
    [InlineData("for x in a b; do echo $x; done | sort -r", "b\na\n")]
    [InlineData("for x in a\tb\ndo\n  echo $x\ndone", "a\nb\n")]
    [InlineData("if [ 3 -gt 2 ]; then echo more; elif true; then echo x; fi", "more\n")]
    [InlineData("if false; then echo a; elif [ a = a ]; then echo b; else echo c; fi", "b\n")]
    [InlineData("X=; until [ \"$X\" = aaa ]; do X=${X}a; done; echo $X", "aaa\n")]
    [InlineData("echo $(echo 1; echo 2) \"$(echo 1; echo 2)\"", "1 2 1\n2\n")]
    [InlineData("{ echo a; echo b; } | wc -l", "2\n")]
    [InlineData("echo gone > /dev/null; echo left", "left\n")]
    [InlineData("foo 2>&1 | grep -c found", "1\n")]
    [InlineData("foo 2> /dev/null; echo $?", "127\n")]
    [InlineData("echo a \\\n  b", "a b\n")]
    [InlineData("echo one; exit 0; echo two", "one\n")]
    [InlineData("set -e; false; echo not here", "")]
    [InlineData("printf '%s-%s\\n' a b c", "a-b\nc-\n")]
    public void A_script_prints_what_a_shell_prints(string script, string expected) =>
        Assert.Equal(expected, Typed.Script(script).Output);

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("false", 1)]
    [InlineData("foo", 127)]
    [InlineData("ndctl list", 127)]
    [InlineData("set -e; false; true", 1)]
    [InlineData("true | false", 1)]
    [InlineData("false | true", 0)]
    public void The_exit_status_is_that_of_the_last_command(string script, int expected) =>
        Assert.Equal(expected, Typed.Script(script).ExitCode);

    [Theory]
    [InlineData("echo 'abc", 2, "line 1, column 10: a closing ' was expected")]
    [InlineData("echo a\nfor x in 1; do echo", 2, "'done' was expected")]
    [InlineData("echo `ls`", 2, "write $(...)")]
    [InlineData("(echo a)", 2, "a subshell ( ) is not modelled")]
    [InlineData("case x in esac", 2, "case is not modelled")]
    [InlineData("| grep x", 2, "a command was expected in front of '|'")]
    public void What_can_not_be_read_is_told_with_its_place(
        string script, int exitCode, string message)
    {
        var typed = Typed.Script(script);
        Assert.Equal(exitCode, typed.ExitCode);
        Assert.Empty(typed.Output);
        Assert.Contains(message, typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while true; do true; done", "stopped after 10000 commands")]
    [InlineData("for a in 1 2 3 4 5 6 7 8 9; do while true; do echo; done; done", "stopped after")]
    public void An_endless_script_is_stopped(string script, string message)
    {
        var typed = Typed.Script(script);
        Assert.Equal(ExitCode.Incomplete, typed.ExitCode);
        Assert.Contains(message, typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_doubles_for_ever_is_stopped() => Assert.Contains(
        "stopped after",
        Typed.Script("X=ab; while true; do X=$(echo $X$X); done").Error,
        StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var typed = Typed.Script(string.Concat(Enumerable.Repeat("{ ", 10_000)));
        Assert.Equal(2, typed.ExitCode);
        Assert.Contains("nested deeper than 50", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_substitution_is_refused() => Assert.Equal(
        2, Typed.Script("echo " + string.Concat(Enumerable.Repeat("$(", 10_000))).ExitCode);

    [Fact]
    public void Binary_input_is_refused()
    {
        var typed = Typed.Script("\u0000\u0001ELF");
        Assert.Equal(ExitCode.Unusable, typed.ExitCode);
        Assert.Contains("no text: character 1 has code 0", typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo x > /run/softreserve-test")]
    [InlineData("echo x > ../../../../../../run/softreserve-test")]
    [InlineData("echo x | tee /run/softreserve-test")]
    [InlineData("grep root /etc/passwd")]
    [InlineData("wc -l < /etc/passwd")]
    [InlineData("cat /sys/../etc/passwd")]
    public void No_file_of_the_host_is_read_or_written(string script)
    {
        var typed = Typed.Script(script);
        Assert.NotEqual(0, typed.ExitCode);
        Assert.DoesNotContain("root:", typed.Output, StringComparison.Ordinal);
        Assert.False(File.Exists("/run/softreserve-test"));
    }

    [Fact]
    public void What_is_not_modelled_says_so_and_what_does_not_exist_too()
    {
        Assert.Equal(
            "softreserve: ndctl list: not modelled\n", Typed.Script("ndctl list").Error);
        Assert.Equal("sh: frobnicate: not found\n", Typed.Script("frobnicate").Error);
    }
}
