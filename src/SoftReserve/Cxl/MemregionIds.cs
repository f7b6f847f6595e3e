using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>The kernel-wide pool of numbers that CXL regions and hmem devices draw from, lowest
/// free number first.</summary>
/// <remarks>Kernel: <c>memregion_alloc()</c>, lib/memregion.c. A root decoder holds one number
/// from its creation on, the number of its next region; so hmem numbers tell how many windows and
/// regions there were (rule R46).</remarks>
/// <param name="NextFresh">The lowest number never handed out.</param>
/// <param name="Returned">Numbers below it that were given back, ascending.</param>
public sealed record MemregionIds(int NextFresh, ValueList<int> Returned)
{
    /// <summary>Every number is free.</summary>
    public static readonly MemregionIds AllFree = new(0, []);

    /// <summary>Takes the lowest free number.</summary>
    public MemregionIds Take(out int id)
    {
        id = Returned.IsEmpty ? NextFresh : Returned[0];
        return Returned.IsEmpty
            ? this with { NextFresh = NextFresh + 1 }
            : this with { Returned = Returned.RemoveAt(0) };
    }

    /// <summary>Gives a number back.</summary>
    public MemregionIds Give(int id)
    {
        Invariant.Holds(id < NextFresh);
        return this with { Returned = [.. Returned.Append(id).Order()] };
    }
}
