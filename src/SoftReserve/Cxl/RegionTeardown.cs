using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>CXL regions lose their driver, their decoders, or go altogether.</summary>
/// <remarks>Kernel: <c>unregister_region()</c>, <c>cxl_region_decode_reset()</c>,
/// drivers/cxl/core/region.c.</remarks>
public static class RegionTeardown
{
    /// <summary>Removes a CXL region: its dax region first, then its targets, then its node in
    /// iomem, whose children move up.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="id">The region's number; nothing happens when there is none.</param>
    /// <param name="resetsDecoders">False where decoders stay committed without a region, as v4's
    /// hand-over to HMEM leaves them.</param>
    public static Kernel UnregisterCxlRegion(this Kernel kernel, int id, bool resetsDecoders)
    {
        if (kernel.Cxl.FindRegion(id) is null)
            return kernel;
        kernel = kernel.DisableCxlRegion(id);
        var region = kernel.Cxl.FindRegion(id)!;
        if (resetsDecoders && region.State > CxlRegionState.Active && !kernel.Keeps(region))
            kernel = kernel.ResetDecoders(region);
        return kernel.DetachTargets(region).RemoveFromIomem(region).ReturnId(region);
    }

    /// <summary>Unbinds the region driver: the dax region goes, the decoders stay.</summary>
    public static Kernel DisableCxlRegion(this Kernel kernel, int id)
    {
        if (kernel.Cxl.FindRegion(id) is not { IsBound: true } region)
            return kernel;
        if (region.HasDaxRegionDevice)
            kernel = kernel.RemoveCxlDaxRegionDevice(id);
        return kernel with
        {
            Cxl = kernel.Cxl.WithRegion(
                kernel.Cxl.FindRegion(id)! with { IsBound = false, HasDaxRegionDevice = false }),
        };
    }

    /// <summary>Writes 0 to the region's <c>commit</c>: its driver goes and its decoders are
    /// reset; the region keeps its cards.</summary>
    /// <returns>Refused with EPERM for a locked region, where the generation minds
    /// (rule R44); with ENXIO where caches cannot be flushed and the generation minds.</returns>
    public static UserResult ResetCxlRegion(this Kernel kernel, int id)
    {
        if (kernel.Cxl.FindRegion(id) is not { } region)
            return new UserResult.Refused(kernel, Errno.NoDevice, UserStep.Find);
        if (kernel.Keeps(region))
            return new UserResult.Refused(kernel, Errno.NotPermitted, UserStep.Commit);
        if (region.State <= CxlRegionState.Active)
            return new UserResult.Done(kernel, region);
        if (!kernel.Boot.CanFlushCaches && kernel.Boot.Generation.RefusesUnflushedReset)
            return new UserResult.Refused(
                kernel.Log(RegionText.CachesNotFlushed(id)), Errno.NoSuchDeviceOrAddress,
                UserStep.Commit);
        kernel = kernel.DisableCxlRegion(id);
        region = kernel.Cxl.FindRegion(id)! with { State = CxlRegionState.Active };
        kernel = kernel.ResetDecoders(region);
        return new UserResult.Done(
            kernel with { Cxl = kernel.Cxl.WithRegion(region) }, region);
    }

    /// <summary>Turns a region's decoders off: from the last card to the first, each from the host
    /// bridge down.</summary>
    internal static Kernel ResetDecoders(this Kernel kernel, CxlRegion region)
    {
        if (!kernel.Boot.CanFlushCaches)
            kernel = kernel.Log(RegionText.CachesNotFlushed(region.Id));
        if (region.Range is { } range && kernel.HasOnlineMemory(range))
            kernel = kernel.Note(new DecodersOffBelowMemory(region.Id, range));
        for (var index = region.Targets.Count - 1; index >= 0; index--)
        {
            var target = region.Targets[index];
            if (kernel.Boot.Paths.To(target.Memdev) is not { } path)
                continue;
            for (var depth = 0; depth < path.Ports.Count; depth++)
                if (kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(depth)) is { } port)
                    kernel = kernel.ResetPort(port, region.Id);
            kernel = kernel.ResetEndpoint(target);
        }

