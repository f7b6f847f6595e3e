using SoftReserve.Cli.Shell;
using SoftReserve.Cli.Shell.Completing;
using SoftReserve.Cli.Tests.Shell.Editing;
using SoftReserve.Shell;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>What Tab offers, and what a conversation looks like.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("daxc", "daxctl")]
    [InlineData("echo 1; hel", "help")]
    [InlineData("cxl destroy", "destroy-region")]
    [InlineData("cxl destroy-region r", "region0 region1 region2")]
    [InlineData("cxl create-region -d ", "decoder0.0 decoder0.1 decoder0.2")]
    [InlineData("cxl create-region -m mem", "mem0 mem1 mem2")]
    [InlineData("daxctl offline-memory dax1", "dax1.0")]
    [InlineData("daxctl list | grep x && daxctl reconfigure-device -m ", "devdax system-ram")]
    [InlineData("if modprobe dax", "dax_cxl dax_hmem")]
    [InlineData("for d in dax0.0; do daxctl offl", "offline-memory")]
    [InlineData("cat /sys/bus/cxl/devices/region0/siz", "/sys/bus/cxl/devices/region0/size")]
    [InlineData("ls /sys/bus/cx", "/sys/bus/cxl/")]
    [InlineData("no-such-tool x", "")]
    public void Tab_offers_what_could_stand_there(string typed, string words) => Assert.Equal(
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        new ShellCompleter(Session()).Complete(typed).Words);

    [Fact]
    public void A_device_that_is_gone_is_not_offered()
    {
        var session = Session();
        session.Run(
            "daxctl offline-memory dax0.0; cxl disable-region region0; cxl destroy-region region0",
            _ => { }, _ => { });
        Assert.Equal(
            ["region1", "region2"],
            new ShellCompleter(session).Complete("cxl disable-region ").Words);
    }

    [Fact]
    public void A_conversation_completes_runs_and_ends()
    {
        var screen = Talk("daxctl off<Tab>dax<Tab>0<Tab><Enter>echo $?<Enter><C-d>", out var exit);
        Assert.Equal(
            """
            /root # daxctl offline-memory dax
            dax0.0  dax1.0  dax2.0
            /root # daxctl offline-memory dax0.0
            """, string.Join('\n', screen.Split('\n').Take(3)));
        Assert.Contains("\n0\n", screen, StringComparison.Ordinal);
        Assert.Equal(0, exit);
    }

    [Fact]
    public void A_loop_is_asked_for_until_it_is_done() => Assert.Contains(
        "> done\n1\n2\n/root #",
        Talk("for i in 1 2; do<Enter>echo $i<Enter>done<Enter>", out _), StringComparison.Ordinal);

    [Fact]
    public void Ctrl_c_forgets_an_unfinished_loop_and_is_a_failure()
    {
        var screen = Talk("for i in 1 2; do<Enter>echo $i<C-c>echo on<Enter>", out var exit);
        Assert.Contains("> echo $i^C\n/root # echo on\non\n", screen, StringComparison.Ordinal);
        Assert.Equal(0, exit);
        Talk("x<C-c>", out exit);
        Assert.Equal(130, exit);
    }

    [Fact]
    public void An_endless_loop_ends_and_the_conversation_goes_on() => Assert.Contains(
        "stopped after 10000 commands\n/root # echo on\non\n",
        Talk("while true; do :; done<Enter>echo on<Enter>", out _), StringComparison.Ordinal);

    [Fact]
    public void Exit_leaves_with_its_number()
    {
        Talk("exit 7<Enter>echo never<Enter>", out var exit);
        Assert.Equal(7, exit);
    }

    [Fact]
    public void Help_and_history_are_there()
    {
        var screen = Talk("help<Enter>history<Enter>", out _);
        Assert.Contains("cxl list -vvv, daxctl list -RDM -u", screen, StringComparison.Ordinal);
        Assert.Contains("    2  history", screen, StringComparison.Ordinal);
    }

    private static string Talk(string keys, out int exitCode)
    {
        var console = new ScriptedConsole(keys, width: 100);
        void Print(string text) =>
            console.Write(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        exitCode = new InteractiveShell(Session(), console, Print, Print, hasColour: false).Talk();
        return console.Screen.Text;
    }

    private static ShellSession Session() => new(Booted.Machine("amd-three-windows", "7.2"));
}
