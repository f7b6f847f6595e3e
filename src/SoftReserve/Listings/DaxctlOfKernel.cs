using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Memory;
using SoftReserve.Owners;
using SoftReserve.Resources;

namespace SoftReserve.Listings;

/// <summary>The dax bus of a modelled kernel, as daxctl sees it.</summary>
public static class DaxctlOfKernel
{
    private const uint PageSize = 4096;

    /// <summary>Every dax region with its devices; the listing puts them in order.</summary>
    public static ValueList<DaxRegionView> Regions(Kernel kernel) =>
        [.. kernel.Dax.Regions.Select(region => RegionView(kernel, region))];

    internal static DaxRegionView RegionView(Kernel kernel, DaxRegion region) => new(
        DaxPaths.Of(kernel, region),
        region.Id,
        region.Range.Size,
        SizeOf(region.Free),
        new ByteSize(DaxRegionCreation.Alignment),
        [.. region.Devices.Select(device => DeviceView(kernel, region, device))]);

    private static DaxDeviceView DeviceView(Kernel kernel, DaxRegion region, DaxDevice device)
    {
        var isRam = device.Binding == DaxBinding.Kmem;
        return new DaxDeviceView(
            IomemLabels.DaxDevice(region.Id, device.Instance),
            SizeOf(device.Ranges),
            region.TargetNode,
            new ByteSize(DaxRegionCreation.Alignment),
            isRam ? DaxctlMode.SystemRam : DaxctlMode.Devdax,
            isRam ? Blocks(kernel, device, onlineOnly: true) : null,
            isRam ? Blocks(kernel, device, onlineOnly: false) : null,
            isRam ? IsMovable(kernel, device) : null,
            device.Binding is DaxBinding.Unbound or DaxBinding.Failed,
            Mappings(device.Ranges));
    }

    // asks the zones of the blocks; with one that is not in use it cannot tell
    private static bool? IsMovable(Kernel kernel, DaxDevice device)
    {
        bool? isMovable = null;
        foreach (var memory in kernel.Memory.Added)
            if (IsOf(device, memory))
            {
                if (!memory.IsOnline)
                    return null;
                isMovable = memory.IsMovable && isMovable != false;
            }

        return isMovable;
    }

    private static bool IsOf(DaxDevice device, HotAddedMemory memory)
    {
        foreach (var range in device.Reserved)
            if (range.Contains(memory.Range))
                return true;
        return false;
    }

    private static int Blocks(Kernel kernel, DaxDevice device, bool onlineOnly)
    {
        UInt128 bytes = 0;
        foreach (var memory in kernel.Memory.Added)
            if (IsOf(device, memory) && (memory.IsOnline || !onlineOnly))
                bytes += memory.Range.Size.Bytes;
        return (int)(bytes / kernel.Boot.MemoryBlockSize);
    }

    /// <summary>The ranges of a device, from its first page on.</summary>
    internal static ValueList<DaxMappingView> Mappings(ValueList<AddressRange> ranges)
    {
        var mappings = new List<DaxMappingView>();
        UInt128 offset = 0;
        foreach (var range in ranges)
        {
            mappings.Add(new DaxMappingView(mappings.Count, (ulong)(offset / PageSize), range));
            offset += range.Size.Bytes;
        }

        return [.. mappings];
    }

    private static ByteSize SizeOf(ValueList<AddressRange> ranges)
    {
        UInt128 bytes = 0;
        foreach (var range in ranges)
            bytes += range.Size.Bytes;
        return new ByteSize(bytes);
    }
}
