using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis;

/// <summary>What a machine showed of its memory at one moment. Nothing here was
/// computed.</summary>
/// <param name="Iomem">/proc/iomem, parents before their children; empty where no file has
/// it.</param>
/// <param name="DaxDevices">Dax devices, bound or not.</param>
/// <param name="CxlRegions">CXL regions that have addresses.</param>
/// <param name="Memdevs">Cards, as CXL's drivers know them.</param>
/// <param name="Log">The kernel log.</param>
/// <param name="Drivers">Which driver has which device:
/// <c>dax/devices/dax0.0/driver -> kmem</c>.</param>
/// <param name="Modules">One loaded module a line, its name first.</param>
/// <param name="Numa">Memory tiers, nodes and memory blocks, in the words of
/// <c>numa.txt</c>.</param>
/// <param name="Cards">PCI devices of the class of CXL cards, the address first.</param>
/// <param name="Facts">Firmware's memory map, the kernel's command line and its
/// settings.</param>
public sealed record Seen(
    ValueList<SeenResource> Iomem,
    ValueList<SeenDaxDevice> DaxDevices,
    ValueList<SeenCxlRegion> CxlRegions,
    ValueList<SeenMemdev> Memdevs,
    ValueList<Sighting> Log,
    ValueList<Sighting> Drivers,
    ValueList<Sighting> Modules,
    ValueList<Sighting> Numa,
    ValueList<Sighting> Cards,
    ValueList<Sighting> Facts)
{
    /// <summary>A machine of which nothing was kept.</summary>
    public static Seen Nothing { get; } = new([], [], [], [], [], [], [], [], [], []);

    /// <summary>True when the kernel kept addresses from whoever looked: every line of iomem
    /// starts and ends at zero.</summary>
    /// <remarks>Kernel: <c>r_show()</c>, kernel/resource.c.</remarks>
    public bool HasHiddenAddresses =>
        !Iomem.IsEmpty && Iomem.All(line => line.Range == new AddressRange(0, 0));

    /// <summary>True when iomem is there and shows addresses.</summary>
    public bool HasAddresses => !Iomem.IsEmpty && !HasHiddenAddresses;
}

/// <summary>One line of evidence.</summary>
/// <param name="File">Relative to the recording, with <c>/</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The line without spaces around it.</param>
public sealed record Sighting(string File, int Line, string Text);

/// <summary>A line of /proc/iomem.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Depth">Nesting, from 0.</param>
/// <param name="Name">Behind the colon.</param>
/// <param name="At">Where it stands.</param>
public sealed record SeenResource(AddressRange Range, int Depth, string Name, Sighting At);

/// <summary>A dax device.</summary>
/// <param name="Name">As <c>dax0.0</c>.</param>
/// <param name="Path">Its dax region's path below /sys/devices; empty when no file says.</param>
/// <param name="Ranges">Its mappings.</param>
/// <param name="Mode">daxctl's word: <c>system-ram</c>, <c>devdax</c>.</param>
/// <param name="IsBound">False when no driver has it.</param>
/// <param name="Node">Its target node; -1 when it has none.</param>
/// <param name="At">Where it is listed.</param>
public sealed record SeenDaxDevice(
    string Name,
    string Path,
    ValueList<AddressRange> Ranges,
    string Mode,
    bool IsBound,
    int Node,
    Sighting At)
{
    /// <summary>True when HMEM made its dax region, by the region's path.</summary>
    public bool IsHmem => Path.Contains("hmem", StringComparison.Ordinal);
}

/// <summary>A CXL region.</summary>
/// <param name="Name">As <c>region0</c>.</param>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="State">Its decode state, <c>commit</c> or <c>reset</c>; null when no file
/// says.</param>
/// <param name="IsBound">False when no driver has it.</param>
/// <param name="IsLocked">True when it can not be taken apart.</param>
/// <param name="At">Where it is listed.</param>
public sealed record SeenCxlRegion(
    string Name, AddressRange Range, string? State, bool IsBound, bool IsLocked, Sighting At);

/// <summary>A card.</summary>
/// <param name="Name">As <c>mem0</c>; the kernel's number, not the machine's.</param>
/// <param name="Node">The node of its PCI device; -1 when it has none.</param>
/// <param name="IsBound">False when no driver has it.</param>
/// <param name="At">Where it is listed.</param>
public sealed record SeenMemdev(string Name, int Node, bool IsBound, Sighting At);
