using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>Decoders that firmware committed become CXL regions, card by card.</summary>
/// <remarks>Kernel: <c>cxl_add_to_region()</c>, <c>construct_region()</c>,
/// <c>cxl_region_attach()</c>, drivers/cxl/core/region.c. Under the root decoder's lock.</remarks>
/// <seealso cref="RegionProbe"/>
/// <seealso cref="Hmem.Steps.SettleDeferredRanges"/>
public static class AutoAssembly
{
    /// <summary>Offers a committed endpoint decoder to the CXL region of exactly its range, which
    /// is made if need be. The region appears in iomem with its first card (rule R35). Without
    /// CONFIG_CXL_REGION nothing happens.</summary>
    internal static Kernel AddToCxlRegion(this Kernel kernel, string memdev, int index)
    {
        if (!kernel.Boot.Config.IsEnabled(ConfigSymbol.CxlRegion))
            return kernel;
        var card = kernel.Cxl.FindMemdev(memdev)!;
        var decoder = card.Decoders[index];
        var topology = kernel.Boot.Machine.Cxl;
        if (kernel.Cxl.RootDecoderAround(decoder.Range!.Value) is not { } root)
        {
            var outcome = new AssemblyOutcome.NoWindow(memdev, index, decoder.Range.Value);
            return kernel.Note(outcome).LogBlock(() =>
                AssemblyText.NoWindow(topology, card.EndpointId!.Value, outcome));
        }

        var existing = kernel.Cxl.FindRegion(root.Index, decoder.Range.Value);
        if (existing is null)
            kernel = kernel.Construct(root, card, decoder, out existing);
        return kernel.AttachToRegion(existing, root, card, decoder).BindAssembled(existing.Id);
    }

    /// <summary>The first root decoder whose window contains the range; null when none
    /// does.</summary>
    public static RootDecoder? RootDecoderAround(this CxlState cxl, AddressRange range)
    {
        foreach (var decoder in cxl.RootDecoders)
            if (decoder.Range.Contains(range))
                return decoder;
        return null;
    }

    /// <summary>The CXL region of exactly that range under a root decoder; null when there is
    /// none.</summary>
    public static CxlRegion? FindRegion(this CxlState cxl, int rootDecoder, AddressRange range)
    {
        foreach (var region in cxl.Regions)
            if (region.RootDecoder == rootDecoder && region.Range == range)
                return region;
        return null;
    }

    private static Kernel Construct(
        this Kernel kernel, RootDecoder root, CxlMemdev card, EndpointDecoder decoder,
        out CxlRegion region)
    {
        var mode = PartitionOf(kernel.Boot.Machine.Cxl, card, decoder) ?? PartitionMode.Ram;
        var range = decoder.Range!.Value;
        kernel = kernel.AddRegion(root, mode, isAuto: true, out var added)
            .InsertIntoWindow(root, added.Id, range, out var isInIomem);
        region = added with
        {
            Range = range,
            State = CxlRegionState.InterleaveActive,
            Ways = decoder.Ways,
            Granularity = decoder.Granularity,
            IsInIomem = isInIomem,
        };
        var (topology, made) = (kernel.Boot.Machine.Cxl, region);
        return (kernel with { Cxl = kernel.Cxl.WithRegion(region) })
            .Note(new RegionConstructed(region, card.Name, decoder.Index))
            .LogBlock(() => AssemblyText.Constructed(
                topology, made, card.Name, card.EndpointId!.Value, decoder.Index));
    }

    private static Kernel InsertIntoWindow(
        this Kernel kernel, RootDecoder root, int id, AddressRange range, out bool isInIomem)
    {
        var node = new Resource(range, IomemLabels.CxlRegion(id), ResourceFlags.Mem);
        var insertion = root.Node is { } window
            && kernel.Resources.Iomem.Find(window) is not null
            ? kernel.Resources.Iomem.Insert(node, window)
            : null;
        isInIomem = insertion is Insertion.Placed;
        return insertion switch
        {
            Insertion.Placed placed => kernel with
            {
                Resources = kernel.Resources with { Iomem = placed.Tree },
            },
            Insertion.Refused refused => kernel.Note(
                new RegionNotInIomem(id, range, refused.Conflict)),
            null => kernel.Note(new RegionNotInIomem(id, range, null)),
            _ => throw new UnreachableException(),
        };
    }

    private static Kernel AttachToRegion(
        this Kernel kernel, CxlRegion region, RootDecoder root, CxlMemdev card,
        EndpointDecoder decoder)
    {
        var refusal = Check(kernel.Boot, region, root, card, decoder);
        if (refusal != AssemblyRefusal.None)
            return kernel.Refuse(region.Id, card, decoder, refusal);

        var joined = region with
        {
            Targets = region.Targets.Add(new CxlRegionTarget(card.Name, decoder.Index, null)),
            IsLocked = region.IsLocked || decoder.IsLocked,
        };
        kernel = kernel with
        {
            Cxl = kernel.Cxl.WithRegion(joined)
                .WithMemdev(card.With(decoder with { CxlRegionId = region.Id })),
        };
        return joined.Targets.Count < joined.Ways
            ? kernel.Note(new AssemblyOutcome.WaitsForMembers(card.Name, decoder.Index, joined))
            : kernel.Complete(joined, root, card, decoder);
    }

