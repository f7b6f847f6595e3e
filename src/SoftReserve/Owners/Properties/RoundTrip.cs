using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Memory;

namespace SoftReserve.Owners.Properties;

/// <summary>Memory of a CXL region that is taken offline, whose region is destroyed and created
/// again, comes back at the same address.</summary>
/// <remarks>Tried on the settled kernel, as an operator would who exchanges a card. A kernel that
/// refuses to destroy the region, because firmware locked it, keeps the address and the
/// property; so does memory that cannot go offline.</remarks>
public sealed class RoundTrip : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "round-trip";

    /// <inheritdoc/>
    public override bool NeedsReplay => true;

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        Tried(kernel).Any(region => ComesBack(kernel, region) == false);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        Tried(kernel).Any(region => ComesBack(kernel, region) == true);

    private static IEnumerable<CxlRegion> Tried(Kernel kernel) => kernel.Cxl.Regions.Where(
        region => region is { IsCommitted: true, Mode: Firmware.PartitionMode.Ram, Range: not null }
            && region.Targets.All(target => target.Position is not null));

    private static bool? ComesBack(Kernel kernel, CxlRegion region)
    {
        if (kernel.IsHeld(region.Range!.Value))
            return null;
        foreach (var range in ReservedIn(kernel, region.Range!.Value))
            kernel = kernel.SetOnline(range, online: false);
        kernel = Schedule.RunToEnd(kernel.DisableCxlRegionByUser(region.Id).Kernel);
        if (kernel.DestroyCxlRegion(region.Id) is not UserResult.Done destroyed)
            return null;
        ValueList<string> memdevs =
        [
            .. region.Targets.OrderBy(target => target.Position).Select(target => target.Memdev),
        ];
        return Schedule.RunToEnd(destroyed.Kernel).CreateCxlRegion(
                region.RootDecoder, memdevs, region.Ways, region.Granularity)
            is UserResult.Done created && created.Region.Range?.Start == region.Range.Value.Start;
    }

    private static ValueList<AddressRange> ReservedIn(Kernel kernel, AddressRange range) =>
    [
        .. from dax in kernel.Dax.Regions
           from device in dax.Devices
           where device.Ranges.Any(range.Overlaps)
           from reserved in device.Reserved
           select reserved,
    ];
}
