using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>The kernel's checks of one CFMWS entry.</summary>
/// <remarks>Kernel: <c>cxl_acpi_cfmws_verify()</c>, <c>cxl_parse_cxims()</c>,
/// drivers/cxl/acpi.c.</remarks>
public static class WindowVerification
{
    /// <summary>Windows begin and end at multiples of this: 256 MiB.</summary>
    public const ulong Alignment = 256 << 20;

    /// <summary>Bytes of a CFMWS entry before its target list.</summary>
    public const int HeaderLength = 36;

    private const byte Modulo = 0, Xor = 1;

    /// <summary>What is wrong before the window gets its number; <see cref="WindowFault.None"/>
    /// when nothing is.</summary>
    public static WindowFault Check(FixedMemoryWindow window)
    {
        if (window.Arithmetic is not (Modulo or Xor))
            return WindowFault.UnknownArithmetic;
        if (!window.Base.IsAlignedTo(Alignment))
            return WindowFault.MisalignedBase;
        if (window.Size % Alignment != 0)
            return WindowFault.MisalignedSize;
        if (InterleaveCode.ToWays(window.EncodedWays) is not { } ways)
            return WindowFault.InvalidWays;
        if (window.Targets.Count < ways)
            return WindowFault.TooShort;
        return InterleaveCode.ToGranularity(window.EncodedGranularity) is null
            ? WindowFault.InvalidGranularity
            : WindowFault.None;
    }

    /// <summary>The masks of an XOR window; none for 1 and 3 ways, which need none.</summary>
    /// <param name="cedt">The table with the masks.</param>
    /// <param name="window">A window that passed <see cref="Check"/>.</param>
    /// <param name="fault">What is missing.</param>
    public static ValueList<ulong> XorMaps(
        Cedt cedt, FixedMemoryWindow window, out WindowFault fault)
    {
        fault = WindowFault.None;
        var ways = InterleaveCode.ToWays(window.EncodedWays)!.Value;
        if (window.Arithmetic != Xor || ways is 1 or 3)
            return [];
        var needed = BitOperations.Log2((uint)(ways % 3 == 0 ? ways / 3 : ways));
        fault = WindowFault.NoXorMaps;
        foreach (var math in cedt.XorMath)
        {
            if (math.EncodedGranularity != window.EncodedGranularity)
                continue;
            fault = math.Maps.Count < needed ? WindowFault.TooFewXorMaps : WindowFault.None;
            return [.. math.Maps.AsSpan()[..Math.Min(needed, math.Maps.Count)]];
        }

        return [];
    }

    /// <summary>True when the window uses XOR arithmetic.</summary>
    public static bool IsXor(FixedMemoryWindow window) => window.Arithmetic == Xor;
}
