using System.Numerics;
using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>How an interleave set spreads host addresses over its targets.</summary>
/// <remarks>
/// CXL specification, section "HDM Decoder": granule n of the set belongs to target n modulo ways,
/// for 3, 6 and 12 ways too. XOR arithmetic first turns the address: for each mask, its lowest bit
/// becomes the parity of the address under the mask.
/// Kernel: <c>cxl_dpa_to_hpa()</c>, drivers/cxl/core/region.c; <c>cxl_apply_xor_maps()</c>,
/// drivers/cxl/acpi.c.
/// </remarks>
/// <param name="Range">The set's host addresses; its start is a multiple of 256 MiB.</param>
/// <param name="Ways">Targets: 1, 2, 3, 4, 6, 8, 12 or 16.</param>
/// <param name="Granularity">Bytes before the next target's turn, a power of two.</param>
/// <param name="XorMaps">Masks; none for modulo arithmetic.</param>
public sealed record Interleave(
    AddressRange Range, int Ways, int Granularity, ValueList<ulong> XorMaps)
{
    /// <summary>The target that a host address belongs to, and where in the target's share of the
    /// set it lies.</summary>
    /// <exception cref="OverflowException">The address lies below the set.</exception>
    public InterleavedAddress ToDevice(Hpa address)
    {
        var offset = Turn(address.Value, XorMaps) - Range.Start.Value;
        var (granule, rest) = Math.DivRem(offset, (ulong)Granularity);
        var (share, target) = Math.DivRem(granule, (ulong)Ways);
        return new InterleavedAddress((int)target, share * (ulong)Granularity + rest);
    }

    /// <summary>The host address of a place in a target's share.</summary>
    public Hpa ToHost(InterleavedAddress address)
    {
        var (share, rest) = Math.DivRem(address.Offset, (ulong)Granularity);
        var granule = share * (ulong)Ways + (ulong)address.Target;
        var turned = Range.Start.Value + granule * (ulong)Granularity + rest;
        return new Hpa(Turn(turned, XorMaps));
    }

    /// <summary>The XOR map itself; turning twice gives the address back, as long as no mask holds
    /// the lowest bit of another.</summary>
    public static ulong Turn(ulong address, ValueList<ulong> maps)
    {
        foreach (var map in maps)
        {
            if (map == 0)
                continue;
            var lowest = 1UL << BitOperations.TrailingZeroCount(map);
            var isOdd = (BitOperations.PopCount(address & map) & 1) != 0;
            address = isOdd ? address | lowest : address & ~lowest;
        }

        return address;
    }
}

/// <summary>A place in an interleave set, seen from its targets.</summary>
/// <param name="Target">The target, from 0.</param>
/// <param name="Offset">Bytes from the start of the target's share.</param>
public readonly record struct InterleavedAddress(int Target, ulong Offset);
