using System.Text.Json;
using System.Text.Json.Nodes;
using SoftReserve.Cli.Tests.Sysfs;
using SoftReserve.Listings;
using SoftReserve.Machines.Capturing;
using Xunit;

namespace SoftReserve.Cli.Tests.Capturing;

/// <summary>What capture makes of recorded folders of /sys, against what the real cxl and daxctl
/// printed on them.</summary>
public sealed class RecordedHostTests
{
    // the archives lack memory blocks, of which the listings tell
    private const string Blocks = "/sys/devices/system/memory/";

    // a mailbox answers the first four; the archives lack debugfs, and ACPI's names of devices
    private static readonly string[] NotInSysfs =
    [
        "health", "alert_config", "partition_info", "firmware", "alias", "poison_injectable",
        "protocol_injectable",
    ];

    public static TheoryData<string, string> Recorded() => RecordedSysfsTests.Recorded();

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Cxl_and_daxctl_print_this_of_the_same_files(string folder, string state)
    {
        using var tree = Extract(folder, state);
        var files = new HostFiles(tree.Root);
        var dax = SysfsDax.Read(files);
        Same(folder, state, "cxl-list.json", CxlListing.Text(
            SysfsCxl.Read(files, dax), new CxlListOptions().WithVerbosity(3)));
        Same(folder, state, "daxctl.json", DaxctlListing.Text(
            dax, new DaxctlOptions(Regions: true, Devices: true, Mappings: true)));
        Same(folder, state, "daxctl-R-u.json", DaxctlListing.Text(
            dax, new DaxctlOptions(Regions: true, Human: true)));
    }

    private static void Same(string folder, string state, string file, string printed)
    {
        var recorded = Repository.At("captures", folder, state, file);
        Assert.Equal(
            Comparable(File.Exists(recorded) ? File.ReadAllText(recorded) : ""),
            Comparable(printed));
    }

    private static string Comparable(string text)
    {
        if (text.Trim().Length == 0)
            return "[]";
        var json = JsonNode.Parse(text)!;
        Clean(json);
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                Clean(item);
        if (node is not JsonObject value)
            return;
        foreach (var name in NotInSysfs)
            value.Remove(name);
        foreach (var (_, below) in value)
            Clean(below);
    }

    private static TemporaryTree Extract(string folder, string state)
    {
        var tree = new TemporaryTree().With(SysfsEntry.ReadTar(
            Repository.At("captures", folder, state, "sysfs.tar.gz")));
        foreach (var line in File.ReadLines(Repository.At("captures", folder, state, "numa.txt")))
            if (line.Split(':', '=', ' ') is ["block_size", var size, ..])
                tree.With(Blocks + "block_size_bytes", size);
            else if (line.StartsWith("memory", StringComparison.Ordinal)
                && line.Split(':', 2) is [var file, var value])
                tree.With(Blocks + file, value);
        return tree;
    }
}
