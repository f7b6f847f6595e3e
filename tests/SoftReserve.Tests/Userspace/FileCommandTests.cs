using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Generations;
using SoftReserve.Memory;
using SoftReserve.Sysfs;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Files that are read and written by hand, with the words of the tools.</summary>
public sealed class FileCommandTests
{
    private const string Region = "/sys/bus/cxl/devices/region0/";
    private const string Window = "/sys/bus/cxl/devices/decoder0.0/";
    private const string Dax = "/sys/bus/dax/devices/dax0.0/";

    [Theory]
    [InlineData("cat /proc/cmdline", "\n")]
    [InlineData("cat " + Region + "size " + Region + "commit", "0x2000000000\n1\n")]
    [InlineData("cat /sys/bus/cxl/devices/../devices/./mem0/serial", "0x0\n")]
    [InlineData("ls /sys/bus/dax/drivers", "device_dax\nkmem\n")]
    [InlineData("ls -d /sys/bus", "/sys/bus\n")]
    [InlineData(
        "ls -l /sys/bus/dax/devices",
        "total 0\nlrwxrwxrwx 1 root root 0 Jan  1  1970 dax0.0 -> ../../../devices/platform/"
        + "ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0\n")]
    [InlineData(
        "ls -l " + Dax + "size",
        "-rw-r--r-- 1 root root 4096 Jan  1  1970 " + Dax + "size\n")]
    [InlineData("readlink " + Dax + "driver", "../../../../../../../../bus/dax/drivers/kmem\n")]
    [InlineData("readlink -f " + Dax + "driver", "/sys/bus/dax/drivers/kmem\n")]
    [InlineData("find /sys/bus -maxdepth 3 -name dax*.0", "/sys/bus/dax/devices/dax0.0\n")]
    [InlineData("echo a  b", "a b\n")]
    public void Files_read_as_on_a_machine(string command, string output) =>
        Assert.Equal((output, "", 0), Typed(command));

    [Theory]
    [InlineData("cat /sys/x", "cat: /sys/x: No such file or directory\n", 1)]
    [InlineData("cat /sys/bus", "cat: /sys/bus: Is a directory\n", 1)]
    [InlineData("cat /proc/iomem/x", "cat: /proc/iomem/x: Not a directory\n", 1)]
    [InlineData(
        "cat " + Window + "delete_region",
        "cat: " + Window + "delete_region: Permission denied\n", 1)]
    [InlineData("ls /sys/x", "ls: cannot access '/sys/x': No such file or directory\n", 2)]
    [InlineData("readlink /sys", "", 1)]
    [InlineData("realpath /sys/x", "realpath: /sys/x: No such file or directory\n", 1)]
    [InlineData("find /x", "find: \u2018/x\u2019: No such file or directory\n", 1)]
    [InlineData(
        "echo 1 > " + Region + "mode",
        "sh: can't create " + Region + "mode: Permission denied\n", 1)]
    [InlineData("echo 1 > /sys/x", "sh: can't create /sys/x: Permission denied\n", 1)]
    [InlineData("echo 1 > /x/y", "sh: can't create /x/y: nonexistent directory\n", 1)]
    [InlineData("echo 1 > /sys/bus", "sh: can't create /sys/bus: Is a directory\n", 1)]
    [InlineData("echo 1 > /proc/iomem", "sh: write error: Input/output error\n", 1)]
    [InlineData("echo x > " + Region + "size", "sh: write error: Invalid argument\n", 1)]
    [InlineData("echo 0x1 > " + Region + "size", "sh: write error: Invalid argument\n", 1)]
    [InlineData(
        "echo 4 > " + Region + "interleave_ways", "sh: write error: Device or resource busy\n", 1)]
    [InlineData("echo 0 > " + Dax + "size", "sh: write error: Device or resource busy\n", 1)]
    [InlineData(
        "echo 1 > " + Dax + "../dax_region/create",
        "sh: write error: No space left on device\n", 1)]
    [InlineData(
        "echo dax0.0 > " + Dax + "../dax_region/delete",
        "sh: write error: Device or resource busy\n", 1)]
    [InlineData(
        "echo region7 > " + Window + "create_ram_region",
        "sh: write error: Device or resource busy\n", 1)]
    [InlineData(
        "echo dax0.0 > /sys/bus/dax/drivers/device_dax/bind",
        "sh: write error: No such device\n", 1)]
    [InlineData(
        "echo offline > /sys/devices/system/memory/memory0/state",
        "sh: write error: Device or resource busy\n", 1)]
    [InlineData(
        "echo add > /sys/devices/system/memory/memory0/uevent",
        "softreserve: writing 'add' into /sys/devices/system/memory/memory0/uevent "
        + "is not modelled\n", 1)]
    public void What_fails_fails_with_the_words_of_the_tool(
        string command, string complaint, int exit) =>
        Assert.Equal(("", complaint, exit), Typed(command));

