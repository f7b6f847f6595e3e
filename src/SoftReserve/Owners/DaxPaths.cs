using SoftReserve.Dax;

namespace SoftReserve.Owners;

/// <summary>Where a dax region's device stands in sysfs: the only place where a running system
/// says who owns it.</summary>
public static class DaxPaths
{
    /// <summary>The path below /sys/devices, as <c>daxctl list -R</c> prints it.</summary>
    public static string Of(Kernel kernel, DaxRegion region)
    {
        if (region.Owner == DaxOwner.Hmem)
            return kernel.Boot.Generation.ParentsHmemDevices
                ? $"/platform/hmem_platform.0/hmem.{region.Id}"
                : $"/platform/hmem.{region.Id}";
        var decoder = kernel.Cxl.FindRegion(region.Id)?.RootDecoder ?? 0;
        return $"/platform/ACPI0017:00/root0/decoder0.{decoder}/region{region.Id}"
            + $"/dax_region{region.Id}";
    }
}
