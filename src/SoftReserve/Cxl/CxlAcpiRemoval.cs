using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>cxl_acpi goes: CXL regions, ports and windows with it.</summary>
/// <remarks>Kernel: the devres actions of <c>cxl_acpi_probe()</c>, drivers/cxl/acpi.c, youngest
/// first: <c>unregister_region()</c>, <c>unregister_port()</c>,
/// <c>remove_cxl_resources()</c>.</remarks>
/// <seealso cref="CxlAcpiProbe"/>
public static class CxlAcpiRemoval
{
    /// <summary>Removes the CXL root. Cards stay on the bus and are refused until there is a root
    /// again; what lies inside a window moves up in iomem.</summary>
    public static Kernel RemoveCxlRoot(this Kernel kernel)
    {
        if (!kernel.Cxl.HasRoot)
            return kernel;
        if (!kernel.Boot.Generation.KeepsStagedDecoders && kernel.Cxl.Regions.Any(IsHalfAssembled))
            kernel = kernel.WithMishap(CxlMishaps.UsedFreedDecoder);
        for (var index = kernel.Cxl.Regions.Count - 1; index >= 0; index--)
            kernel = kernel.UnregisterCxlRegion(
                kernel.Cxl.Regions[index].Id, resetsDecoders: true);
        foreach (var memdev in kernel.Cxl.Memdevs)
            kernel = kernel.DetachMemdev(memdev.Name);
        foreach (var decoder in kernel.Cxl.RootDecoders)
            kernel = kernel.RemoveWindow(decoder);
        return kernel with
        {
            Cxl = kernel.Cxl with
            {
                HasRoot = false,
                IsRescanQueued = false,
                RootDecoders = [],
                Ports = [],
                Memdevs = kernel.Cxl.Memdevs.Replace(
                    memdev => memdev.Attachment == MemdevAttachment.Detached,
                    memdev => memdev with { Attachment = MemdevAttachment.Refused }),
            },
        };
    }

    /// <summary>The kernel, in which something went wrong that shows in no table.</summary>
    internal static Kernel WithMishap(this Kernel kernel, CxlMishaps mishap) => kernel with
    {
        Cxl = kernel.Cxl with { Mishaps = kernel.Cxl.Mishaps | mishap },
    };

    // a card's decoder counts as attached only once the set is complete
    private static bool IsHalfAssembled(CxlRegion region) =>
        region is { IsAuto: true, State: < CxlRegionState.Active, Targets.IsEmpty: false };

    private static Kernel RemoveWindow(this Kernel kernel, RootDecoder decoder)
    {
        var iomem = decoder.Node is { } node
            && kernel.Resources.Iomem.Remove(node) is Removal.Done done
                ? done.Tree
                : kernel.Resources.Iomem;
        return kernel with
        {
            Resources = kernel.Resources with { Iomem = iomem },
            Memregions = kernel.Memregions.Give(decoder.NextRegionId),
        };
    }
}
