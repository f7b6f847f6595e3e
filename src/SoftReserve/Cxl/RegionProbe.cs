using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>The region driver binds a CXL region and decides whether it gets a dax
/// region.</summary>
/// <remarks>Kernel: <c>cxl_region_probe()</c>, drivers/cxl/core/region.c, synchronous.</remarks>
/// <seealso cref="CxlDax"/>
public static class RegionProbe
{
    /// <summary>Probes a region; one that is not committed stays unbound, -ENXIO.</summary>
    public static Kernel BindCxlRegion(this Kernel kernel, int id)
    {
        var region = kernel.Cxl.FindRegion(id)!;
        if (!region.IsCommitted)
            return kernel.LogBlock(() => RegionText.NotReady(id, region.State));
        var bound = region with { IsBound = true };
        var use = UseOf(kernel, bound);
        kernel = (kernel with { Cxl = kernel.Cxl.WithRegion(bound) }).Note(use);
        if (use is CxlRegionUse.SystemRam taken)
            kernel = kernel.Log(RegionText.HasSystemRam(id, bound.Range!.Value, taken.Ram));
        else if (use is CxlRegionUse.Dax)
            kernel = kernel.Log(CxlDaxText.Registered(bound)).AddCxlDaxRegionDevice(bound);
        return kernel.LogBlock(() => [RegionText.Probed(id, 0)]);
    }

    private static CxlRegionUse UseOf(Kernel kernel, CxlRegion region)
    {
        if (region.Mode == PartitionMode.Pmem)
            return new CxlRegionUse.Pmem(region);
        if (kernel.Resources.Iomem.FirstOverlapping(region.Range!.Value, BusySystemRam) is { } ram)
            return new CxlRegionUse.SystemRam(region, ram);
        return kernel.Boot.Generation.CxlDaxCreation.CreatesAtProbe(kernel, region)
            ? new CxlRegionUse.Dax(region)
            : new CxlRegionUse.LeftToHmem(region);
    }

    private const ResourceFlags BusySystemRam = ResourceFlags.SystemRam | ResourceFlags.Busy;
}

/// <summary>What a bound CXL region is used for.</summary>
public abstract record CxlRegionUse : Decision
{
    private CxlRegionUse(CxlRegion region) => Region = region;

    /// <summary>The region.</summary>
    public CxlRegion Region { get; }

    /// <inheritdoc/>
    public override string Rule => "D.7";

    /// <summary>It is persistent memory: not dax's.</summary>
    public sealed record Pmem(CxlRegion Region) : CxlRegionUse(Region)
    {
        /// <inheritdoc/>
        public override FormattableString Because => $"region{Region.Id} is persistent memory";
    }

    /// <summary>Its bytes are System RAM already: it is bound and makes nothing.</summary>
    /// <param name="Region">The region.</param>
    /// <param name="Ram">What is in the way.</param>
    public sealed record SystemRam(CxlRegion Region, Resource Ram) : CxlRegionUse(Region)
    {
        /// <inheritdoc/>
        public override string Rule => "R40";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"region{Region.Id} {Region.Range} holds {Ram.Name} {Ram.Range}: no dax region";
    }

    /// <summary>It gets the device dax_regionN.</summary>
    public sealed record Dax(CxlRegion Region) : CxlRegionUse(Region)
    {
        /// <inheritdoc/>
        public override FormattableString Because => $"region{Region.Id} gets its dax region";
    }

    /// <summary>v4: firmware's region waits until HMEM asks for its dax region.</summary>
    public sealed record LeftToHmem(CxlRegion Region) : CxlRegionUse(Region)
    {
        /// <inheritdoc/>
        public override FormattableString Because =>
            $"region{Region.Id} is firmware's: only HMEM's work makes its dax region";
    }

    /// <summary>v4: HMEM dropped the range for its sake, and its dax region could not be
    /// made.</summary>
    /// <param name="Region">The region.</param>
    /// <param name="Errno">Positive.</param>
    public sealed record NotAdded(CxlRegion Region, int Errno) : CxlRegionUse(Region)
    {
        /// <inheritdoc/>
        public override string Rule => "M";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"region{Region.Id} {Region.Range} gets no dax region: -{Errno}";
    }
}
