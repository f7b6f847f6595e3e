using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Takes a kernel apart into its slots and what they share, and puts it together
/// again.</summary>
/// <remarks>Together with <see cref="Join"/>, <see cref="Split"/> forgets what decides nothing:
/// which numbers CXL regions, hmem devices and ports drew, in which order things of different
/// slots came, and the journal. Two kernels that split alike go on alike.</remarks>
public sealed class KernelSlots
{
    private static readonly NodeHistory Unread = NodeHistory.Begin(
        () => throw new InvalidOperationException("a kernel in slots keeps no history"));

    /// <summary>Takes kernels of a boot apart.</summary>
    /// <param name="slots">From <see cref="Find"/>, or none: then a kernel stays whole and keeps
    /// its numbers.</param>
    public KernelSlots(ValueList<Slot> slots) => Slots = slots;

    /// <summary>The slots of a boot, in address order. None when a user types commands, which may
    /// name anything by its number.</summary>
    public static ValueList<Slot> Find(BootContext boot) =>
        boot.Commands.IsEmpty ? boot.Slots : [];

    /// <summary>The slots, in address order.</summary>
    public ValueList<Slot> Slots { get; }

    /// <summary>Takes a kernel apart.</summary>
    /// <param name="kernel">The kernel; its journal is forgotten.</param>
    /// <param name="states">Gets the state of each slot.</param>
    /// <returns>What the slots share.</returns>
    public Kernel Split(Kernel kernel, Span<SlotState> states)
    {
        if (Slots.IsEmpty)
            return kernel with { Journal = Journal.Empty };
        var shared = Carve(kernel, out var pieces);
        foreach (var slot in Slots)
            states[slot.Index] = StateOf(slot, kernel, pieces);
        return shared;
    }

    /// <summary>Takes a kernel apart of which only one slot matters.</summary>
    /// <param name="kernel">The kernel; its journal is forgotten.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="state">Gets the state of the slot.</param>
    /// <returns>What the slots share.</returns>
    public Kernel SplitOne(Kernel kernel, Slot slot, out SlotState state)
    {
        var shared = Carve(kernel, out var pieces);
        state = StateOf(slot, kernel, pieces);
        return shared;
    }

    private Kernel Carve(Kernel kernel, out SlotPieces pieces)
    {
        var trees = kernel.Resources;
        pieces = new SlotPieces(Lists(), Lists(), Lists());
        return Without(WithNumbersForgotten(kernel with
        {
            Resources = new ResourceTrees(
                new ResourceTree(SpineTree.Carve(trees.Iomem.Root, Slots, pieces.Iomem)),
                new ResourceTree(SpineTree.Carve(
                    trees.SoftReserved.Root, Slots, pieces.SoftReserved)),
                new ResourceTree(SpineTree.Carve(
                    trees.DaxRegions.Root, Slots, pieces.DaxClaims))),
            Journal = Journal.Empty,
        }));
    }

    /// <summary>Puts a kernel together.</summary>
    /// <param name="shared">What <see cref="Split"/> returned.</param>
    /// <param name="states">The state of each slot.</param>
    public Kernel Join(Kernel shared, ReadOnlySpan<SlotState> states)
    {
        if (Slots.IsEmpty)
            return shared;
        var builder = new SlotJoiner(shared);
        foreach (var slot in Slots)
            builder.Add(slot, states[slot.Index]);
        return builder.ToKernel(Slots.Count);
    }

    /// <summary>A kernel in which only one slot has anything in it, and HMEM considers nothing in
    /// others: enough for a step that stays within slots.</summary>
    public Kernel JoinOne(Kernel shared, Slot slot, SlotState state)
    {
        var builder = new SlotJoiner(shared);
        builder.Add(slot, state);
        var alone = builder.ToKernel(Slots.Count);
        return alone with
        {
            Hmem = alone.Hmem with
            {
                Candidates = alone.Hmem.Candidates.Without(candidate =>
                    !slot.Holds(candidate.Range) && IsInSlot(candidate.Range)),
            },
        };
    }

    // a root decoder always holds one number; which one it is is forgotten
    private static Kernel WithNumbersForgotten(Kernel kernel)
    {
        var decoders = kernel.Cxl.RootDecoders;
        return kernel with
        {
            Memregions = MemregionIds.AllFree,
            Cxl = kernel.Cxl with
            {
                RootDecoders = Renaming.Each(
                    decoders, decoder => decoder with { NextRegionId = decoder.Index }),
            },
            Memory = kernel.Memory with { History = Unread },
        };
    }

