using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>Everything that <c>cxl list</c> can show; lists in any order.</summary>
/// <param name="AnonymousMemdevs">Cards that no endpoint stands for: cxl_mem has not bound
/// them.</param>
/// <param name="Buses">One for each ACPI0017 device.</param>
public sealed record CxlView(
    ValueList<CxlMemdevView> AnonymousMemdevs, ValueList<CxlBusView> Buses);

/// <summary>A root of the CXL hierarchy.</summary>
/// <param name="Name"><c>root0</c>.</param>
/// <param name="Provider"><c>ACPI.CXL</c>, or <c>cxl_test</c>.</param>
/// <param name="Dports">Host bridges.</param>
/// <param name="Ports">Ports directly below.</param>
/// <param name="Decoders">Root decoders.</param>
public sealed record CxlBusView(
    string Name,
    string Provider,
    ValueList<CxlDportView> Dports,
    ValueList<CxlPortView> Ports,
    ValueList<CxlDecoderView.Root> Decoders);

/// <summary>A host bridge or the upstream port of a switch.</summary>
/// <param name="Name"><c>port1</c>.</param>
/// <param name="Host">The device that it stands for.</param>
/// <param name="ParentDport">The downstream port above; null right below a bus.</param>
/// <param name="Depth">1 right below a bus.</param>
/// <param name="CommittedDecoders">How many of its decoders are committed.</param>
/// <param name="IsDisabled">cxl_port is not bound.</param>
/// <param name="Dports">Downstream ports.</param>
/// <param name="Ports">Switches below.</param>
/// <param name="Endpoints">Cards below.</param>
/// <param name="Decoders">Its decoders.</param>
public sealed record CxlPortView(
    string Name,
    string Host,
    string? ParentDport,
    int Depth,
    int CommittedDecoders,
    bool IsDisabled,
    ValueList<CxlDportView> Dports,
    ValueList<CxlPortView> Ports,
    ValueList<CxlEndpointView> Endpoints,
    ValueList<CxlDecoderView.Port> Decoders);

/// <summary>The end of the hierarchy at one card.</summary>
/// <param name="Name"><c>endpoint2</c>.</param>
/// <param name="Host">The memdev's name.</param>
/// <param name="ParentDport">The downstream port above.</param>
/// <param name="Depth">2 without switches.</param>
/// <param name="CommittedDecoders">How many of its decoders are committed.</param>
/// <param name="IsDisabled">cxl_port is not bound.</param>
/// <param name="Memdev">The card; null when it is gone.</param>
/// <param name="Decoders">Its decoders.</param>
public sealed record CxlEndpointView(
    string Name,
    string Host,
    string? ParentDport,
    int Depth,
    int CommittedDecoders,
    bool IsDisabled,
    CxlMemdevView? Memdev,
    ValueList<CxlDecoderView.Endpoint> Decoders);

/// <summary>A downstream port.</summary>
/// <param name="Dport">Its device, <c>0000:0c:00.0</c>.</param>
/// <param name="Alias">The firmware's name of the device; null where there is none.</param>
/// <param name="Id">Port number, or the host bridge's unique id.</param>
/// <param name="IsProtocolInjectable">Whether link errors can be injected; null before version
/// 85.</param>
public sealed record CxlDportView(
    string Dport, string? Alias, ulong Id, bool? IsProtocolInjectable);

/// <summary>A CXL memory device.</summary>
/// <param name="Name"><c>mem0</c>.</param>
/// <param name="PersistentSize">Zero when there is none.</param>
/// <param name="PersistentQosClass">Null when not known.</param>
/// <param name="VolatileSize">Zero when there is none.</param>
/// <param name="VolatileQosClass">Null when not known.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="NumaNode">Node of its PCI device; null when that has none.</param>
/// <param name="Host">PCI address.</param>
/// <param name="FirmwareVersion">As the device says it; null when not known.</param>
/// <param name="IsDisabled">cxl_mem is not bound.</param>
/// <param name="IsPoisonInjectable">Null before version 84.</param>
/// <param name="Details">What only <c>-vvv</c> shows.</param>
public sealed record CxlMemdevView(
    string Name,
    ByteSize PersistentSize,
    int? PersistentQosClass,
    ByteSize VolatileSize,
    int? VolatileQosClass,
    ulong Serial,
    int? NumaNode,
    string Host,
    string? FirmwareVersion,
    bool IsDisabled,
    bool? IsPoisonInjectable,
    CxlMemdevDetails Details);

/// <summary>What the card's mailbox says about itself, passed through: it has no bearing on who
/// owns memory. Null: not there.</summary>
/// <param name="Health"><c>health</c>.</param>
/// <param name="AlertConfig"><c>alert_config</c>.</param>
/// <param name="PartitionInfo"><c>partition_info</c>.</param>
/// <param name="Firmware"><c>firmware</c>.</param>
public sealed record CxlMemdevDetails(
    NdctlJson? Health, NdctlJson? AlertConfig, NdctlJson? PartitionInfo, NdctlJson? Firmware)
{
    /// <summary>The card does not answer.</summary>
    public static readonly CxlMemdevDetails None = new(null, null, null, null);
}

