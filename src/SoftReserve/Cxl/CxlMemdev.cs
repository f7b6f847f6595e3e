using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>A card as memN on the CXL bus.</summary>
/// <remarks>Kernel: <c>struct cxl_memdev</c>, drivers/cxl/cxlmem.h.</remarks>
/// <param name="Name">memN.</param>
/// <param name="Attachment">How far cxl_mem came with it.</param>
/// <param name="ProbesInsidePci">True when cxl_mem was registered before the card appeared: its
/// attach then runs inside the asynchronous PCI probe, and who waits for that waits for it
/// too.</param>
/// <param name="EndpointId">The number of its endpoint port; null before it attached.</param>
/// <param name="Decoders">Its endpoint decoders, once attached; after a detach what the hardware
/// still holds.</param>
public sealed record CxlMemdev(
    string Name,
    MemdevAttachment Attachment,
    bool ProbesInsidePci,
    int? EndpointId,
    ValueList<EndpointDecoder> Decoders)
{
    /// <summary>Equal but for the endpoint's number, which follows the order of attaching and
    /// decides nothing.</summary>
    public bool Equals(CxlMemdev? other) => other is not null
        && Name == other.Name && Attachment == other.Attachment
        && ProbesInsidePci == other.ProbesInsidePci
        && EndpointId.HasValue == other.EndpointId.HasValue && Decoders == other.Decoders;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Attachment, Decoders);

    /// <summary>This card with the decoder of the same index exchanged.</summary>
    public CxlMemdev With(EndpointDecoder changed) =>
        this with { Decoders = Decoders.SetItem(changed.Index, changed) };
}

/// <summary>How far a card's attach has come.</summary>
public enum MemdevAttachment
{
    /// <summary>On the bus; cxl_mem has not tried yet.</summary>
    Waiting,

    /// <summary>Tried before the CXL root existed: -ENXIO, until a bus rescan.</summary>
    Refused,

    /// <summary>Its endpoint is up and its decoders have been offered to CXL regions.</summary>
    Attached,

    /// <summary>The probe failed for another reason.</summary>
    Failed,

    /// <summary>Was attached; unbound or unplugged since.</summary>
    Detached,
}
