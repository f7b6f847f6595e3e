using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>A card leaves: unbound from cxl_mem, or pulled out.</summary>
/// <remarks>Kernel: <c>cxl_detach_ep()</c>, drivers/cxl/core/port.c;
/// <c>cxl_decoder_detach()</c>, core/region.c. CXL regions of the card stay, below COMMIT, without
/// driver.</remarks>
/// <seealso cref="MemdevAttach"/>
public static class MemdevDetach
{
    /// <summary>Takes an attached card's endpoint away. Its CXL regions lose their driver and their
    /// decoders are reset; the card remembers what its registers hold.</summary>
    public static Kernel DetachMemdev(this Kernel kernel, string name)
    {
        if (kernel.Cxl.FindMemdev(name) is not { EndpointId: not null } memdev)
            return kernel;
        foreach (var decoder in memdev.Decoders)
            if (decoder.CxlRegionId is { } region)
                kernel = kernel.Invalidate(region, name);
        memdev = kernel.Cxl.FindMemdev(name)!;
        kernel = kernel with
        {
            Cxl = kernel.Cxl.WithMemdev(memdev with
            {
                Attachment = MemdevAttachment.Detached,
                EndpointId = null,
            }),
        };
        return kernel.LeavePorts(name, kernel.Boot.Paths.To(name)!);
    }

    /// <summary>Writes nothing to <c>targetN</c>: as when the card leaves, but the other cards keep
    /// their places.</summary>
    public static UserResult DetachTarget(this Kernel kernel, CxlRegion region, int position)
    {
        var index = region.Targets.FindIndex(target => target.Position == position);
        if (index < 0)
            return new UserResult.Done(kernel, region);
        var others = region.Targets.RemoveAt(index);
        kernel = kernel.Invalidate(region.Id, region.Targets[index].Memdev);
        region = kernel.Cxl.FindRegion(region.Id)! with { Targets = others };
        return new UserResult.Done(
            kernel with { Cxl = kernel.Cxl.WithRegion(region) }, region);
    }

    // a switch's port goes with its last endpoint, a host bridge's stays
    private static Kernel LeavePorts(this Kernel kernel, string memdev, CxlPath path)
    {
        for (var depth = path.Ports.Count - 1; depth >= 0; depth--)
        {
            if (kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(depth)) is not { } port)
                continue;
            kernel = kernel.Log(PortText.Disconnected(memdev, port.Id));
            if (depth == 0 || path.CardsBelow(depth).Exists(below =>
                    kernel.Cxl.FindMemdev(below.Card)?.EndpointId is not null))
                continue;
            kernel = (kernel with { Cxl = kernel.Cxl.Without(port) })
                .Log(PortText.Deleted(memdev, port.Id));
        }

        return kernel;
    }

    private static Kernel Invalidate(this Kernel kernel, int id, string memdev)
    {
        kernel = kernel.DisableCxlRegion(id);
        var region = kernel.Cxl.FindRegion(id)!;
        kernel = kernel.FreeStagedDecoders(region);
        if (region.State > CxlRegionState.Active)
            kernel = kernel.ResetDecoders(region);
        var leaving = region with
        {
            Targets = region.Targets.Without(target => target.Memdev != memdev),
        };
        var left = region with
        {
            State = region.State < CxlRegionState.Active
                ? region.State
                : CxlRegionState.InterleaveActive,
            Targets = Unsorted(region.Targets.Without(target => target.Memdev == memdev)),
        };
        kernel = kernel.DetachTargets(leaving);
        return kernel with { Cxl = kernel.Cxl.WithRegion(left) };
    }

    private static ValueList<CxlRegionTarget> Unsorted(ValueList<CxlRegionTarget> targets) =>
        [.. targets.Select(target => target with { Position = null })];
}
