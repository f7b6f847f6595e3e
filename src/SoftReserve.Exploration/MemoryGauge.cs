namespace SoftReserve.Exploration;

/// <summary>Tells when the heap has no room left.</summary>
/// <remarks>The collector counts garbage with what is in use, so a heap that looks full is
/// collected first; it is full when little comes free.</remarks>
internal sealed class MemoryGauge(long mostBytes)
{
    private const int Share = 16;

    private long _mostAfterCollection;

    /// <summary>True when the heap is full.</summary>
    /// <param name="knownBytes">What is known to be in use, roughly.</param>
    public bool IsFull(long knownBytes)
    {
        if (mostBytes == long.MaxValue)
            return false;
        if (knownBytes > mostBytes)
            return true;
        if (GC.GetTotalMemory(false) < mostBytes)
            return false;
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        _mostAfterCollection = Math.Max(_mostAfterCollection, GC.GetTotalMemory(false));
        return _mostAfterCollection > mostBytes - (mostBytes / Share);
    }
}
