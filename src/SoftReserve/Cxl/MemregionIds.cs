using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>The kernel-wide pool of numbers that CXL regions and hmem devices draw from, lowest
/// free number first.</summary>
/// <remarks>Kernel: <c>memregion_alloc()</c>, lib/memregion.c. A root decoder holds one number
/// from its creation on, the number of its next region; so hmem numbers tell how many windows and
/// regions there were (rule R46).</remarks>
/// <param name="NextFresh">From here on every number is free.</param>
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

    /// <summary>Gives a number back. Equal sets of free numbers are equal values.</summary>
    public MemregionIds Give(int id)
    {
        Invariant.Holds(id < NextFresh);
        var returned = new List<int>(Returned.Count + 1);
        returned.AddRange(Returned.AsSpan());
        returned.Add(id);
        returned.Sort();
        var next = NextFresh;
        for (; returned is [.., var last] && last == next - 1; next--)
            returned.RemoveAt(returned.Count - 1);
        return new MemregionIds(next, [.. returned]);
    }
}