        return kernel;
    }

    /// <summary>Takes a region's decoders out of its hands, whether or not they are on.</summary>
    internal static Kernel DetachTargets(this Kernel kernel, CxlRegion region)
    {
        var cxl = kernel.Cxl;
        foreach (var target in region.Targets)
            if (cxl.FindMemdev(target.Memdev) is { } memdev
                && target.Decoder < memdev.Decoders.Count)
                cxl = cxl.WithMemdev(memdev.With(memdev.Decoders[target.Decoder] with
                {
                    Range = null,
                    IsAuto = false,
                    CxlRegionId = null,
                }));
        return kernel with { Cxl = cxl with { Ports = ReleasePorts(cxl.Ports, region.Id) } };
    }

    private static ValueList<CxlPort> ReleasePorts(ValueList<CxlPort> ports, int region)
    {
        for (var index = 0; index < ports.Count; index++)
            foreach (var decoder in ports[index].Decoders)
                if (decoder.CxlRegionId == region)
                    ports = ports.SetItem(
                        index, ports[index].With(decoder with { CxlRegionId = null }));
        return ports;
    }

    private static bool Keeps(this Kernel kernel, CxlRegion region) =>
        region.IsLocked && kernel.Boot.Generation.HonoursLocks;

    private static Kernel ResetPort(this Kernel kernel, CxlPort port, int region)
    {
        foreach (var decoder in port.Decoders)
        {
            if (decoder.CxlRegionId != region || !decoder.IsEnabled)
                continue;
            var changed = port.With(decoder with { IsEnabled = false });
            kernel = kernel with { Cxl = kernel.Cxl.WithPort(changed) };
            return kernel.Reap(
                "port", port.Id, decoder.Index, changed.Decoders, each => each.IsEnabled);
        }

        return kernel;
    }

    private static Kernel ResetEndpoint(this Kernel kernel, CxlRegionTarget target)
    {
        var memdev = kernel.Cxl.FindMemdev(target.Memdev);
        if (memdev?.EndpointId is not { } endpoint
            || memdev.Decoders[target.Decoder] is not { IsEnabled: true } decoder)
            return kernel;
        var changed = memdev.With(decoder with { Committed = null, IsAuto = false });
        kernel = kernel with { Cxl = kernel.Cxl.WithMemdev(changed) };
        return kernel.Reap(
            "endpoint", endpoint, decoder.Index, changed.Decoders, each => each.IsEnabled);
    }

    // decoders are freed from the end: one below a committed decoder waits for that
    private static Kernel Reap<T>(
        this Kernel kernel, string kind, int id, int last, ValueList<T> decoders,
        Func<T, bool> isEnabled)
    {
        for (var index = last + 1; index < decoders.Count; index++)
            if (isEnabled(decoders[index]))
                return kernel;
        for (var index = last; index >= 0 && !isEnabled(decoders[index]); index--)
            kernel = kernel.Log(PortText.Reaped(kind, id, index));
        return kernel;
    }

    /// <summary>Takes the region's node out of iomem; its children move up.</summary>
    internal static Kernel RemoveFromIomem(this Kernel kernel, CxlRegion region)
    {
        if (!region.IsInIomem)
            return kernel;
        var node = new ResourceRef(region.Range!.Value, IomemLabels.CxlRegion(region.Id));
        return kernel.Resources.Iomem.Remove(node) is Removal.Done done
            ? kernel with { Resources = kernel.Resources with { Iomem = done.Tree } }
            : kernel;
    }

    // the lower of the two numbers is the root decoder's next one, the other is free
    private static Kernel ReturnId(this Kernel kernel, CxlRegion region)
    {
        var cxl = kernel.Cxl with
        {
            Regions = kernel.Cxl.Regions.Without(each => each.Id == region.Id),
        };
        var root = cxl.RootDecoders[region.RootDecoder];
        var returned = new RegionIdReturned(region.Id, root.Index, root.NextRegionId);
        kernel = kernel.Note(returned) with { Cxl = cxl };
        return kernel with
        {
            Memregions = kernel.Memregions.Give(returned.Freed),
            Cxl = cxl.WithRootDecoder(root with { NextRegionId = returned.Next }),
        };
    }
}

/// <summary>A CXL region is gone and its number goes back.</summary>
/// <param name="Region">The region's number.</param>
/// <param name="RootDecoder">The k of decoder0.k.</param>
/// <param name="FormerNext">The number that the root decoder held for its next region.</param>
public sealed record RegionIdReturned(int Region, int RootDecoder, int FormerNext) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R46";

    /// <summary>The number that the root decoder holds from now on.</summary>
    public int Next => Math.Min(Region, FormerNext);

    /// <summary>The number that anybody may take.</summary>
    public int Freed => Math.Max(Region, FormerNext);

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"region{Region} is gone: decoder0.{RootDecoder} keeps number {Next}, {Freed} is free";
}

/// <summary>The decoders of a CXL region go off below memory that is in use: a real kernel dies of
/// it (recorded on v4), or what was in it reads as zeros and what is written is lost (recorded on
/// 6.12, 7.2 and 7.3). The model goes on.</summary>
/// <param name="Region">The region's number.</param>
/// <param name="Range">The region's addresses.</param>
public sealed record DecodersOffBelowMemory(int Region, AddressRange Range) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "D.8";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"memory of {Range} is in use and region{Region} decodes it no more: what is in it is lost";
}
