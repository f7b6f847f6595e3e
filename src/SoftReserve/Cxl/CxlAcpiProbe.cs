using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>cxl_acpi reads CEDT: windows become root decoders and appear in iomem, host bridges
/// become ports.</summary>
/// <remarks>Kernel: <c>cxl_acpi_probe()</c>, drivers/cxl/acpi.c, synchronous.</remarks>
/// <seealso cref="WindowPublication"/>
/// <seealso cref="Hmem.HmemPlatformProbe"/>
public static class CxlAcpiProbe
{
    /// <summary>Probes ACPI0017. The machine must have a CEDT.</summary>
    public static Kernel ProbeCxlAcpi(this Kernel kernel)
    {
        var cedt = kernel.Boot.Machine.Cedt!;
        kernel = kernel.Log(CxlAcpiText.RootAdded);
        var matches = kernel.MatchHostBridges(cedt);
        kernel = kernel
            .AddHostBridgeDports(matches)
            .AddRootDecoders(cedt, out var windows)
            .PublishCxlWindows(windows)
            .AddHostBridgePorts(matches);
        return kernel with { Cxl = kernel.Cxl with { HasRoot = true, IsRescanQueued = true } };
    }

    private static HostBridgeMatch[] MatchHostBridges(this Kernel kernel, Cedt cedt)
    {
        var bridges = kernel.Boot.Machine.Cxl.HostBridges;
        var matches = new HostBridgeMatch[bridges.Count];
        for (var index = 0; index < matches.Length; index++)
            matches[index] = HostBridgeMatch.Find(cedt, bridges[index].Uid);
        return matches;
    }

    private static Kernel AddHostBridgeDports(this Kernel kernel, HostBridgeMatch[] matches)
    {
        foreach (var match in matches)
            kernel = kernel.Note(match);
        var topology = kernel.Boot.Machine.Cxl;
        return kernel.LogBlock(() =>
        {
            var names = new PciNames(topology);
            return matches.SelectMany((match, index) => Matched(match, index, names));
        });
    }

    private static IEnumerable<KernelMessage> Matched(
        HostBridgeMatch match, int index, PciNames names)
    {
        if (match.IsMixed)
            yield return CxlAcpiText.MixedVersions(index);
        if (match is HostBridgeMatch.Missing)
            yield return CxlAcpiText.NoStructure(index, match.Uid);
        else
            foreach (var line in CxlAcpiText.DportAdded(
                index, match.Uid, names.HostBridge(match.Uid)))
                yield return line;
    }

    private static Kernel AddHostBridgePorts(this Kernel kernel, HostBridgeMatch[] matches)
    {
        var topology = kernel.Boot.Machine.Cxl;
        for (var index = 0; index < matches.Length; index++)
        {
            if (matches[index] is not HostBridgeMatch.Found found)
                continue;
            var (id, at) = (kernel.Cxl.LowestFreePortId(), index);
            var port = new CxlPort(id, found.Uid, [], [], []);
            kernel = (kernel with
            {
                Cxl = kernel.Cxl with { Ports = kernel.Cxl.Ports.Add(port) },
            }).LogBlock(() => CxlAcpiText.PortAdded(
                at, found, new PciNames(topology).HostBridge(found.Uid), id));
        }

        return kernel;
    }

    private static Kernel AddRootDecoders(
        this Kernel kernel, Cedt cedt, out List<PrivateWindow> windows)
    {
        windows = new List<PrivateWindow>(cedt.Windows.Count);
        var tree = ResourceTree.Empty(IomemLabels.CxlMem, AddressRange.Everything);
        var number = 0;
        foreach (var window in cedt.Windows)
        {
            var fault = WindowVerification.Check(window);
            if (fault == WindowFault.None)
                fault = Track(window, number++, windows, ref tree);
            kernel = fault == WindowFault.None
                ? kernel.AddRootDecoder(cedt, window, windows[^1])
                : kernel.SkipWindow(window, fault);
        }

        return kernel;
    }

    // what stands in the private tree is published, whether or not its decoder can be made
    private static WindowFault Track(
        FixedMemoryWindow window, int number, List<PrivateWindow> windows, ref ResourceTree tree)
    {
        if (!AddressRange.TryMakeSized(
                window.Base.Value, new ByteSize(window.Size), out var range)
            || tree.Insert(new Resource(
                range, IomemLabels.CxlWindow(number), ResourceFlags.Mem))
                is not Insertion.Placed placed)
            return WindowFault.Overlap;
        tree = placed.Tree;
        windows.Add(new PrivateWindow(range, number));
        return WindowFault.None;
    }

    private static Kernel AddRootDecoder(
        this Kernel kernel, Cedt cedt, FixedMemoryWindow window, PrivateWindow place)
    {
        var maps = WindowVerification.XorMaps(cedt, window, out var fault);
        if (fault != WindowFault.None)
            return kernel.SkipWindow(window, fault);

        var memregions = kernel.Memregions.Take(out var next);
        var decoder = Decoder(
            kernel.Cxl.RootDecoders.Count, place.Number, place.Range, window, maps, next);
        var node = kernel.Boot.Numa.TargetNode(place.Range.Start);
        return (kernel with
        {
            Memregions = memregions,
            Cxl = kernel.Cxl with { RootDecoders = kernel.Cxl.RootDecoders.Add(decoder) },
        })
            .Note(new WindowVerdict.Accepted(window, decoder))
            .LogBlock(() => CxlAcpiText.DecoderAdded(decoder, node));
    }

    private static RootDecoder Decoder(
        int index, int number, AddressRange range, FixedMemoryWindow window,
        ValueList<ulong> maps, int next)
    {
        var ways = InterleaveCode.ToWays(window.EncodedWays)!.Value;
        // one host bridge: any granularity will do, so the kernel advertises the smallest
        var granularity = ways == 1
            ? InterleaveCode.SmallestGranularity
            : InterleaveCode.ToGranularity(window.EncodedGranularity)!.Value;
        return new RootDecoder(
            index, number, range, null, number, ways, granularity,
            WindowVerification.IsXor(window), maps, window.Restrictions, window.QtgId,
            [.. window.Targets.AsSpan()[..ways]], next);
    }

    private static Kernel SkipWindow(
        this Kernel kernel, FixedMemoryWindow window, WindowFault fault)
    {
        var verdict = new WindowVerdict.Skipped(window, fault);
        return kernel.Note(verdict).LogBlock(() => CxlAcpiText.Skipped(verdict));
    }
}
