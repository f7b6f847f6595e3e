using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>What is typed acts on the machine.</summary>
public sealed class MachineTests
{
    [Fact]
    public void Memory_that_is_offline_lets_its_cxl_region_go() => Assert.Equal(
        "0\n", Typed.Script(
            "daxctl offline-memory dax0.0 && cxl disable-region region0 > /dev/null; echo $?")
            .Output);

    [Fact]
    public void A_command_that_fails_stops_what_comes_after_it()
    {
        var typed = Typed.Script("daxctl disable-device dax0.0 && echo went on");
        Assert.Equal(250, typed.ExitCode);
        Assert.DoesNotContain("went on", typed.Output, StringComparison.Ordinal);
        Assert.NotEmpty(typed.Error);
    }

    [Fact]
    public void A_loop_over_devices_acts_on_each() => Assert.Equal(
        "dax0.0\ndax1.0\ndax2.0\n",
        Typed.Script(
            "for d in dax0.0 dax1.0 dax2.0; do daxctl offline-memory $d >/dev/null 2>&1"
            + " && echo $d; done").Output);

    [Fact]
    public void Dots_behind_a_link_lead_to_the_folder_above_what_it_leads_to() => Assert.Equal(
        "0\n0\n/sys/bus/dax\n", Typed.Script(
            "cat /sys/bus/dax/devices/dax0.0/../dax_region/id; cd /sys/bus/dax/devices/dax0.0; "
            + "cat ../dax_region/id; cd ../..; pwd").Output);
}
