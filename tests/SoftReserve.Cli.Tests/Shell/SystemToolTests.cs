using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>The tools that every Linux has.</summary>
public sealed class SystemToolTests
{
    [Fact]
    public void Lsmod_shows_loaded_modules_with_their_users()
    {
        var lines = Typed.Script("lsmod").Output.Split('\n');
        Assert.Equal("Module                  Size  Used by", lines[0]);
        Assert.Contains("cxl_mem                16384  1 cxl_pci", lines);
        Assert.Contains("kmem                   12288  0", lines);
    }

    [Fact]
    public void A_module_that_is_gone_is_not_listed() => Assert.Equal(
        "1\n", Typed.Script("modprobe -r dax_cxl; lsmod | grep dax_cxl; echo $?").Output);

    [Fact]
    public void Lsmem_parts_nodes_when_it_is_asked_for_them() => Assert.Contains(
        "0x0000000850000000-0x000000684fffffff    1\n",
        Typed.Script("lsmem -o RANGE,NODE").Output, StringComparison.Ordinal);

    [Fact]
    public void Chmem_takes_the_highest_blocks_offline_and_the_lowest_online_to_be_movable() =>
        Assert.Equal(
            "3330-3331  online        Movable\n3332-3337 offline Normal/Movable\n",
            Typed.Script("chmem -d 1G; chmem -e 256M; "
                + "lsmem -no BLOCK,STATE,ZONES --summary=never | grep Movable").Output);

    [Fact]
    public void Chmem_goes_on_behind_a_block_that_is_in_use()
    {
        var typed = Typed.Script("chmem -b -d 265-266");
        Assert.Equal(64, typed.ExitCode);
        Assert.Equal(
            "chmem: Memory Block 265 (0x0000000848000000-0x000000084fffffff) disable failed: "
            + "Device or resource busy\n", typed.Error);
    }

    [Fact]
    public void Numactl_shows_nodes_and_distances() => Assert.Equal(
        """
        available: 2 nodes (0-1)
        node 0 cpus: 0
        node 0 size: 31999 MB
        node 0 free: <not available>
        node 1 cpus:
        node 1 size: 393216 MB
        node 1 free: <not available>
        node distances:
        node   0   1_
          0:  10  20_
          1:  20  10_

        """.Replace('_', ' '), Typed.Script("numactl -H").Output);

    [Fact]
    public void Lspci_finds_cards_by_their_class() => Assert.Equal(
        "01:00.0 CXL [0502]: Intel Corporation Device [8086:0d93] (rev 01)\n"
        + "03:00.0 CXL [0502]: Intel Corporation Device [8086:0d93] (rev 01)\n"
        + "05:00.0 CXL [0502]: Intel Corporation Device [8086:0d93] (rev 01)\n",
        Typed.Script("lspci -nn -d ::0502").Output);

    [Fact]
    public void Dmesg_dates_lines_from_the_epoch_on() => Assert.StartsWith(
        "[Thu Jan  1 00:00:00 1970] ", Typed.Script("dmesg -T").Output, StringComparison.Ordinal);

    [Fact]
    public void Dmesg_that_follows_is_given_up()
    {
        var typed = Typed.Script("dmesg -w");
        Assert.Equal(Typed.Script("dmesg").Output, typed.Output);
        Assert.Equal(
            (124, "softreserve: 'dmesg -w' never returns: it waits for new lines\n"),
            (typed.ExitCode, typed.Error));
    }

    [Fact]
    public void The_module_that_came_last_stands_first() => Assert.Equal(
        "device_dax             20480  0\ndax_cxl                12288  0\n", Typed.Script(
            "modprobe -r dax_cxl; lsmod | sed -n 2p; modprobe dax_cxl; lsmod | sed -n 2p")
            .Output);

    [Fact]
    public void Modinfo_tells_whose_symbols_a_module_uses()
    {
        Assert.Equal("dax_hmem\n\n", Typed.Script("modinfo -F depends dax-cxl kmem").Output);
        Assert.Equal(("", "modinfo: ERROR: Module foo not found.\n", 1), Answer(
            "modinfo -F depends foo"));
    }

    // captures/v4/l-switch-x2.cxlfirst, dmesg.txt
    [Fact]
    public void Lspci_tells_ports_of_a_switch_from_root_ports() => Assert.Equal(
        """
        00:00.0 0604: 8086:7075
        01:00.0 0604: 19e5:a128
        02:00.0 0604: 19e5:a129
        02:01.0 0604: 19e5:a129
        03:00.0 0502: 8086:0d93 (rev 01)
        04:00.0 0502: 8086:0d93 (rev 01)

        """, Typed.Script("lspci -n", "lab-switch").Output);

    [Fact]
    public void Uname_names_the_kernel_that_was_asked_for() => Assert.Equal(
        "7.2.0\nLinux softreserve 7.2.0 #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux\n",
        Typed.Script("uname -r; uname -a").Output);

    [Fact]
    public void Dmesg_shows_what_boot_shows() => Assert.Equal(
        Command.Run("boot", "amd-three-windows", "--kernel", "7.2", "--show", "dmesg").Output,
        Typed.Script("dmesg").Output);

    [Fact]
    public void Dmesg_chooses_by_level()
    {
        Assert.Equal(
            ("", "dmesg: unknown level 'loud'\n", 1), Answer("dmesg -l loud"));
        Assert.DoesNotContain(
            "dax_hmem", Typed.Script("dmesg -t -l err").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chmem -z Normal -e 1G")]
    [InlineData("lsmem --sysroot /")]
    [InlineData("dmesg -H")]
    [InlineData("lspci -vvv")]
    [InlineData("date")]
    public void What_is_not_modelled_says_so(string line)
    {
        var name = line == "date" ? "date" : line;
        Assert.Equal(("", $"softreserve: {name}: not modelled\n", 127), Answer(line));
    }

    private static (string Output, string Error, int ExitCode) Answer(string line)
    {
        var typed = Typed.Script(line);
        return (typed.Output, typed.Error, typed.ExitCode);
    }
}
