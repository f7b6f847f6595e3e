using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>What cxl_acpi makes of one CFMWS entry of CEDT.</summary>
/// <remarks>Kernel: <c>cxl_acpi_cfmws_verify()</c>, <c>__cxl_parse_cfmws()</c>,
/// drivers/cxl/acpi.c.</remarks>
public abstract record WindowVerdict : Decision
{
    private WindowVerdict(FixedMemoryWindow window) => Window = window;

    /// <summary>The entry.</summary>
    public FixedMemoryWindow Window { get; }

    /// <summary>It becomes decoder0.k.</summary>
    /// <param name="Window">The entry.</param>
    /// <param name="Decoder">The root decoder.</param>
    public sealed record Accepted(FixedMemoryWindow Window, RootDecoder Decoder)
        : WindowVerdict(Window)
    {
        /// <inheritdoc/>
        public override string Rule => "R32";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"window {Decoder.WindowNumber} {Decoder.Range} is decoder0.{Decoder.Index}";
    }

    /// <summary>It is skipped; the other entries are not affected.</summary>
    /// <param name="Window">The entry.</param>
    /// <param name="Fault">What is wrong with it.</param>
    public sealed record Skipped(FixedMemoryWindow Window, WindowFault Fault)
        : WindowVerdict(Window)
    {
        /// <inheritdoc/>
        public override string Rule => "R31";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"the window at {Window.Base} of {Window.Size} bytes is skipped: {Fault}";

        /// <summary>The error number, positive.</summary>
        public int Errno => Fault switch
        {
            WindowFault.Overlap => SoftReserve.Errno.Busy,
            WindowFault.TooFewXorMaps => SoftReserve.Errno.NoSuchDeviceOrAddress,
            _ => SoftReserve.Errno.Invalid,
        };
    }
}

/// <summary>What can be wrong with a CFMWS entry, in the order in which the kernel
/// looks.</summary>
public enum WindowFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Neither modulo nor XOR.</summary>
    UnknownArithmetic,

    /// <summary>The base is no multiple of 256 MiB.</summary>
    MisalignedBase,

    /// <summary>The size is no multiple of 256 MiB.</summary>
    MisalignedSize,

    /// <summary>The ways code means nothing.</summary>
    InvalidWays,

    /// <summary>The entry is too short for its targets.</summary>
    TooShort,

    /// <summary>The granularity code means nothing.</summary>
    InvalidGranularity,

    /// <summary>It partly overlaps an earlier window, has no bytes, or runs past 2^64. The window
    /// has used up a number by then.</summary>
    Overlap,

    /// <summary>XOR arithmetic without a CXIMS of its granularity.</summary>
    NoXorMaps,

    /// <summary>A CXIMS with fewer masks than the ways need.</summary>
    TooFewXorMaps,
}