    [Theory]
    [InlineData("cat")]
    [InlineData("cat -n /proc/iomem")]
    [InlineData("ls -R /sys")]
    [InlineData("cat relative")]
    [InlineData("find /sys -exec rm")]
    [InlineData("echo 1 > relative")]
    public void What_is_not_modelled_is_no_command(string line) =>
        Assert.Null(CommandParser.Parse(line));

    [Fact]
    public void One_block_goes_offline_and_kmem_still_lets_go_of_the_rest()
    {
        var kernel = Run(
            Machine(), "echo offline > /sys/devices/system/memory/memory300/state");
        Assert.Equal(
            "offline\n",
            CommandParser.Parse("cat /sys/devices/system/memory/memory300/state")!
                .Run(kernel).Output);
        Assert.Single(kernel.Memory.Added, memory => !memory.IsOnline);
        var range = Assert.Single(Assert.Single(kernel.Dax.Regions).Devices).Reserved[0];
        kernel = Run(
            kernel.SetOnline(range, online: false),
            "echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind");
        Assert.Equal([], kernel.Memory.Added);
    }

    [Fact]
    public void A_region_is_made_attribute_by_attribute()
    {
        var kernel = Run(
            Booted,
            "daxctl offline-memory dax0.0",
            "echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind",
            "echo region0 > " + Window + "delete_region",
            "echo 0 > /sys/bus/cxl/devices/decoder2.0/dpa_size",
            "echo region0 > " + Window + "create_ram_region",
            "echo 256 > " + Window + "region0/interleave_granularity",
            "echo 1 > " + Window + "region0/interleave_ways",
            "echo 0x10000000 > " + Window + "region0/size",
            "echo ram > /sys/bus/cxl/devices/decoder2.0/mode",
            "echo 0x10000000 > /sys/bus/cxl/devices/decoder2.0/dpa_size",
            "echo decoder2.0 > " + Window + "region0/target0",
            "echo 1 > " + Window + "region0/commit",
            "echo region0 > /sys/bus/cxl/drivers/cxl_region/bind");
        var region = Assert.Single(kernel.Cxl.Regions);
        Assert.Equal((0, CxlRegionState.Commit, true), (region.Id, region.State, region.IsBound));
    }

    [Fact]
    public void Another_driver_takes_a_dax_device_by_name()
    {
        var kernel = Run(
            Machine(),
            "daxctl offline-memory dax0.0", "echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind",
            "echo dax0.0 > /sys/bus/dax/drivers/device_dax/new_id");
        Assert.Equal(
            DaxBinding.DeviceDax, Assert.Single(kernel.Dax.Regions).Devices[0].Binding);
    }

    // a loop of links must end
    [Fact]
    public void Every_link_of_the_tree_leads_somewhere_or_nowhere()
    {
        var tree = FileTree.Of(Machine());
        var links = new List<string>();
        Collect(tree.Root, "", links);
        Assert.True(links.Count > 100);
        Assert.DoesNotContain(links, link => link.Contains("..", StringComparison.Ordinal));
        Assert.All(
            links.Where(link => !link.Contains("/drivers/pcieport", StringComparison.Ordinal)),
            link => Assert.True(
                tree.Find(link) is not null || link.EndsWith("/module", StringComparison.Ordinal)
                    || link.EndsWith("/driver", StringComparison.Ordinal), link));
    }

    private static void Collect(FileNode node, string path, List<string> links)
    {
        if (node is FileNode.Link)
            links.Add(path);
        if (node is FileNode.Folder folder)
            foreach (var (name, below) in folder.Entries)
                Collect(below, $"{path}/{name}", links);
    }

    private static Kernel Machine() => Booted;

    private static readonly Kernel Booted =
        new Boots("one-window") { Generation = Mainline72.Choices }.Run();

    private static (string Output, string Complaints, int Exit) Typed(string command)
    {
        var outcome = CommandParser.Parse(command)!.Run(Machine());
        return (outcome.Output, outcome.Complaints, outcome.ExitCode);
    }

    private static Kernel Run(Kernel kernel, params string[] lines)
    {
        foreach (var line in lines)
        {
            var outcome = CommandParser.Parse(line)!.Run(kernel);
            Assert.Equal("", outcome.Complaints.StartsWith("sh", StringComparison.Ordinal)
                ? $"{line}: {outcome.Complaints}" : "");
            kernel = Schedule.RunToEnd(outcome.Kernel);
        }

        return kernel;
    }
}
