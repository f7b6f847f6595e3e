using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Memory;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>What a booted kernel made of the thing that a finding is about, in words.</summary>
internal static class Outcome
{
    /// <summary>A consequence that no kernel escapes.</summary>
    public static Func<LintBoot, string> Always(string text) => _ => text;

    /// <summary>Who owns a range, and what of it is lost.</summary>
    public static Func<LintBoot, string> Memory(AddressRange range) =>
        boot => MemoryOutcome.Of(boot, range);

    /// <summary>Whether a window exists, and who owns what is in it.</summary>
    public static Func<LintBoot, string> Window(LintWindow window) => boot =>
    {
        var decoder = boot.Kernel.Cxl.RootDecoders.FirstOrDefault(
            each => each.Range == window.Range && each.Targets == window.Window.Targets);
        var text = decoder is null ? WhySkipped(boot.Kernel, window) : Published(decoder);
        return MemoryOutcome.TryOf(boot, window.Range) is { } memory ? $"{text}; {memory}" : text;
    };

    /// <summary>Whether decoders become a committed region, and who owns the range.</summary>
    public static Func<LintBoot, string> Region(AddressRange range) => boot =>
    {
        var region = boot.Kernel.Cxl.Regions.FirstOrDefault(each => each.Range == range);
        var text = region switch
        {
            null => "no region of this range",
            { IsCommitted: true } => "the region is committed",
            _ => "the region stays uncommitted",
        };
        return MemoryOutcome.TryOf(boot, range) is { } memory ? $"{text}; {memory}" : text;
    };

    /// <summary>The node of a range, and who owns it.</summary>
    public static Func<LintBoot, string> Node(AddressRange range) => boot =>
    {
        var numa = boot.Kernel.Boot.Numa;
        var node = numa.TargetNode(range.Start);
        var text = node == NumaLayout.NoNode ? "no node, and kmem rejects it"
            : numa.Domains[node].IsMadeUp ? Invariant($"node {node}, made up by the kernel")
            : Invariant($"node {node}");
        return MemoryOutcome.TryOf(boot, range) is { } memory ? $"{text}; {memory}" : text;
    };

    /// <summary>Whether SRAT is in use, and how far apart two domains are.</summary>
    public static Func<LintBoot, string> Distance(uint from, uint to) => boot =>
    {
        var numa = boot.Kernel.Boot.Numa;
        var (one, two) = (numa.NodeOf(from), numa.NodeOf(to));
        var use = numa.Slit is null ? "SLIT is not used" : "SLIT is used";
        return one < 0 || two < 0
            ? $"{use}; not both domains have a node"
            : Invariant($"{use}; node {one} to {two} is {numa.Distance(one, two)}, ")
                + Invariant($"back {numa.Distance(two, one)}");
    };

    /// <summary>How many nodes there are, and why SRAT is given up.</summary>
    public static string Nodes(LintBoot boot)
    {
        var numa = boot.Kernel.Boot.Numa;
        return numa.Fallback is { } fallback
            ? $"SRAT is not used, everything is node 0: {WhyGivenUp(fallback)}"
            : Invariant($"{numa.Domains.Count} nodes");
    }

    /// <summary>The tier of a domain's memory.</summary>
    public static Func<LintBoot, string> Tier(uint domain) => boot =>
    {
        var node = boot.Kernel.Boot.Numa.NodeOf(domain);
        var distance = boot.Kernel.Boot.AbstractDistanceOf(node);
        return node < 0
            ? "the domain has no node"
            : Invariant($"node {node} gets abstract distance {distance}, ")
                + Invariant($"memory_tier{MemoryTiers.TierOf(distance)}");
    };

    /// <summary>Whether a host bridge gets a port.</summary>
    public static Func<LintBoot, string> HostBridge(uint uid) => boot =>
        boot.Kernel.Journal.Decisions<HostBridgeMatch>()
            .LastOrDefault(match => match.Uid == uid) switch
        {
            null => Invariant($"no driver looks for host bridge {uid}"),
            HostBridgeMatch.Found found => Invariant($"host bridge {uid} uses {found.Base}"),
            HostBridgeMatch.Missing =>
                Invariant($"host bridge {uid} gets no port, and no card below it attaches"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string WhySkipped(Kernel kernel, LintWindow window) =>
        kernel.Journal.Decisions<WindowVerdict.Skipped>()
            .FirstOrDefault(skipped => skipped.Window == window.Window) is { } skipped
            ? $"cxl_acpi skips the window, {Words(skipped.Fault)}"
            : "no driver looks at the window";

    private static string Words(WindowFault fault) => fault switch
    {
        WindowFault.UnknownArithmetic => "whose arithmetic it does not know",
        WindowFault.MisalignedBase => "whose base is not aligned",
        WindowFault.MisalignedSize => "whose size is not aligned",
        WindowFault.InvalidWays => "whose ways mean nothing",
        WindowFault.TooShort => "which has too few targets",
        WindowFault.InvalidGranularity => "whose granularity means nothing",
        WindowFault.Overlap => "which an earlier one overlaps or which has no bytes",
        WindowFault.NoXorMaps => "which has no XOR maps",
        WindowFault.TooFewXorMaps => "which has too few XOR maps",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Published(RootDecoder decoder) => decoder.Published switch
    {
        null => Invariant($"decoder0.{decoder.Index} without a window in iomem"),
        { } range when range != decoder.Range =>
            Invariant($"CXL Window {decoder.PublishedNumber} is {range} in iomem"),
        _ => Invariant($"CXL Window {decoder.WindowNumber} as CEDT says"),
    };

    private static string WhyGivenUp(NumaFallback fallback) => fallback switch
    {
        NumaFallback.NoTable => "there is none",
        NumaFallback.TooMany => "too many domains or ranges",
        NumaFallback.NodesOverlap two =>
            Invariant($"nodes {two.First.Node} and {two.Second.Node} overlap"),
        NumaFallback.RamUncovered part => $"it leaves out {part.Uncovered} of RAM",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
