namespace SoftReserve.Resources;

/// <summary>How a range lies to the resources of one kind.</summary>
/// <remarks>Kernel: REGION_DISJOINT, REGION_INTERSECTS, REGION_MIXED, include/linux/mm.h.
/// </remarks>
public enum Intersection
{
    /// <summary>It touches none of them.</summary>
    Disjoint,

    /// <summary>It touches some and, besides them, nothing but holes.</summary>
    Intersects,

    /// <summary>It touches some, and something of another kind.</summary>
    Mixed,
}
