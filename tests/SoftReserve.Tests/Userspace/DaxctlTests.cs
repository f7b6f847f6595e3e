using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>What a user can do to a dax device once the machine is up.</summary>
public sealed class DaxctlTests
{
    private const int NoSpace = 28, Busy = 16, NoDevice = 19, NoSuchDevice = 6;

    private static readonly ValueList<string> Emptied =
    [
        "daxctl offline-memory dax0.0",
        "daxctl reconfigure-device -m devdax dax0.0",
        "daxctl disable-device dax0.0",
        "daxctl destroy-device dax0.0",
    ];

    [Fact]
    [Trait("Rule", "R50")]
    public void Device_0_outlives_its_destruction_without_a_byte()
    {
        var kernel = After([.. Emptied]);
        var region = Assert.Single(kernel.Dax.Regions);
        var device = Assert.Single(region.Devices);
        Assert.Equal((0, true), (device.Instance, device.Ranges.IsEmpty));
        Assert.Equal(region.Range, Assert.Single(region.Free));
    }

    [Fact]
    [Trait("Rule", "R50")]
    public void After_it_the_next_device_is_number_1()
    {
        var region = Assert.Single(
            After([.. Emptied, "daxctl create-device -r 0"]).Dax.Regions);
        Assert.Equal([0, 1], region.Devices.Select(device => device.Instance));
        Assert.Equal(region.Range, Assert.Single(region.Devices[1].Ranges));
        Assert.Equal(DaxBinding.DeviceDax, region.Devices[1].Binding);
    }

    [Fact]
    [Trait("Rule", "R50")]
    public void A_destroyed_device_other_than_0_gives_its_number_back()
    {
        var region = Assert.Single(After(
        [
            .. Emptied, "daxctl create-device", "daxctl destroy-device -f dax0.1",
            "daxctl create-device",
        ]).Dax.Regions);
        Assert.Equal([0, 1], region.Devices.Select(device => device.Instance));
    }

    [Fact]
    [Trait("Rule", "R51")]
    public void No_device_can_be_created_where_nothing_is_free() =>
        Assert.Equal(NoSpace, ErrorOf(["daxctl create-device -r 0"]));

    [Fact]
    [Trait("Rule", "R51")]
    public void A_bound_device_keeps_its_bytes() => Assert.Equal(
        Busy, ErrorOf([.. Emptied.Take(2), "daxctl destroy-device dax0.0"]));

    [Fact]
    [Trait("Rule", "R52")]
    public void Later_allocations_name_the_bus_and_deletions_print_short_addresses()
    {
        var log = After([.. Emptied, "daxctl create-device -r 0"]).Log();
        Assert.Contains(
            "alloc_dev_dax_range: dax dax0.1: alloc range[0]: "
                + "0x0000000850000000:0x000000284fffffff",
            log);
        Assert.Contains(
            "trim_dev_dax_range: dax dax0.0: delete range[0]: 0x850000000:0x284fffffff", log);
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Online_memory_cannot_become_a_character_device() => Assert.Equal(
        Busy, ErrorOf(["daxctl reconfigure-device -m devdax dax0.0"]));

    [Fact]
    public void With_force_it_goes_offline_first() => Assert.Equal(
        ["850000000 Cxl dax0.0 Devdax"],
        After(["daxctl reconfigure-device -f -m devdax dax0.0"]).OwnersInWords());

    [Fact]
    public void There_and_back_it_is_system_ram_again()
    {
        var before = After([]);
        var kernel = After(
        [
            "daxctl reconfigure-device -f -m devdax dax0.0",
            "daxctl reconfigure-device -f -m system-ram dax0.0",
        ]);
        Assert.Equal(before.OwnersInWords(), kernel.OwnersInWords());
        Assert.Equal(before.IomemOfCxl(), kernel.IomemOfCxl());
        Assert.True(Assert.Single(kernel.Memory.Added).IsOnline);
    }

    [Fact]
    public void With_N_it_stays_offline_where_policy_does_not_online_it()
    {
        var kernel = new Boots("one-window")
        {
            CommandLine = "memhp_default_state=offline",
            Commands =
            [
                "daxctl reconfigure-device -m devdax dax0.0",
                "daxctl reconfigure-device -N -m system-ram dax0.0",
            ],
        }.Run();
        Assert.Equal([0, 0], Errors(kernel));
        Assert.False(Assert.Single(kernel.Memory.Added).IsOnline);
    }

    [Theory]
    [InlineData("daxctl offline-memory dax7.0", NoDevice)]
    [InlineData("daxctl disable-device dax0.0", Busy)]
    [InlineData("daxctl destroy-device dax0.0", Busy)]
    [InlineData("daxctl reconfigure-device -m system-ram dax0.0", Busy)]
    [InlineData("modprobe dax_cxl", 0)]
    [InlineData("daxctl offline-memory dax0.0", 0)]
    public void A_command_says_whether_it_worked(string line, int error) =>
        Assert.Equal(error, ErrorOf([line]));

    [Fact]
    public void Only_system_ram_goes_on_and_offline() => Assert.Equal(
        NoSuchDevice, ErrorOf([.. Emptied.Take(2), "daxctl online-memory dax0.0"]));

    [Fact]
    public void A_missing_module_cannot_be_loaded_by_hand()
    {
        var kernel = new Boots("one-window")
        {
            With = "{kernel: {missing-modules: [dax_cxl]}}",
            Commands = ["modprobe dax_cxl"],
        }.Run();
        Assert.Equal([NoDevice], Errors(kernel));
    }

    [Theory]
    [InlineData("daxctl create-device -r x")]
    [InlineData("daxctl reconfigure-device -m famfs dax0.0")]
    [InlineData("daxctl destroy-device -f dax0.0 dax0.1")]
    [InlineData("insmod kmem.ko")]
    [InlineData("cxl destroy-region mem0")]
    [InlineData("cxl create-region -m -d decoder0.0")]
    [InlineData("reboot")]
    [InlineData("")]
    public void Lines_that_the_model_does_not_know_are_no_command(string line) =>
        Assert.Null(CommandParser.Parse(line));

    private static Kernel After(ValueList<string> commands)
    {
        var kernel = new Boots("one-window") { Commands = commands }.Run();
        Assert.All(Errors(kernel), error => Assert.Equal(0, error));
        return kernel;
    }

    private static int ErrorOf(ValueList<string> commands)
    {
        var errors = Errors(new Boots("one-window") { Commands = commands }.Run());
        Assert.All(errors[..^1], error => Assert.Equal(0, error));
        return errors[^1];
    }

    private static int[] Errors(Kernel kernel) =>
        [.. kernel.Journal.Decisions<CommandEnded>().Select(ended => ended.Errno)];
}
