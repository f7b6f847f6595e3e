using SoftReserve.Addresses;

namespace SoftReserve.Bench.Spin;

/// <summary>Machines with N windows, host bridges, cards and committed decoders, one of each beside
/// the other, as files: what <c>bench/spin/handover.pml</c> models.</summary>
internal static class SpinMachine
{
    private const ulong FirstWindow = 0x850000000, WindowSize = 128UL << 30;

    /// <summary>The machine file of so many windows.</summary>
    public static string TextOf(int windows) => $$"""
        softreserve: 1
        name: w{{windows}}
        about: 'windows beside each other: {{windows}}'
        memory-map:
          - {range: 0x0-0x7fffffff, type: usable}
          - {range: 0x100000000-0x{{FirstWindow - 1:x}}, type: usable}
          - {range: {{RangeOf(0, windows)}}, type: soft-reserved}
        srat:
          - {range: 0x0-0x{{FirstWindow - 1:x}}, pxm: 0, cpus: true}
        {{Each(windows, at => $"  - {{range: {RangeOf(at, 1)}, pxm: 1, hotplug: true}}")}}
        hmat: present
        cedt:
          host-bridges:
        {{Each(windows, at => $"    - {{uid: {at}}}")}}
          windows:
        {{Each(windows, at =>
            $"    - {{range: {RangeOf(at, 1)}, targets: [{at}], granularity: 256}}")}}
        cxl:
          host-bridges:
        {{Each(windows, at => $"    - {{uid: {at}, ports: [{{memdev: mem{at}}}]}}")}}
          memdevs:
        {{Each(windows, at => $"    mem{at}: {{volatile: 128GiB}}")}}
          decoders:
        {{Each(windows, DecoderOf)}}

        """;

    /// <summary>The addresses of a window.</summary>
    public static AddressRange WindowOf(int at) => AddressRange.Sized(
        new Hpa(FirstWindow + ((ulong)at * WindowSize)), new ByteSize(WindowSize));

    private static string DecoderOf(int at) =>
        $"    - {{memdev: mem{at}, range: {RangeOf(at, 1)}, ways: 1, granularity: 256, "
        + "position: 0, committed: true}";

    private static string Each(int windows, Func<int, string> lineOf) =>
        string.Join('\n', Enumerable.Range(0, windows).Select(lineOf));

    private static string RangeOf(int first, int count)
    {
        var start = FirstWindow + ((ulong)first * WindowSize);
        return $"0x{start:x}-0x{start + ((ulong)count * WindowSize) - 1:x}";
    }
}