    private static SlotState StateOf(Slot slot, Kernel kernel, SlotPieces pieces)
    {
        var regions = kernel.Cxl.Regions.Where(each => Holds(slot, each.Range)).ToList();
        var hmem = kernel.Hmem.Devices.Where(each => slot.Holds(each.Range)).ToList();
        var dax = kernel.Dax.Regions.Where(each => slot.Holds(each.Range)).ToList();
        var renaming = new SlotNames(slot, kernel.Cxl.RootDecoders).Inward(
        [
            .. regions.Select(each => each.Id)
                .Concat(hmem.Select(each => each.Id))
                .Concat(dax.Select(each => each.Id))
                .Concat(pieces.Iomem[slot.Index].SelectMany(Renaming.DaxNumbersIn))
                .Distinct(),
        ]);
        return new SlotState(
            [.. pieces.Iomem[slot.Index].Select(renaming.Of)],
            [.. pieces.SoftReserved[slot.Index].Select(renaming.Of)],
            [.. pieces.DaxClaims[slot.Index].Select(renaming.Of)],
            [.. slot.Cards.Where(kernel.Drivers.UnprobedCards.Contains).Select(renaming.Card)],
            [.. PortsOf(slot, kernel).Select((port, place) => renaming.Of(port, place))],
            [.. MemdevsOf(slot, kernel).Select(renaming.Of)],
            [.. regions.Select(renaming.Of)],
            [.. hmem.Select(renaming.Of)],
            [.. dax.Select(renaming.Of)],
            [.. kernel.Memory.Added.Where(each => slot.Holds(each.Range)).Select(renaming.Of)]);
    }

    private static IEnumerable<CxlPort> PortsOf(Slot slot, Kernel kernel) =>
        kernel.Cxl.Ports
            .Where(port => slot.Bridges.IndexOf(port.HostBridgeUid) >= 0)
            .OrderBy(port => slot.Bridges.IndexOf(port.HostBridgeUid))
            .ThenBy(port => string.Join(',', port.Path), StringComparer.Ordinal);

    private static IEnumerable<CxlMemdev> MemdevsOf(Slot slot, Kernel kernel) =>
        kernel.Cxl.Memdevs
            .Where(memdev => slot.Cards.IndexOf(memdev.Name) >= 0)
            .OrderBy(memdev => slot.Cards.IndexOf(memdev.Name))
            .Select(memdev => memdev with { EndpointId = memdev.EndpointId is null ? null : 0 });

    private Kernel Without(Kernel kernel) => kernel with
    {
        Drivers = kernel.Drivers with
        {
            UnprobedCards = kernel.Drivers.UnprobedCards.Without(card =>
                Slots.Any(slot => slot.Cards.IndexOf(card) >= 0)),
        },
        Cxl = kernel.Cxl with
        {
            Ports = kernel.Cxl.Ports.Without(port =>
                Slots.Any(slot => slot.Bridges.IndexOf(port.HostBridgeUid) >= 0)),
            Memdevs = kernel.Cxl.Memdevs.Without(memdev =>
                Slots.Any(slot => slot.Cards.IndexOf(memdev.Name) >= 0)),
            Regions = kernel.Cxl.Regions.Without(each => IsInSlot(each.Range)),
        },
        Hmem = kernel.Hmem with
        {
            Devices = kernel.Hmem.Devices.Without(each => IsInSlot(each.Range)),
        },
        Dax = kernel.Dax with
        {
            Regions = kernel.Dax.Regions.Without(each => IsInSlot(each.Range)),
        },
        Memory = kernel.Memory with
        {
            Added = kernel.Memory.Added.Without(each => IsInSlot(each.Range)),
        },
    };

    private bool IsInSlot(AddressRange? range) => Slots.Any(slot => Holds(slot, range));

    private static bool Holds(Slot slot, AddressRange? range) =>
        range is { } some && slot.Holds(some);

    private List<Resource>[] Lists() => [.. Slots.Select(_ => new List<Resource>())];

    // the outermost resources of each slot
    private sealed record SlotPieces(
        List<Resource>[] Iomem, List<Resource>[] SoftReserved, List<Resource>[] DaxClaims);
}
