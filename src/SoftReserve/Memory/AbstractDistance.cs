namespace SoftReserve.Memory;

/// <summary>How far memory is, in one number: the smaller, the faster.</summary>
/// <remarks>Kernel: <c>mt_perf_to_adistance()</c>, mm/memory-tiers.c.</remarks>
public static class AbstractDistance
{
    /// <summary>Of ordinary memory: the middle of tier 4.</summary>
    public const int Dram = 576;

    /// <summary>Of memory that kmem brings and nobody measured: five times ordinary memory, the
    /// middle of tier 22.</summary>
    public const int KmemDefault = 2880;

    /// <summary>The distance of memory with known performance, relative to the machine's ordinary
    /// memory. Divides in integers after each factor, as the kernel does.</summary>
    /// <returns>Null when one of the numbers is missing (zero): the kernel then keeps its
    /// default.</returns>
    public static int? Of(AccessPerformance memory, AccessPerformance dram) =>
        memory.IsComplete && dram.IsComplete
            ? (int)(Dram * memory.Latencies / dram.Latencies
                * dram.Bandwidths / memory.Bandwidths)
            : null;
}

/// <summary>Latency and bandwidth of a memory, as seen by its nearest processors.</summary>
/// <remarks>Kernel: <c>struct access_coordinate</c>, include/linux/node.h. From HMAT for nodes
/// that firmware describes, from CDAT for CXL regions. Zero: not known.</remarks>
/// <param name="ReadLatency">Nanoseconds.</param>
/// <param name="WriteLatency">Nanoseconds.</param>
/// <param name="ReadBandwidth">MB/s.</param>
/// <param name="WriteBandwidth">MB/s.</param>
public readonly record struct AccessPerformance(
    uint ReadLatency, uint WriteLatency, uint ReadBandwidth, uint WriteBandwidth)
{
    /// <summary>True when each direction has a latency and a bandwidth.</summary>
    public bool IsComplete =>
        ReadLatency > 0 && WriteLatency > 0 && ReadBandwidth > 0 && WriteBandwidth > 0;

    internal long Latencies => (long)ReadLatency + WriteLatency;

    internal long Bandwidths => (long)ReadBandwidth + WriteBandwidth;

    /// <summary>True when no number differs from <paramref name="reference"/> by more than a tenth
    /// of the reference.</summary>
    public bool IsAlike(AccessPerformance reference) =>
        IsAlike(ReadLatency, reference.ReadLatency)
        && IsAlike(WriteLatency, reference.WriteLatency)
        && IsAlike(ReadBandwidth, reference.ReadBandwidth)
        && IsAlike(WriteBandwidth, reference.WriteBandwidth);

    private static bool IsAlike(uint value, uint reference) =>
        Math.Abs((long)value - reference) * 10 <= reference;
}
