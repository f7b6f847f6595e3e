using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Life;

/// <summary>What an alternative changes about one stage of a range's life.</summary>
public enum Effect
{
    /// <summary>The kernel takes it as System RAM at boot.</summary>
    OrdinaryRam,

    /// <summary>It is Soft Reserved to the kernel.</summary>
    SoftReserved,

    /// <summary>Soft Reserved is in iomem from boot on.</summary>
    InIomem,

    /// <summary>Soft Reserved is kept out of iomem.</summary>
    OutOfIomem,

    /// <summary>It is on HMEM's list because it is Soft Reserved, with no SRAT range.</summary>
    ListedBySoftReserved,

    /// <summary>It is on HMEM's list.</summary>
    Listed,

    /// <summary>A CXL window lies over it.</summary>
    Windowed,

    /// <summary>HMEM waits for CXL.</summary>
    HmemWaits,

    /// <summary>HMEM registers it without waiting.</summary>
    HmemTakesAtOnce,

    /// <summary>HMEM takes it in the end.</summary>
    HmemTakes,

    /// <summary>A committed CXL region comes to lie over it.</summary>
    RegionCommits,

    /// <summary>No CXL region commits over it.</summary>
    NoRegionCommits,

    /// <summary>The decision is CXL's.</summary>
    CxlKeeps,

    /// <summary>The decision is HMEM's.</summary>
    HmemWins,

    /// <summary>A driver can use it.</summary>
    Usable,

    /// <summary>A dax device has every byte of it, and every byte is memory.</summary>
    AllMemory,

    /// <summary>It is System RAM.</summary>
    SystemRam,

    /// <summary>It is a character device.</summary>
    Devdax,

    /// <summary>CXL has it in the end.</summary>
    OwnedByCxl,

    /// <summary>HMEM has it, and iomem shows no Soft Reserved line.</summary>
    NoSoftReservedLine,

    /// <summary>The region driver makes the dax region without asking HMEM.</summary>
    DaxAtProbe,

    /// <summary>The CXL region over it stays.</summary>
    RegionStays,
}

/// <summary>Effects in words, and whether a boot shows them.</summary>
public static class Effects
{
    /// <summary>The effect as a main clause after <see cref="Alternative.Change"/>.</summary>
    public static string TextOf(Effect effect) => effect switch
    {
        Effect.OrdinaryRam => "it would have been System RAM from boot on",
        Effect.SoftReserved => "it would have been Soft Reserved",
        Effect.InIomem => "/proc/iomem would have shown it as Soft Reserved from boot on",
        Effect.OutOfIomem => "it would have been kept out of /proc/iomem",
        Effect.ListedBySoftReserved => "the Soft Reserved entry itself would have been listed",
        Effect.Listed => "HMEM would have had it on its list",
        Effect.Windowed => "a CXL window would have lain over it",
        Effect.HmemWaits => "HMEM would have waited for CXL",
        Effect.HmemTakesAtOnce => "HMEM would have taken it at once",
        Effect.HmemTakes => "HMEM would have taken it",
        Effect.RegionCommits => "a CXL region would have been committed over it",
        Effect.NoRegionCommits => "no CXL region would have been committed over it",
        Effect.CxlKeeps => "CXL would have kept it",
        Effect.HmemWins => "HMEM would have won it",
        Effect.Usable => "a driver could have used it",
        Effect.AllMemory => "no byte would have been lost to memory blocks",
        Effect.SystemRam => "it would have been System RAM",
        Effect.Devdax => "it would have been a character device",
        Effect.OwnedByCxl => "it would have been CXL's",
        Effect.NoSoftReservedLine => "iomem would have shown no Soft Reserved line",
        Effect.DaxAtProbe => "the region driver would have made the dax region at once",
        Effect.RegionStays => "the CXL region would have stayed",
        _ => throw new UnreachableException(),
    };

