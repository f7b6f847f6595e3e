using SoftReserve.Addresses;
using SoftReserve.Memory;

namespace SoftReserve.Tests.Memory;

/// <summary>Nodes for tests: numbered from 0, the first has the processors.</summary>
internal static class TestNodes
{
    /// <summary>What the kernel assumes without SLIT.</summary>
    public static int FlatDistance(int from, int to) => from == to ? 10 : 20;

    /// <summary>Nodes 0 to <paramref name="possible"/>-1; the first
    /// <paramref name="online"/> are set up and have memory.</summary>
    public static NodeStates States(int possible, int online) => new(
        UpTo(possible), UpTo(online), UpTo(online), [0]);

    /// <summary>A distance function out of a square table.</summary>
    public static Func<int, int, int> Table(int[][] rows) => (from, to) => rows[from][to];

    public static string Text(ValueList<KernelMessage> messages) =>
        string.Join('\n', messages);

    private static ValueList<int> UpTo(int count) => [.. Enumerable.Range(0, count)];
}