/// <summary>An address decoder.</summary>
/// <param name="Name"><c>decoder1.0</c>; the number behind the dot gives the order.</param>
/// <param name="Range">What it decodes; null when it is off.</param>
/// <param name="InterleaveWays">Targets that take turns.</param>
/// <param name="InterleaveGranularity">Bytes of one turn.</param>
/// <param name="Region">The CXL region that it is part of; null for none.</param>
public abstract record CxlDecoderView(
    string Name,
    AddressRange? Range,
    int InterleaveWays,
    int InterleaveGranularity,
    string? Region)
{
    /// <summary>A CXL window.</summary>
    /// <param name="Name">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Range">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveWays">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveGranularity">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="MaxAvailableExtent">The largest gap between its regions.</param>
    /// <param name="IsPmemCapable">CFMWS restriction bit 3.</param>
    /// <param name="IsVolatileCapable">CFMWS restriction bit 2.</param>
    /// <param name="IsAccelmemCapable">CFMWS restriction bit 0.</param>
    /// <param name="QosClass">QTG id; null when not known.</param>
    /// <param name="Targets">Host bridges.</param>
    /// <param name="Regions">CXL regions inside.</param>
    public sealed record Root(
        string Name, AddressRange? Range, int InterleaveWays, int InterleaveGranularity,
        ByteSize MaxAvailableExtent, bool IsPmemCapable, bool IsVolatileCapable,
        bool IsAccelmemCapable, int? QosClass, ValueList<CxlTargetView> Targets,
        ValueList<CxlRegionView> Regions)
        : CxlDecoderView(Name, Range, InterleaveWays, InterleaveGranularity, null);

    /// <summary>A decoder of a host bridge or switch.</summary>
    /// <param name="Name">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Range">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveWays">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveGranularity">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Region">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Targets">Downstream ports.</param>
    public sealed record Port(
        string Name, AddressRange? Range, int InterleaveWays, int InterleaveGranularity,
        string? Region, ValueList<CxlTargetView> Targets)
        : CxlDecoderView(Name, Range, InterleaveWays, InterleaveGranularity, Region);

    /// <summary>A decoder of a card.</summary>
    /// <param name="Name">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Range">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveWays">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="InterleaveGranularity">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="Region">See <see cref="CxlDecoderView"/>.</param>
    /// <param name="DpaStart">First byte of the card's memory that it has; null without
    /// any.</param>
    /// <param name="DpaSize">Bytes from there; zero without any.</param>
    /// <param name="Mode"><c>ram</c> or <c>pmem</c>; null when not set.</param>
    public sealed record Endpoint(
        string Name, AddressRange? Range, int InterleaveWays, int InterleaveGranularity,
        string? Region, Dpa? DpaStart, ByteSize DpaSize, string? Mode)
        : CxlDecoderView(Name, Range, InterleaveWays, InterleaveGranularity, Region);

    internal int Number => int.Parse(
        Name.AsSpan(Name.IndexOf('.', StringComparison.Ordinal) + 1),
        CultureInfo.InvariantCulture);
}

/// <summary>Where a decoder sends an address.</summary>
/// <param name="Target">The downstream port's device.</param>
/// <param name="Alias">The firmware's name of the device; null where there is none.</param>
/// <param name="Position">Its turn, 0 first.</param>
/// <param name="Id">The downstream port's number.</param>
public sealed record CxlTargetView(string Target, string? Alias, int Position, ulong Id);

/// <summary>A CXL region as cxl shows it.</summary>
/// <param name="Name"><c>region0</c>.</param>
/// <param name="Range">Host-physical addresses; null before somebody has sized it.</param>
/// <param name="ExtendedLinearCacheSize">Zero without a cache in front.</param>
/// <param name="Type"><c>ram</c> or <c>pmem</c>.</param>
/// <param name="InterleaveWays">Cards that take turns.</param>
/// <param name="InterleaveGranularity">Bytes of one turn.</param>
/// <param name="IsCommitted">The commit attribute reads 1.</param>
/// <param name="IsDisabled">The region driver is not bound.</param>
/// <param name="IsLocked">Null before Linux 7.0, which has no such attribute.</param>
/// <param name="Mappings">The decoders of its cards, as far as they are attached.</param>
/// <param name="DaxRegion">Its dax region; null when it has none.</param>
/// <param name="HasQosClassMismatch">A card's class differs from the window's.</param>
public sealed record CxlRegionView(
    string Name,
    AddressRange? Range,
    ByteSize ExtendedLinearCacheSize,
    string Type,
    int InterleaveWays,
    int InterleaveGranularity,
    bool IsCommitted,
    bool IsDisabled,
    bool? IsLocked,
    ValueList<CxlMappingView> Mappings,
    DaxRegionView? DaxRegion,
    bool HasQosClassMismatch);

/// <summary>A card's part in a CXL region.</summary>
/// <param name="Position">Its turn, 0 first.</param>
/// <param name="Memdev">The card.</param>
/// <param name="Decoder">Its decoder.</param>
public sealed record CxlMappingView(int Position, string Memdev, string Decoder);