    /// <summary>True when a boot that has settled shows the effect for the range.</summary>
    public static bool IsSeen(Effect effect, Kernel kernel, AddressRange range) => effect switch
    {
        Effect.OrdinaryRam => IsAll(kernel, range, MemoryType.Usable),
        Effect.SoftReserved => IsAll(kernel, range, MemoryType.SoftReserved),
        Effect.InIomem => Kept(kernel, range) is { Home.IsIomem: true },
        Effect.OutOfIomem => Kept(kernel, range) is { Home.IsIomem: false },
        Effect.ListedBySoftReserved => Has<CandidateAdded>(kernel, each =>
            each.Source == CandidateSource.MemoryMap && each.Candidate.Range.Overlaps(range)),
        Effect.Listed => Has<CandidateAdded>(
            kernel, each => each.Candidate.Range.Overlaps(range)),
        Effect.Windowed => kernel.Cxl.RootDecoders.Any(each => each.Range.Overlaps(range)),
        Effect.HmemWaits => FirstView(kernel, range) is HmemView.Waits,
        Effect.HmemTakesAtOnce => FirstView(kernel, range) is HmemView.TakenAtOnce
            && Has<HmemDeviceAdded>(kernel, each => each.Device.Range.Overlaps(range)),
        Effect.HmemTakes =>
            Has<HmemDeviceAdded>(kernel, each => each.Device.Range.Overlaps(range)),
        Effect.RegionCommits => HasCommitted(kernel, range),
        Effect.NoRegionCommits => !HasCommitted(kernel, range),
        Effect.CxlKeeps => Decided(kernel, range) is Ownership.Cxl,
        Effect.HmemWins => Decided(kernel, range) is Ownership.Hmem,
        Effect.Usable => AreAll(kernel, range, row =>
            row.Device is not null && row.Use is RangeUse.SystemRam or RangeUse.Devdax),
        Effect.AllMemory => range.Except(
            kernel.Memory.Added.Select(memory => memory.Range)).IsEmpty,
        Effect.SystemRam => AreAll(kernel, range, row => row.Use == RangeUse.SystemRam),
        Effect.Devdax => AreAll(kernel, range, row => row.Use == RangeUse.Devdax),
        Effect.OwnedByCxl => AreAll(kernel, range, row => row.Owner == RangeOwner.Cxl),
        Effect.NoSoftReservedLine =>
            kernel.Resources.Iomem.Walk(
                range, ResourceFlags.Mem, ResourceDescription.SoftReserved).IsEmpty
            && AreAll(kernel, range, row => row.Owner == RangeOwner.Hmem),
        Effect.DaxAtProbe => Has<CxlRegionUse.Dax>(
                kernel, each => each.Region.Range?.Overlaps(range) == true)
            && !Has<CxlRegionUse.LeftToHmem>(
                kernel, each => each.Region.Range?.Overlaps(range) == true),
        Effect.RegionStays =>
            kernel.Cxl.Regions.Any(region => region.Range?.Overlaps(range) == true),
        _ => throw new UnreachableException(),
    };

    private static bool IsAll(Kernel kernel, AddressRange range, MemoryType type) => range.Except(
        kernel.Boot.MemoryMap.Entries.Where(entry => entry.Type == type)
            .Select(entry => entry.Range)).IsEmpty;

    private static bool AreAll(Kernel kernel, AddressRange range, Func<OwnedRange, bool> holds)
    {
        var rows = OwnersTable.Within(kernel, range);
        return rows.All(holds) && range.Except(rows.Select(row => row.Range)).IsEmpty;
    }

    private static SoftReservedKept? Kept(Kernel kernel, AddressRange range) =>
        kernel.Journal.Decisions<SoftReservedKept>()
            .FirstOrDefault(each => each.Range.Overlaps(range));

    private static HmemView? FirstView(Kernel kernel, AddressRange range) =>
        kernel.Journal.Decisions<HmemView>().FirstOrDefault(each => each.Range.Overlaps(range));

    private static Ownership? Decided(Kernel kernel, AddressRange range) =>
        kernel.Journal.Decisions<Ownership>()
            .LastOrDefault(each => each.SoftReserved.Overlaps(range));

    private static bool HasCommitted(Kernel kernel, AddressRange range) =>
        Has<AssemblyOutcome.Committed>(kernel, each => each.Region.Range?.Overlaps(range) == true);

    private static bool Has<T>(Kernel kernel, Func<T, bool> fits)
        where T : Decision => kernel.Journal.Decisions<T>().Any(fits);
}
