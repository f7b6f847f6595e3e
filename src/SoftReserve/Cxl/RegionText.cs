using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>Every line about the life of a CXL region outside its assembly.</summary>
/// <remarks>Kernel: drivers/cxl/core/region.c, core/hdm.c.</remarks>
internal static class RegionText
{
    /// <summary>A region exists: its driver looks at it once, in vain, before it has
    /// anything.</summary>
    public static IEnumerable<KernelMessage> Created(int region, int rootDecoder)
    {
        yield return Debug("cxl_region_can_probe", Device(region), $"config state: 0");
        yield return Probed(region, Errno.NoSuchDeviceOrAddress);
        yield return Debug(
            "devm_cxl_add_region", "cxl_acpi ACPI0017:00",
            $"decoder0.{rootDecoder}: created {Name(region)}");
    }

    /// <summary>The driver came too early.</summary>
    public static IEnumerable<KernelMessage> NotReady(int region, CxlRegionState state)
    {
        yield return Debug(
            "cxl_region_can_probe", Device(region), $"config state: {(int)state}");
        yield return Probed(region, Errno.NoSuchDeviceOrAddress);
    }

    /// <summary>The region driver's probe ended.</summary>
    public static KernelMessage Probed(int region, int errno) =>
        Debug("cxl_bus_probe", Device(region), $"probe: {-errno}");

    /// <summary>The range is System RAM already, so there is no dax region.</summary>
    public static KernelMessage HasSystemRam(int region, AddressRange range, Resource ram)
    {
        var memory = KernelText.WithFlags(ram.Range.Intersect(range) ?? ram.Range, ram.Flags);
        return Debug(
            "is_system_ram", Device(region), $"{Pr(range)} has System RAM: {memory}");
    }

    /// <summary>The window has no room.</summary>
    public static KernelMessage NoSpace(int region, ulong size, ResourceRef window)
    {
        var (error, name, range) = (Errno.OutOfRange, window.Name, Pr(window.Range));
        return Debug(
            "alloc_hpa", "cxl " + Name(region),
            $"HPA allocation error (-{error}) for size:0x{size:x16} in {name} {range}");
    }

    /// <summary>CPU caches cannot be flushed, so decoders must not change. The first line of a
    /// warning with a trace; the region has no driver then.</summary>
    public static KernelMessage CachesNotFlushed(int region) => new(
        LogLevel.Warning, null, "cxl " + Name(region), $"Failed to synchronize CPU cache state");

    private static IFormattable Pr(AddressRange range) =>
        KernelText.WithFlags(range, ResourceFlags.Mem);

    private static string Device(int region) => "cxl_region " + Name(region);

    private static string Name(int region) => IomemLabels.CxlRegion(region);

    private static KernelMessage Debug(string function, string device, FormattableString text) =>
        new(LogLevel.Debug, function, device, text);
}
