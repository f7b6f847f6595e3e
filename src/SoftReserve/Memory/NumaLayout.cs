using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Memory;

/// <summary>Which addresses and processors belong to which NUMA node, as the kernel decides once
/// at boot.</summary>
/// <remarks>Kernel: <c>numa_init()</c>, mm/numa_memblks.c; <c>acpi_numa_init()</c>,
/// drivers/acpi/numa/srat.c. Nodes are numbered from 0 in the order in which proximity domains
/// appear: processors, generic initiators, memory, then one made-up domain for each CXL window
/// that SRAT leaves out.</remarks>
/// <param name="Domains">In node order: the index is the node.</param>
/// <param name="Online">Blocks of nodes with RAM at boot, ascending; blocks of one node span the
/// gaps between them.</param>
/// <param name="Reserved">Blocks without RAM at boot, in the kernel's order; they may
/// overlap.</param>
/// <param name="ProcessorNodes">Nodes with processors, ascending.</param>
/// <param name="Joins">How blocks of one node were put together, in order.</param>
/// <param name="FirstNode">The node of the kernel's first block, its answer where it does not
/// know.</param>
/// <param name="Fallback">Why everything is node 0; null when SRAT is in use.</param>
/// <param name="Slit">Distances; null when the table is absent or unusable.</param>
public sealed record NumaLayout(
    ValueList<NumaDomain> Domains,
    ValueList<NumaBlock> Online,
    ValueList<NumaBlock> Reserved,
    ValueList<int> ProcessorNodes,
    ValueList<NumaJoin> Joins,
    int FirstNode,
    NumaFallback? Fallback,
    Slit? Slit)
{
    /// <summary>The kernel's number for "no node".</summary>
    public const int NoNode = -1;

    /// <summary>What decided the layout, besides the tables.</summary>
    public NumaOptions Options { get; init; } = NumaOptions.Newest;

    /// <summary>Every node that can ever exist, ascending: 0-11 for twelve.</summary>
    public ValueList<int> PossibleNodes => [.. Enumerable.Range(0, Domains.Count)];

    /// <summary>Nodes with RAM at boot, ascending.</summary>
    public ValueList<int> MemoryNodes =>
        [.. Online.Select(block => block.Node).Distinct().Order()];

    /// <summary>Decides the layout.</summary>
    /// <param name="e820">Where RAM is.</param>
    /// <param name="srat">Null makes everything node 0.</param>
    /// <param name="slit">Distances.</param>
    /// <param name="cedt">Windows that may get nodes of their own.</param>
    /// <param name="options">What the kernel's version and configuration decide.</param>
    public static NumaLayout Build(
        E820Table e820, Srat? srat, Slit? slit, Cedt? cedt, NumaOptions options) =>
        new NumaLayoutBuilder(e820, options).Build(srat, slit, cedt);

    /// <summary>The node that memory at an address will have once it is online;
    /// <see cref="NoNode"/> when no block has it.</summary>
    /// <remarks>Kernel: <c>phys_to_target_node()</c>, mm/numa_memblks.c.</remarks>
    public int TargetNode(Hpa address)
    {
        var online = Find(Online, address);
        if (online != NoNode && Options.PrefersOnlineNodes)
            return online;
        var reserved = Find(Reserved, address);
        return reserved != NoNode ? reserved : online;
    }

    /// <summary>The node to which the kernel adds memory when nobody tells it one.</summary>
    /// <remarks>Kernel: <c>memory_add_physaddr_to_nid()</c>, mm/numa_memblks.c.</remarks>
    public int AddPhysaddrNode(Hpa address) =>
        Find(Online, address) is var node and not NoNode ? node : FirstNode;

    /// <summary>The node of a proximity domain; <see cref="NoNode"/> when it has none.</summary>
    /// <remarks>Kernel: <c>pxm_to_node()</c>, drivers/acpi/numa/srat.c.</remarks>
    public int NodeOf(uint proximityDomain)
    {
        for (var node = 0; node < Domains.Count; node++)
            if (Domains[node].ProximityDomain == proximityDomain)
                return node;
        return NoNode;
    }

    /// <summary>Distance as numactl shows it: SLIT's where both nodes are in it, else 10 to itself
    /// and 20 to others.</summary>
    public int Distance(int from, int to) =>
        Slit is { } slit && IsReal(from) && IsReal(to)
        && slit.Distance(Domains[from].ProximityDomain, Domains[to].ProximityDomain)
            is { } distance
            ? distance
            : from == to ? Slit.LocalDistance : Slit.RemoteDistance;

    // SLIT is read before the windows get their domains
    private bool IsReal(int node) => node >= 0 && node < Domains.Count && !Domains[node].IsMadeUp;

    private static int Find(ValueList<NumaBlock> blocks, Hpa address)
    {
        foreach (var block in blocks)
            if (block.Range.Contains(address))
                return block.Node;
        return NoNode;
    }
}

/// <summary>What the kernel's version and configuration decide about NUMA nodes.</summary>
/// <param name="WindowsGetNodes">CXL windows that SRAT leaves out get nodes: always up to 6.19,
/// from 7.2 only with CONFIG_CXL_ACPI.</param>
/// <param name="FakeNodesAreReserved">Those nodes' blocks are set apart from the beginning (7.2)
/// and so never grow over a later window.</param>
public sealed record NumaOptions(bool WindowsGetNodes, bool FakeNodesAreReserved)
{
    /// <summary>As 7.2 with CONFIG_CXL_ACPI.</summary>
    public static readonly NumaOptions Newest = new(true, true);

    /// <summary>True: an address that both a RAM node's span and a reserved block have belongs to
    /// the RAM node, as before 7.2.</summary>
    public bool PrefersOnlineNodes { get; init; }
}

/// <summary>The proximity domain behind a node.</summary>
/// <param name="ProximityDomain">ACPI's number.</param>
/// <param name="IsMadeUp">True when the kernel invented the number for a CXL window.</param>
/// <param name="HasProcessors">True when SRAT has a processor in it.</param>
public sealed record NumaDomain(uint ProximityDomain, bool IsMadeUp, bool HasProcessors);

/// <summary>A span of addresses of one node.</summary>
public readonly record struct NumaBlock(AddressRange Range, int Node);

/// <summary>Two blocks of one node that became one.</summary>
/// <param name="First">The lower block.</param>
/// <param name="Second">The higher block.</param>
public sealed record NumaJoin(NumaBlock First, NumaBlock Second);

/// <summary>Why the kernel gave up on SRAT.</summary>
public abstract record NumaFallback
{
    private NumaFallback()
    {
    }

    /// <summary>There is no table, or no enabled memory in it.</summary>
    public sealed record NoTable : NumaFallback;

    /// <summary>A domain number or the number of domains or blocks is beyond what the kernel is
    /// built for.</summary>
    public sealed record TooMany : NumaFallback;

    /// <summary>Two nodes claim the same RAM.</summary>
    public sealed record NodesOverlap(NumaBlock First, NumaBlock Second) : NumaFallback;

    /// <summary>A megabyte of RAM or more belongs to no node.</summary>
    /// <param name="Uncovered">Bytes of RAM without a node.</param>
    /// <param name="Ram">All bytes of RAM.</param>
    public sealed record RamUncovered(ByteSize Uncovered, ByteSize Ram) : NumaFallback;
}
