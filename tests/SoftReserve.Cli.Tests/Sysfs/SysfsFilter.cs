using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>Makes a recorded sysfs and the model's comparable. What it leaves out stands in
/// docs/sysfs.md under "What is not modelled".</summary>
internal static partial class SysfsFilter
{
    /// <summary>Each path that only one of the two has, or has otherwise.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<SysfsEntry> recorded, IReadOnlyList<SysfsEntry> predicted)
    {
        var (there, here) = (Comparable(recorded), Comparable(predicted));
        return
        [
            .. there.Except(here).Select(line => "recorded  " + line),
            .. here.Except(there).Where(line => !WriteOnly().IsMatch(line))
                .Select(line => "predicted " + line),
        ];
    }

    /// <summary>PCI functions that are not where they were recorded, are something else, or have
    /// another driver.</summary>
    public static IReadOnlyList<string> PciDifferences(
        IReadOnlyList<SysfsEntry> recorded, IReadOnlyList<SysfsEntry> predicted)
    {
        var lines = recorded.Where(entry => entry.Path.StartsWith("/sys/pci-"))
            .SelectMany(entry => entry.Value.Split('\n')).ToHashSet();
        return
        [
            .. predicted.Where(entry => entry.Path.StartsWith("/sys/bus/pci/devices/"))
                .Select(entry => $"{entry.Path["/sys/bus/pci/devices/".Length..]} {entry.Value}")
                .Concat(predicted.Where(entry => PciDriver().IsMatch(entry.Path))
                    .Select(entry => $"{FunctionOf(entry.Path)}/driver {entry.Value}"))
                .Concat(predicted.Where(entry => PciNumber().IsMatch(entry.Path))
                    .Select(entry => $"{FunctionOf(entry.Path)}/"
                        + $"{entry.Path.Split('/')[^1]}:{entry.Value.Trim()}"))
                .Where(line => !lines.Contains(line))
                .Select(line => "predicted " + line),
        ];
    }

    private static HashSet<string> Comparable(IReadOnlyList<SysfsEntry> entries)
    {
        var names = Names(entries);
        return
        [
            .. entries.Where(entry => Compared().IsMatch(entry.Path)
                    && !LeftOut().IsMatch(entry.Path))
                .Select(entry => Number().Replace(
                    Plain(entry).ToString(),
                    match => names.GetValueOrDefault(match.Value, match.Value))),
        ];
    }

    // numbers of character devices follow the order in which drivers came
    private static SysfsEntry Plain(SysfsEntry entry) => entry.Path[^4..] switch
    {
        "/dev" => entry with { Value = "N:N" },
        "vent" => entry with { Value = DeviceNumber().Replace(entry.Value, "$1=N") },
        _ => entry,
    };

    // cards go by serial number, ports by what they stand for, CXL regions by address
    private static Dictionary<string, string> Names(IReadOnlyList<SysfsEntry> entries)
    {
        var names = new Dictionary<string, string>();
        foreach (var entry in entries)
            if (CardSerial().Match(entry.Path) is { Success: true } card)
                names[card.Groups[1].Value] = "mem@" + entry.Value.Trim();
        foreach (var entry in entries.Where(entry => entry.IsLink))
            if (PortDevice().Match(entry.Path) is { Success: true } port)
            {
                var device = entry.Target[(entry.Target.LastIndexOf('/') + 1)..];
                var (kind, number) = (port.Groups[1].Value, port.Groups[2].Value);
                names[kind + number] = kind + "@" + names.GetValueOrDefault(device, device);
                foreach (var decoder in Enumerable.Range(0, 10))
                    names[$"decoder{number}.{decoder}"] =
                        $"decoder@{names.GetValueOrDefault(device, device)}.{decoder}";
            }

        foreach (var entry in entries)
            if (RegionStart().Match(entry.Path) is { Success: true } region)
            {
                var (number, start) = (region.Groups[1].Value, entry.Value.Trim());
                names["region" + number] = "region@" + start;
                names["dax_region" + number] = "dax_region@" + start;
                names[$"dax{number}.0"] = $"dax@{start}.0";
            }

        return names;
    }

    private static string FunctionOf(string path) => path.Split('/')[^2];

    [GeneratedRegex("^/sys/(?:devices/platform/(?:ACPI0017|hmem)|devices/virtual/memory_tiering/"
        + "|devices/system/node/node|devices/.*/mem[0-9]+(?:/|$)"
        + "|bus/(?:cxl|dax)/(?:devices|drivers)/|bus/platform/devices/(?:ACPI0017|hmem))")]
    private static partial Regex Compared();

    [GeneratedRegex("/nvdimm-bridge|/cxl_nvdimm|/cxl_pmem_region|/fsdev_dax|/wakeup"
        + "|/waiting_for_supplier$|/CDAT$|/mem[0-9]+/(?:firmware|label_storage)"
        + "|/node[0-9]+/(?:cpu|hugepages|numastat|memory_failure|x86|meminfo|access)"
        + "|/memory_tiering/uevent$|/region[0-9]+/access[01]/")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"^[^ ]+ 200 ")]
    private static partial Regex WriteOnly();

    [GeneratedRegex(@"^/sys/devices/pci.*/[0-9a-f:.]+/driver$")]
    private static partial Regex PciDriver();

    [GeneratedRegex(@"^/sys/devices/pci.*/[0-9a-f:.]+/(?:vendor|device|class)$")]
    private static partial Regex PciNumber();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(?:mem|port|endpoint|region|dax_region|decoder|dax)"
        + @"\d+(?:\.\d+)?(?![\w:])")]
    private static partial Regex Number();

    [GeneratedRegex("(MAJOR|MINOR)=[0-9]+")]
    private static partial Regex DeviceNumber();

    [GeneratedRegex(@"^/sys/devices/pci.*/(mem\d+)/serial$")]
    private static partial Regex CardSerial();

    [GeneratedRegex(@"/(port|endpoint)(\d+)/uport$")]
    private static partial Regex PortDevice();

    [GeneratedRegex(@"/decoder0\.\d+/region(\d+)/resource$")]
    private static partial Regex RegionStart();
}
