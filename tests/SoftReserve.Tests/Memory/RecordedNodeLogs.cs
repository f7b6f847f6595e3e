using System.Globalization;
using SoftReserve.Memory;
using SoftReserve.Tests.Listings;
using Xunit;

namespace SoftReserve.Tests.Memory;

/// <summary>The lines about zonelists and demotion of recorded boots, from the events
/// alone.</summary>
/// <remarks>Compared with the lines of dmesg of real kernels, in order, without times. The events
/// stand in the recordings' notes; "Total pages" is taken from dmesg, in order.</remarks>
public sealed class RecordedNodeLogs
{
    private static readonly string[] Starts =
        ["Fallback order", "Built ", "Policy zone", "Demotion targets"];

    [Theory]
    [Trait("Rule", "R75")]
    [Trait("Rule", "R76")]
    [InlineData("6.12/f-two-gap", 2, "boot late add1")]
    [InlineData("6.12/i-teardown-cxl", 2, "boot late add1 movable1 offline1 down1")]
    [InlineData("6.18/e2-two-windows", 3, "boot late add2 normal2 add1 normal1")]
    [InlineData("6.18/g-two-windows-two-SR", 4, "boot late add1 normal1 add2 normal2")]
    [InlineData("7.2/b-nocxl", 2, "boot late add1 normal1")]
    [InlineData("7.2/g-two-windows-two-SR", 4, "boot late add1 normal1 add2 normal2")]
    [InlineData("7.2/h-plain-nocxl", 1, "boot late")]
    [InlineData("7.2/i-teardown-cxl", 2, "boot late add1 movable1 offline1 down1 add1 movable1")]
    [InlineData("7.2/i2-recreate-hmem", 2, "boot late add1 movable1 offline1 down1")]
    [InlineData("7.3/i-teardown-cxl", 2, "boot late add1 movable1 offline1 down1 add1 movable1")]
    [InlineData("v4/a-exact.cxlfirst", 2, "boot late add1 normal1")]
    [InlineData("v4/e2-two-windows.cxlfirst", 3, "boot late add1 normal1 add2 normal2")]
    [InlineData(
        "v4/i5-cover-1.cxlfirst", 2,
        "boot late add1 movable1 offline1 down1 add1 movable1 offline1 down1 add1 movable1")]
    [InlineData("v4/n13-late-cxl_mem", 2, "boot late add1 movable1 offline1 add1 movable1")]
    [InlineData("v4/n20-three-SR-order.cxlfirst", 4, "boot late add2 add1 add3")]
    public void Every_recorded_line_follows_from_what_happened_to_the_nodes(
        string recording, int possibleNodes, string events)
    {
        var recorded = NodeLines(Recording.Read(recording, "dmesg.txt"));

        var log = new NodeLog(possibleNodes, TotalPages(recorded));
        foreach (var each in events.Split(' '))
            log.Happen(each);

        Assert.Equal(recorded, log.Text);
    }

    private static string NodeLines(string dmesg) => string.Concat(
        from line in dmesg.Split('\n')
        let text = line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart()
        where Starts.Any(start => text.StartsWith(start, StringComparison.Ordinal))
        select text + "\n");

    private static IEnumerable<long> TotalPages(string recorded) =>
        from line in recorded.Split('\n')
        let at = line.IndexOf("pages: ", StringComparison.Ordinal)
        where at >= 0
        select long.Parse(line[(at + 7)..], CultureInfo.InvariantCulture);

    private sealed class NodeLog(int possibleNodes, IEnumerable<long> totalPages)
    {
        private readonly Queue<long> _totalPages = new(totalPages);
        private MemoryNodes _nodes = default!;
        private MemoryZone _lastZone;

        public string Text { get; private set; } = "";

        private long NextTotal => _totalPages.TryDequeue(out var pages) ? pages : -1;

        public void Happen(string what)
        {
            var node = char.IsDigit(what[^1]) ? what[^1] - '0' : 0;
            var change = what.TrimEnd('0', '1', '2', '3') switch
            {
                "boot" => MemoryNodes.Boot(
                    TestNodes.States(possibleNodes, online: 1),
                    [new(0, MemoryZone.Dma, 1), new(0, MemoryZone.Dma32, 11)],
                    TestNodes.FlatDistance, NextTotal),
                "late" => _nodes.InitializeTiers(TestNodes.FlatDistance),
                "add" => _nodes.AddMemory(
                    node, TestNodes.FlatDistance,
                    _nodes.States.Online.Contains(node) ? 0 : NextTotal),
                "normal" => Online(node, MemoryZone.Normal),
                "movable" => Online(node, MemoryZone.Movable),
                "offline" => _nodes.Offline(
                    new(node, _lastZone, 2), TestNodes.FlatDistance, NextTotal),
                "down" => new MemoryNodesChange(_nodes.TakeDown(node), []),
                _ => throw new ArgumentException(what),
            };
            _nodes = change.After;
            Text += string.Concat(change.Messages.Select(message => message + "\n"));
        }

        private MemoryNodesChange Online(int node, MemoryZone zone)
        {
            _lastZone = zone;
            return _nodes.Online(
                new(node, zone, 2), AbstractDistance.KmemDefault,
                TestNodes.FlatDistance, NextTotal);
        }
    }
}
