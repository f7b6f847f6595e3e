using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>A dax region as daxctl sees it.</summary>
/// <param name="Path">The sysfs folder of the device behind it, without <c>/sys/devices</c>:
/// <c>/platform/hmem.5</c>.</param>
/// <param name="Id">The number after <c>hmem.</c> or <c>dax_region</c>.</param>
/// <param name="Size">All of it.</param>
/// <param name="AvailableSize">What no device has.</param>
/// <param name="Align">Bytes that sizes are multiples of.</param>
/// <param name="Devices">Its devices in any order. Without one, daxctl does not see the
/// region.</param>
public sealed record DaxRegionView(
    string Path,
    int Id,
    ByteSize Size,
    ByteSize AvailableSize,
    ByteSize Align,
    ValueList<DaxDeviceView> Devices);

/// <summary>A dax device as daxctl sees it.</summary>
/// <param name="Chardev">Its name, <c>dax5.0</c>.</param>
/// <param name="Size">Zero after its memory was taken away; daxctl hides it then.</param>
/// <param name="TargetNode">Node of its memory; negative when unknown.</param>
/// <param name="Align">Bytes.</param>
/// <param name="Mode">What its driver makes of it.</param>
/// <param name="OnlineMemblocks">Memory blocks in use; null unless it is system RAM.</param>
/// <param name="TotalMemblocks">Memory blocks there are; null unless it is system RAM.</param>
/// <param name="IsMovable">Whether all its memory can be taken offline again; null when daxctl
/// cannot tell, as with no block in use.</param>
/// <param name="IsDisabled">No driver is bound.</param>
/// <param name="Mappings">Its ranges, by address.</param>
public sealed record DaxDeviceView(
    string Chardev,
    ByteSize Size,
    int TargetNode,
    ByteSize Align,
    DaxctlMode Mode,
    int? OnlineMemblocks,
    int? TotalMemblocks,
    bool? IsMovable,
    bool IsDisabled,
    ValueList<DaxMappingView> Mappings);

/// <summary>One range of a dax device.</summary>
/// <param name="Number">N of mappingN.</param>
/// <param name="PageOffset">Bytes of the device before it, in pages.</param>
/// <param name="Range">Host-physical addresses.</param>
public sealed record DaxMappingView(int Number, ulong PageOffset, AddressRange Range);

/// <summary>What daxctl calls the mode of a device.</summary>
public enum DaxctlMode
{
    /// <summary>Bound to kmem.</summary>
    SystemRam,

    /// <summary>Bound to device_dax, or to nothing.</summary>
    Devdax,

    /// <summary>Bound to fsdev_dax; version 85 on.</summary>
    Famfs,

    /// <summary>Bound to a driver that this daxctl does not know.</summary>
    Unknown,
}

/// <summary>What <c>daxctl list</c> was asked for.</summary>
/// <param name="Regions"><c>-R</c>.</param>
/// <param name="Devices"><c>-D</c>; the default when <c>-R</c> is not there either.</param>
/// <param name="Mappings"><c>-M</c>.</param>
/// <param name="Idle"><c>-i</c>: devices of size zero too.</param>
/// <param name="Human"><c>-u</c>.</param>
public sealed record DaxctlOptions(
    bool Regions = false, bool Devices = false, bool Mappings = false, bool Idle = false,
    bool Human = false)
{
    /// <summary><c>-d</c>: whether the device of that name is shown.</summary>
    public Func<string, bool> ShowsDevice { get; init; } = static _ => true;
}
