using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>The XOR maps that firmware supplies when the file leaves them out.</summary>
/// <remarks>
/// <para>Bit <c>k</c> of the target number is the parity of three address bits:
/// <c>8 + g + k</c>, <c>14 + g + k</c> and <c>22 + g + k</c>, where <c>g</c> is the encoded
/// granularity. At 256 bytes the first two maps are 0x404100 and 0x808200.</para>
/// <para>The lowest bit of each is the one that modulo arithmetic would use, so the maps are
/// independent and every target gets an equal share of any aligned block.</para>
/// <para>Kernel: <c>cxl_parse_cxims()</c>, drivers/cxl/acpi.c, wants one structure for each
/// granularity, with log2(ways) maps, or log2(ways / 3) when ways is a multiple of three; windows
/// of 1 and 3 ways need none.</para>
/// </remarks>
internal static class XorMaps
{
    private const int LowestBit = 8;
    private const int MiddleBit = 14;
    private const int HighestBit = 22;

    /// <summary>One structure for each granularity of a XOR window, ascending, with as many maps
    /// as the widest of its windows needs.</summary>
    public static ValueList<XorInterleaveMath> For(IEnumerable<FixedMemoryWindow> windows) =>
        [.. windows
            .Where(window => window.Arithmetic == 1)
            .Select(window => (
                Granularity: (byte)window.EncodedGranularity,
                Maps: MapsFor(InterleaveCode.ToWays(window.EncodedWays) ?? 1)))
            .Where(need => need.Maps > 0)
            .GroupBy(need => need.Granularity)
            .OrderBy(group => group.Key)
            .Select(group => new XorInterleaveMath(
                group.Key,
                [.. Enumerable.Range(0, group.Max(need => need.Maps))
                    .Select(bit => Map(group.Key + bit))]))];

    private static int MapsFor(int ways) =>
        BitOperations.Log2((uint)(ways % 3 == 0 ? ways / 3 : ways));

    private static ulong Map(int shift) =>
        (1UL << (LowestBit + shift)) | (1UL << (MiddleBit + shift)) | (1UL << (HighestBit + shift));
}
