using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>Every line that drivers/dax logs about dax regions and devices, kmem's
/// included.</summary>
public static class DaxText
{
    /// <summary>Bytes went to a new device, before it is on the bus: the driver word is
    /// empty.</summary>
    public static KernelMessage AllocatedFirst(
        int region, int instance, int index, AddressRange range) =>
        Allocated(" " + IomemLabels.DaxDevice(region, instance), index, range);

    /// <summary>Bytes went to a device on the bus.</summary>
    public static KernelMessage AllocatedLater(
        int region, int instance, int index, AddressRange range) =>
        Allocated("dax " + IomemLabels.DaxDevice(region, instance), index, range);

    /// <summary>Bytes were taken from a device.</summary>
    public static KernelMessage Trimmed(int region, int instance, int index, AddressRange range) =>
        new(LogLevel.Debug, "trim_dev_dax_range", "dax " + IomemLabels.DaxDevice(region, instance),
            $"delete range[{index}]: {range.Start}:{range.End}");

    /// <summary>The last range of a device got longer or shorter in place.</summary>
    /// <param name="verb"><c>extend</c> or <c>shrink</c>.</param>
    /// <param name="region">R of daxR.D.</param>
    /// <param name="instance">D.</param>
    /// <param name="index">Which range.</param>
    /// <param name="range">As it is now.</param>
    public static KernelMessage Adjusted(
        string verb, int region, int instance, int index, AddressRange range) =>
        new(LogLevel.Debug, "adjust_dev_dax_range",
            "dax " + IomemLabels.DaxDevice(region, instance),
            $"{verb} range[{index}]: {range.Start}:{range.End}");

    /// <summary>A mapping of a device went.</summary>
    public static KernelMessage MappingGone(int mapping) => new(
        LogLevel.Debug, "unregister_dax_mapping", $" mapping{mapping}",
        $"unregister_dax_mapping");

    /// <summary>A device goes with its dax region.</summary>
    /// <param name="device">With its driver.</param>
    public static KernelMessage Unregistered(string device) => new(
        LogLevel.Debug, "unregister_dev_dax", device, $"unregister_dev_dax");

    /// <summary>Another dax region has some of the bytes.</summary>
    public static KernelMessage Conflict(LogLevel level, string device, AddressRange range) => new(
        level, "alloc_dax_region", device,
        $"dax_region resource conflict for {KernelText.Memory(range)}");

    /// <summary>A driver's probe ended with an error.</summary>
    public static KernelMessage ProbeFailed(string device, string driver, int errno) => new(
        LogLevel.Error, null, device, $"probe with driver {driver} failed with error -{errno}");

    /// <summary>dax_cxl tried to bind a dax region: 0, or the error.</summary>
    public static KernelMessage CxlDaxProbed(int region, int errno) => new(
        LogLevel.Debug, "cxl_bus_probe", CxlDaxDevice(region), $"probe: {-errno}");

    /// <summary>kmem found no node.</summary>
    public static KernelMessage InvalidNode(string device, int node) => new(
        LogLevel.Warning, null, device, $"rejecting DAX region with invalid node: {node}");

    /// <summary>A mapping is smaller than one memory block.</summary>
    public static KernelMessage TooSmall(string device, int mapping, AddressRange range) => new(
        LogLevel.Info, null, device, $"mapping{mapping}: {range} too small after alignment");

    /// <summary>Nothing is left after alignment.</summary>
    public static KernelMessage NoMemoryLeft(string device) => new(
        LogLevel.Warning, null, device,
        $"rejecting DAX region without any memory after alignment");

    /// <summary>Part of the device is lost to alignment.</summary>
    public static KernelMessage Truncated(string device, ByteSize lost) => new(
        LogLevel.Warning, null, device,
        $"DAX region truncated by {BinaryUnits.ThreeDigits(lost)} due to alignment");

    /// <summary>The range could not be reserved in iomem.</summary>
    public static KernelMessage NotReserved(
        string device, int mapping, AddressRange range, string noun) => new(
        LogLevel.Warning, null, device,
        $"mapping{mapping}: {range} could not reserve {noun}");

    /// <summary>Memory of the device is still online, so it stays.</summary>
    public static KernelMessage NotRemovable(string device, int mapping, AddressRange range) => new(
        LogLevel.Warning, null, device,
        $"mapping{mapping}: {range} cannot be hotremoved until the next reboot");

    /// <summary>The device of a CXL region's dax region, with its driver.</summary>
    public static string CxlDaxDevice(int region) => $"cxl_dax_region dax_region{region}";

    /// <summary>A dax device with the driver that has it.</summary>
    public static string Device(string driver, int region, int instance) =>
        driver + " " + IomemLabels.DaxDevice(region, instance);

    private static KernelMessage Allocated(string device, int index, AddressRange range) => new(
        LogLevel.Debug, "alloc_dev_dax_range", device,
        $"alloc range[{index}]: 0x{range.Start.Value:x16}:0x{range.End.Value:x16}");
}