    private static Kernel Complete(
        this Kernel kernel, CxlRegion region, RootDecoder root, CxlMemdev card,
        EndpointDecoder decoder)
    {
        var topology = kernel.Boot.Machine.Cxl;
        var fault = FindFault(kernel, region);
        var trial = fault is null
            ? AssemblyTrial.Run(kernel, region, root)
            : AssemblyTrial.Failed();
        kernel = kernel.LogBlock(() =>
            AssemblyText.Assembled(topology, region, trial.Events));
        if (trial.Refusal != AssemblyRefusal.None)
        {
            kernel = kernel.Refuse(region.Id, card, decoder, trial.Refusal);
            return fault?.RegionIsRemoved == true
                ? kernel.UnregisterCxlRegion(region.Id, resetsDecoders: false)
                : kernel;
        }

        var committed = region with
        {
            State = CxlRegionState.Commit,
            Targets = trial.Sorted,
        };
        return (kernel with { Cxl = trial.Claim(kernel.Cxl, region.Id).WithRegion(committed) })
            .Note(new AssemblyOutcome.Committed(card.Name, decoder.Index, committed));
    }

    private static AssemblyRefusal Check(
        BootContext boot, CxlRegion region, RootDecoder root, CxlMemdev card,
        EndpointDecoder decoder)
    {
        if (PartitionOf(boot.Machine.Cxl, card, decoder) is not { } mode)
            return AssemblyRefusal.NoPartition;
        if (mode != region.Mode)
            return AssemblyRefusal.ModeDiffers;
        if (region.State > CxlRegionState.InterleaveActive)
            return AssemblyRefusal.AlreadyActive;
        if (region.Targets.Count >= region.Ways)
            return AssemblyRefusal.NoSlot;
        var bridge = boot.Paths.To(card.Name)!.Bridge.Uid;
        if (!root.Targets.AsSpan().Contains(bridge))
            return AssemblyRefusal.HostBridgeNotInWindow;
        if (decoder.Dpa is not { } dpa)
            return AssemblyRefusal.NoDpa;
        return dpa.Size.Bytes * (uint)region.Ways != region.Range!.Value.Size.Bytes
            ? AssemblyRefusal.SizeDiffers
            : AssemblyRefusal.None;
    }

    private static PartitionMode? PartitionOf(
        CxlTopology topology, CxlMemdev card, EndpointDecoder decoder)
    {
        var partitions = topology.FindMemdev(card.Name)!;
        if (decoder.Dpa is not { } dpa)
            return PartitionMode.Ram;
        if (dpa.End.Value < partitions.Volatile.Bytes)
            return PartitionMode.Ram;
        var isPmem = dpa.Start.Value >= partitions.Volatile.Bytes
            && dpa.End.Value < partitions.Volatile.Bytes + partitions.Persistent.Bytes;
        return isPmem ? PartitionMode.Pmem : null;
    }

    private static Kernel Refuse(
        this Kernel kernel, int region, CxlMemdev card, EndpointDecoder decoder,
        AssemblyRefusal reason)
    {
        var outcome = new AssemblyOutcome.Refused(card.Name, decoder.Index, region, reason);
        return kernel.Note(outcome).Log(AssemblyText.NotAttached(
            card.EndpointId!.Value, decoder.Index, region, outcome.Errno));
    }

    private static CxlFault.AssemblyFails? FindFault(Kernel kernel, CxlRegion region)
    {
        foreach (var fault in kernel.Boot.Machine.Cxl.Faults.Concat(kernel.Cxl.Faults))
            if (fault is CxlFault.AssemblyFails fails
                && region.Targets.FindIndex(target => target.Memdev == fails.Memdev) >= 0)
                return fails;
        return null;
    }

    private static Kernel BindAssembled(this Kernel kernel, int id) =>
        kernel.Cxl.FindRegion(id) is { IsCommitted: true, IsBound: false }
            ? kernel.BindCxlRegion(id)
            : kernel;
}

/// <summary>A CXL region could not be placed in iomem and lives on without its node.</summary>
/// <param name="Region">Its number.</param>
/// <param name="Range">Its range.</param>
/// <param name="Conflict">What was in the way; null when the window has no node.</param>
public sealed record RegionNotInIomem(int Region, AddressRange Range, Resource? Conflict)
    : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R39";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"region{Region} {Range} is not in iomem: {Conflict?.Name} {Conflict?.Range} is in the way";
}

/// <summary>The first card of an interleave set made a CXL region appear.</summary>
/// <param name="Region">As it is now, without a card.</param>
/// <param name="Memdev">The card.</param>
/// <param name="Decoder">The index of its decoder.</param>
public sealed record RegionConstructed(CxlRegion Region, string Memdev, int Decoder) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R35";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"region{Region.Id} {Region.Range} appears under decoder0.{Region.RootDecoder}";
}
