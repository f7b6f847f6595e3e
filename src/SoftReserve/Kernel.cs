using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve;

/// <summary>The whole modelled kernel at one moment: one immutable value.</summary>
/// <remarks>
/// A <see cref="KernelStep"/> turns one kernel into the next. Each part belongs to one subsystem
/// folder. <see cref="Boot"/> never changes after power-on and <see cref="Journal"/> only
/// remembers; neither takes part in <see cref="IsSameState"/>.
/// </remarks>
/// <param name="Boot">What firmware, configuration and command line fix.</param>
/// <param name="Resources">/proc/iomem and the private resource trees.</param>
/// <param name="Memregions">The one pool of numbers for CXL regions and hmem devices.</param>
/// <param name="Cxl">Windows, ports, cards and CXL regions.</param>
/// <param name="Hmem">Candidate ranges, who waits, hmem devices.</param>
/// <param name="Dax">Dax regions and devices.</param>
/// <param name="Memory">Nodes, online memory, tiers.</param>
/// <param name="Drivers">Modules, initcalls, pending probes and work.</param>
/// <param name="Journal">What happened.</param>
public sealed record Kernel(
    BootContext Boot,
    ResourceTrees Resources,
    MemregionIds Memregions,
    CxlState Cxl,
    HmemState Hmem,
    DaxState Dax,
    MemoryState Memory,
    DriverCore Drivers,
    Journal Journal)
{
    /// <summary>This kernel after logging one line.</summary>
    public Kernel Log(KernelMessage message) =>
        this with { Journal = Journal.Add(new JournalEntry.Logged(message)) };

    /// <summary>This kernel after logging lines that are only written when read.</summary>
    public Kernel LogBlock(Func<IEnumerable<KernelMessage>> lines) =>
        this with { Journal = Journal.Add(new JournalEntry.LoggedBlock(lines)) };

    /// <summary>This kernel with a decision in its journal.</summary>
    public Kernel Note(Decision decision) =>
        this with { Journal = Journal.Add(new JournalEntry.Decided(decision)) };

    /// <summary>True when nothing but the way there differs.</summary>
    public bool IsSameState(Kernel other) =>
        Drivers == other.Drivers && Memregions == other.Memregions && Hmem == other.Hmem
        && Cxl == other.Cxl && Dax == other.Dax && Memory == other.Memory
        && Resources == other.Resources;

    /// <summary>A hash that fits <see cref="IsSameState"/>, within one run.</summary>
    public int StateHash() =>
        HashCode.Combine(Drivers, Memregions, Hmem, Cxl, Dax, Memory, Resources);
}
