using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>What became of offering one committed endpoint decoder to the CXL regions.</summary>
/// <remarks>Kernel: <c>cxl_add_to_region()</c>, drivers/cxl/core/region.c.</remarks>
public abstract record AssemblyOutcome : Decision
{
    private AssemblyOutcome(string memdev, int decoder) => (Memdev, Decoder) = (memdev, decoder);

    /// <summary>The card.</summary>
    public string Memdev { get; }

    /// <summary>The index of its decoder.</summary>
    public int Decoder { get; }

    /// <summary>No window contains what the decoder decodes: no CXL region is made.</summary>
    /// <param name="Memdev">The card.</param>
    /// <param name="Decoder">The index of its decoder.</param>
    /// <param name="Range">What it decodes.</param>
    public sealed record NoWindow(string Memdev, int Decoder, AddressRange Range)
        : AssemblyOutcome(Memdev, Decoder)
    {
        /// <inheritdoc/>
        public override string Rule => "R38";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"no CXL window contains {Range}, which decoder {Decoder} of {Memdev} decodes";
    }

    /// <summary>The CXL region exists, uncommitted; cards are missing.</summary>
    /// <param name="Memdev">The card.</param>
    /// <param name="Decoder">The index of its decoder.</param>
    /// <param name="Region">The region as it is now.</param>
    public sealed record WaitsForMembers(string Memdev, int Decoder, CxlRegion Region)
        : AssemblyOutcome(Memdev, Decoder)
    {
        /// <inheritdoc/>
        public override string Rule => "R35";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"region{Region.Id} has {Region.Targets.Count} of {Region.Ways} cards";
    }

    /// <summary>The card was the last one and every decoder agrees.</summary>
    /// <param name="Memdev">The card.</param>
    /// <param name="Decoder">The index of its decoder.</param>
    /// <param name="Region">The region as it is now.</param>
    public sealed record Committed(string Memdev, int Decoder, CxlRegion Region)
        : AssemblyOutcome(Memdev, Decoder)
    {
        /// <inheritdoc/>
        public override string Rule => "R36";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"region{Region.Id} {Region.Range} is committed, {Region.Ways} of {Region.Ways} cards";
    }

    /// <summary>The card was not attached; the region stays as it was, uncommitted.</summary>
    /// <param name="Memdev">The card.</param>
    /// <param name="Decoder">The index of its decoder.</param>
    /// <param name="Region">The region's number.</param>
    /// <param name="Reason">What did not fit.</param>
    public sealed record Refused(string Memdev, int Decoder, int Region, AssemblyRefusal Reason)
        : AssemblyOutcome(Memdev, Decoder)
    {
        /// <inheritdoc/>
        public override string Rule =>
            Reason == AssemblyRefusal.SizeDiffers ? "R37" : "R36";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"decoder {Decoder} of {Memdev} was not attached to region{Region}: {Reason}, -{Errno}";

        /// <summary>The error number, positive.</summary>
        public int Errno => Reason switch
        {
            AssemblyRefusal.NoPartition => SoftReserve.Errno.NoDevice,
            AssemblyRefusal.ModeDiffers or AssemblyRefusal.NoSlot or AssemblyRefusal.SizeDiffers
                or AssemblyRefusal.TargetCount => SoftReserve.Errno.Invalid,
            AssemblyRefusal.AlreadyActive or AssemblyRefusal.AddressOrder =>
                SoftReserve.Errno.Busy,
            _ => SoftReserve.Errno.NoSuchDeviceOrAddress,
        };
    }
}

/// <summary>Why an endpoint decoder does not become a part of a CXL region, in the order in which
/// the kernel looks.</summary>
public enum AssemblyRefusal
{
    /// <summary>Nothing stands against it.</summary>
    None,

    /// <summary>Its memory lies in no partition of the card.</summary>
    NoPartition,

    /// <summary>Its partition is of another mode than the region.</summary>
    ModeDiffers,

    /// <summary>The region is past collecting cards.</summary>
    AlreadyActive,

    /// <summary>The region has all its cards.</summary>
    NoSlot,

    /// <summary>The card's host bridge is no target of the window.</summary>
    HostBridgeNotInWindow,

    /// <summary>It has no device memory.</summary>
    NoDpa,

    /// <summary>Its device memory times the region's ways is not the region's size.</summary>
    SizeDiffers,

    /// <summary>The last card came, but the place of a card could not be worked out.</summary>
    NotSorted,

    /// <summary>A card is at a place that belongs to another host bridge.</summary>
    WrongHostBridge,

    /// <summary>A port already uses a higher decoder for lower addresses, or the other way
    /// round.</summary>
    AddressOrder,

    /// <summary>The number of targets of a port is no power of two.</summary>
    TargetCount,

    /// <summary>A port's decoder is not programmed as the region needs it.</summary>
    DecoderDiffers,

    /// <summary>A port's decoder lists another downstream port at a card's place.</summary>
    TargetDiffers,
}
