using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Memory;
using SoftReserve.Resources;
using SoftReserve.Userspace;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>The end of a range's life: its dax region, what a driver makes of the device, and what
/// a user typed.</summary>
internal static class DaxStages
{
    private const ulong SmallestBlock = 128 << 20;

    private const string Allocate = "alloc_dax_region(), drivers/dax/bus.c",
        Kmem = "dev_dax_kmem_probe(), drivers/dax/kmem.c",
        DeviceDax = "dev_dax_probe(), drivers/dax/device.c";

    /// <summary>The stage that a decision makes; null when it is not about dax or not about the
    /// range.</summary>
    public static StageDraft? Of(Kernel kernel, AddressRange range, Decision decision) =>
        decision switch
        {
            DaxRegionMade made when made.Region.Range.Overlaps(range) => Made(made),
            DaxRegionRefused refused when refused.Range.Overlaps(range) => new StageDraft(
                StageKind.Dax, Invariant(refused.Because), refused.Rule, Allocate)
                .With("errno", ErrnoText.Of(Errno.NoMemory)),
            DaxRegionMisaligned bad when bad.Range.Overlaps(range) => new StageDraft(
                StageKind.Dax, Invariant(bad.Because), bad.Rule, Allocate)
                .With("errno", ErrnoText.Of(Errno.NoMemory)),
            DaxRegionGone gone when gone.Region.Range.Overlaps(range) => new StageDraft(
                StageKind.Dax, Invariant(gone.Because), gone.Rule,
                "dax_region_unregister(), drivers/dax/bus.c"),
            DaxDeviceUse use when use.Device.Ranges.Any(each => each.Overlaps(range)) =>
                Use(kernel, use),
            CommandEnded command => new StageDraft(
                StageKind.Command, Invariant($"a user types {command.Because}"), command.Rule,
                "userspace"),
            _ => null,
        };

    private static StageDraft Made(DaxRegionMade made)
    {
        var region = made.Region;
        return new StageDraft(
                StageKind.Dax,
                region.Owner == DaxOwner.Cxl
                    ? Invariant($"dax_cxl makes a dax region of region{region.Id}")
                        + Invariant($" {region.Range}: dax{region.Id}.0")
                    : Invariant($"dax_hmem makes a dax region of hmem.{region.Id}")
                        + Invariant($" {region.Range}: dax{region.Id}.0"),
                made.Rule, Allocate)
            .With("target node", Invariant($"{region.TargetNode}"));
    }

    private static StageDraft Use(Kernel kernel, DaxDeviceUse use) => use switch
    {
        DaxDeviceUse.SystemRam ram => SystemRam(kernel, ram),
        DaxDeviceUse.Devdax devdax => Draft(use, DeviceDax, "device_dax takes " + Name(devdax))
            .Or(new Alternative.Symbol(ConfigSymbol.DevDaxKmem, Tristate.Module), Effect.SystemRam),
        DaxDeviceUse.NoNode => Draft(use, Kmem, Invariant($"{use.Because}"))
            .With("errno", ErrnoText.Of(Errno.Invalid))
            .Or(new Alternative.SratOver(use.Region.Range), Effect.SystemRam),
        DaxDeviceUse.TooSmall small => Draft(use, Kmem, Invariant($"{use.Because}"))
            .With("errno", ErrnoText.Of(Errno.Invalid))
            .With("memory block", new ByteSize(small.BlockSize).ToString())
            .Or(Blocks(use.Device.Ranges), Effect.SystemRam)
            .Or(new Alternative.Symbol(ConfigSymbol.DevDaxKmem, Tristate.No), Effect.Devdax),
        DaxDeviceUse.Refused refused => Refused(kernel, refused),
        DaxDeviceUse.Released => Draft(use, "dev_dax_kmem_remove(), drivers/dax/kmem.c",
            Invariant($"{use.Because}")),
        _ => throw new UnreachableException(),
    };

    private static StageDraft SystemRam(Kernel kernel, DaxDeviceUse.SystemRam ram)
    {
        var node = ram.Region.TargetNode;
        var distance = kernel.Boot.AbstractDistanceOf(node);
        var lost = ram.Device.Ranges.SelectMany(each => each.Except(ram.Device.Reserved)).ToList();
        var draft = Draft(ram, Kmem,
            Invariant($"kmem adds {string.Join(" and ", ram.Device.Reserved)} as memory of node")
                + Invariant($" {node}, {(ram.IsOnline ? "online" : "offline")}"))
            .With("memory block", new ByteSize(ram.BlockSize).ToString())
            .With("tier", Invariant($"memory_tier{MemoryTiers.TierOf(distance)}")
                + Invariant($", abstract distance {distance}"));
        return lost.Count == 0
            ? draft.Or(
                new Alternative.Symbol(ConfigSymbol.DevDaxKmem, Tristate.No), Effect.Devdax)
            : draft.With("lost to alignment", string.Join(" and ", lost))
                .Or(Blocks(ram.Device.Ranges), Effect.AllMemory);
    }

    private static StageDraft Refused(Kernel kernel, DaxDeviceUse.Refused refused)
    {
        var draft = Draft(
                refused, refused.Driver == "kmem" ? Kmem : DeviceDax, WhyRefused(refused))
            .With("errno", ErrnoText.Of(Errno.Busy))
            .Or(new Alternative.CxlRegionOver(refused.Range), Effect.Usable);
        foreach (var region in kernel.Cxl.Regions)
            if (region.Range is { } over && over.Overlaps(refused.Range))
                draft = draft.Or(
                    new Alternative.Decoders(
                        over, [.. region.Targets.Select(target => target.Memdev)], false),
                    Effect.Usable);
        if (refused.Conflict is { } conflict && refused.Range.Intersect(conflict.Range) is { } part)
            draft = draft.Or(
                new Alternative.MarkedAs(
                    refused.Range, [.. refused.Range.Except([part]).Add(part).Order()]),
                Effect.Usable);
        return draft
            .Or(new Alternative.NoHmat(), Effect.Usable)
            .Or(new Alternative.NoWindow(refused.Range), Effect.Usable);
    }

    private static string WhyRefused(DaxDeviceUse.Refused refused)
    {
        var what = $"{refused.Driver} can not reserve {refused.Range} for {Name(refused)}";
        return refused.Conflict is not { } conflict
            ? what
            : conflict.Range.Contains(refused.Range)
                ? $"{what}: {conflict.Name} {conflict.Range} is busy"
                : $"{what}: {conflict.Name} {conflict.Range} ends inside it";
    }

    // the largest blocks of which every range has a whole number
    private static IEnumerable<Alternative> Blocks(ValueList<AddressRange> ranges)
    {
        for (var size = 2UL << 30; size >= SmallestBlock; size >>= 1)
            if (ranges.All(each =>
                each.Start.IsAlignedTo(size) && each.Size.Bytes % size == 0))
                yield return new Alternative.MemoryBlocks(new ByteSize(size));
    }

    private static StageDraft Draft(DaxDeviceUse use, string function, string what) =>
        new(StageKind.Use, what, use.Rule, function);

    private static string Name(DaxDeviceUse use) =>
        IomemLabels.DaxDevice(use.Region.Id, use.Device.Instance);
}
