using System.Globalization;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Sysfs;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>The real cxl and daxctl print of the model's files what the modelled ones
/// print.</summary>
public sealed class RealToolsTests
{
    private const int FirstWithAll = 84;

    private static readonly string[] Kernels = ["v4", "6.12", "7.2"];

    // what shows everything, for every machine
    private static readonly string[] Few =
    [
        "cxl list -vvv", "cxl list", "cxl list -BPEMDRTX -u", "daxctl list -RDM -u",
        "daxctl list -RDMi",
    ];

    private static readonly string[] Many =
    [
        .. Few, "cxl list -i", "cxl list -v", "cxl list -vv -u",
        "cxl list -BPEMDRTXi", "cxl list -R -u", "cxl list -RT",
        "cxl list -M -u", "cxl list -D", "cxl list -DT -i", "cxl list -P -i", "cxl list -E -i",
        "cxl list -EM -T", "cxl list -BDR", "cxl list -RX", "cxl list -m mem0 -D",
        "cxl list -d decoder0.0 -R", "cxl list -r 0 -RT", "cxl list -p 1 -PD",
        "daxctl list", "daxctl list -u",
        "daxctl list -R", "daxctl list -Ri -u", "daxctl list -M", "daxctl list -r 0 -D",
    ];

    private static readonly string[] Telling =
        ["amd-three-windows", "lab-switch", "one-window-x2", "two-regions-gap"];

    public static MatrixTheoryData<string, string> Machines() =>
        new(Kernels, BundledMachines.Names);

    [Theory]
    [MemberData(nameof(Machines))]
    public void Real_tools_see_what_the_model_prints(string kernel, string machine)
    {
        Assert.SkipWhen(RealTools.Missing is not null, RealTools.Missing ?? "");
        Compare(Boot(kernel, machine), Telling.Contains(machine) ? Many : Few);
    }

    [Theory]
    [InlineData("daxctl offline-memory dax0.0")]
    [InlineData("daxctl offline-memory dax0.0", "daxctl reconfigure-device -m devdax dax0.0")]
    [InlineData("cxl disable-region region0")]
    [InlineData("cxl disable-region region0", "cxl destroy-region region0")]
    [InlineData("cxl disable-memdev -f mem0")]
    [InlineData("echo offline > /sys/devices/system/memory/memory300/state")]
    [InlineData(
        "daxctl reconfigure-device -f -m devdax dax0.0", "daxctl disable-device dax0.0",
        "echo 0x40000000 > /sys/bus/dax/devices/dax0.0/size",
        "echo 1 > /sys/bus/dax/devices/dax0.0/../dax_region/create",
        "echo 0x40000000 > /sys/bus/dax/devices/dax0.1/size",
        "echo 0xc0000000 > /sys/bus/dax/devices/dax0.0/size")]
    [InlineData(
        "cxl disable-region -f region0", "cxl destroy-region region0",
        "echo region0 > /sys/bus/cxl/devices/decoder0.0/create_ram_region")]
    [InlineData(
        "cxl disable-region -f region0", "cxl destroy-region region0",
        "echo region0 > /sys/bus/cxl/devices/decoder0.0/create_ram_region",
        "echo 256 > /sys/bus/cxl/devices/region0/interleave_granularity",
        "echo 1 > /sys/bus/cxl/devices/region0/interleave_ways",
        "echo 0x40000000 > /sys/bus/cxl/devices/region0/size")]
    public void Real_tools_see_what_commands_changed(params string[] typed)
    {
        Assert.SkipWhen(RealTools.Missing is not null, RealTools.Missing ?? "");
        var kernel = Boot("7.2", "one-window");
        foreach (var line in typed)
        {
            var outcome = CommandParser.Parse(line)!.Run(kernel);
            Assert.Equal("", outcome.Errno == 0 ? "" : outcome.Complaints);
            kernel = Schedule.RunToEnd(outcome.Kernel);
        }

        Compare(kernel, [.. Few, "cxl list -Ri -u", "cxl list -RT"]);
    }

    private static void Compare(Kernel kernel, string[] commands)
    {
        var tree = FileTree.Of(kernel);
        foreach (var root in RealTools.Roots)
        {
            var seen = RealTools.Run(root, tree, [.. commands, "cxl version"]);
            var version = int.Parse(
                seen[^1].Output.Split('.')[0], CultureInfo.InvariantCulture);
            var differences = commands.Zip(seen)
                .Select(each => (each.First, There: Filter(each.Second.Output, version),
                    Here: Filter(
                        CommandParser.Parse(each.First)!.Run(kernel).Output, version)))
                .Where(each => each.There != each.Here)
                .Select(each => $"== {each.First}\n-- real\n{each.There}-- here\n{each.Here}");
            if (string.Concat(differences) is { Length: > 0 } text)
                Assert.Fail(text);
        }
    }

    // docs/sysfs.md says why each of these is left out
    private static string Filter(string text, int version) => string.Join('\n', text
        .Split('\n')
        .Where(line => !line.Contains("\"firmware_version\":\"\"", StringComparison.Ordinal)
            && (version >= FirstWithAll
                || (!line.Contains("inject", StringComparison.Ordinal)
                    && !line.Contains("\"locked\":", StringComparison.Ordinal))))
        .Select(line => line.TrimEnd(',')));

    private static Kernel Boot(string name, string machine)
    {
        var generation = Catalogue.Standard.Find(name)!;
        var read = BundledMachines.TryRead(machine)!.Value!;
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            read.Kernel.Config, generation.Kconfig, generation.BuildBreaks));
        var context = BootContext.Create(read, new BootOptions(
            generation, config.Configuration, KernelCommandLine.Parse(read.Kernel.CommandLine),
            []));
        return Schedule.RunToEnd(context.PowerOn());
    }
}
