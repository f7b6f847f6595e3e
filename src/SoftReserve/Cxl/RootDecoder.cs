using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>A CXL window as the kernel accepted it: decoder0.k.</summary>
/// <remarks>Kernel: <c>struct cxl_root_decoder</c>, drivers/cxl/cxl.h, made by
/// <c>__cxl_parse_cfmws()</c>, drivers/cxl/acpi.c.</remarks>
/// <param name="Index">The k of decoder0.k; counts only decoders that were made.</param>
/// <param name="WindowNumber">The n of "CXL Window n"; counts windows that passed
/// verification.</param>
/// <param name="Range">What CEDT says the window is.</param>
/// <param name="Published">The range of its node in iomem, which may be larger or smaller than
/// <see cref="Range"/>; null when no published node contains the window.</param>
/// <param name="PublishedNumber">The n of that node's name; differs from
/// <paramref name="WindowNumber"/> for a window inside another.</param>
/// <param name="Ways">Host bridges that share it.</param>
/// <param name="Granularity">Bytes before the next host bridge's turn.</param>
/// <param name="IsXor">XOR arithmetic.</param>
/// <param name="XorMaps">The masks that choose the target, for XOR.</param>
/// <param name="Restrictions">What may be mapped; Fixed locks the decoder.</param>
/// <param name="QosClass">QTG id.</param>
/// <param name="Targets">Host bridge uids in interleave order.</param>
/// <param name="NextRegionId">The number that its next CXL region will get.</param>
public sealed record RootDecoder(
    int Index,
    int WindowNumber,
    AddressRange Range,
    AddressRange? Published,
    int PublishedNumber,
    int Ways,
    int Granularity,
    bool IsXor,
    ValueList<ulong> XorMaps,
    WindowRestrictions Restrictions,
    ushort QosClass,
    ValueList<uint> Targets,
    int NextRegionId)
{
    /// <summary>Its node in iomem; null when it has none.</summary>
    public ResourceRef? Node => Published is { } range
        ? new ResourceRef(range, IomemLabels.CxlWindow(PublishedNumber))
        : null;
}
