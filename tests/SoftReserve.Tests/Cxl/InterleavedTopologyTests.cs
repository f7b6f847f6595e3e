using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

public sealed class InterleavedTopologyTests
{
    private const ulong Share = 256UL << 20;

    /// <summary>Ways of the window, root ports of a host bridge, cards below a root port.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 2, 1 }, { 1, 4, 1 }, { 1, 8, 1 }, { 1, 1, 8 }, { 1, 2, 2 }, { 1, 4, 4 },
        { 2, 1, 1 }, { 2, 2, 1 }, { 2, 2, 2 }, { 4, 1, 1 }, { 4, 2, 2 }, { 4, 1, 4 }, { 8, 2, 1 },
        { 3, 1, 1 }, { 3, 2, 1 }, { 3, 2, 2 }, { 3, 1, 4 }, { 6, 1, 1 }, { 6, 2, 1 }, { 12, 1, 1 },
        { 16, 1, 1 },
    };

    [Theory]
    [Trait("Rule", "R36")]
    [Trait("Rule", "R48")]
    [MemberData(nameof(Shapes))]
    public void A_set_over_bridges_ports_and_switches_commits_in_any_order(
        int bridges, int ports, int cards)
    {
        var (machine, names) = Build(bridges, ports, cards);
        foreach (var order in (string[][])[names, [.. names.Reverse()], Shuffled(names)])
        {
            var kernel = CxlKernel.Rooted(machine).Attach(order);

            Assert.True(kernel.Region(0).IsCommitted, string.Join('\n', kernel.Lines()));
            Assert.Equal(names, kernel.Region(0).Targets.Select(target => target.Memdev));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_decoders_lead_the_granules_of_a_round_to_one_card_each(
        int bridges, int ports, int cards)
    {
        var (machine, names) = Build(bridges, ports, cards);
        var kernel = CxlKernel.Rooted(machine).Attach(names);
        var range = kernel.Region(0).Range!.Value;

        var reached = Enumerable.Range(0, names.Length)
            .Select(granule => Route(kernel, (ulong)granule * 256, range)).ToArray();

        // 3 is coprime to the bits below it: every card has its turn, but not in order of position
        if (bridges % 3 == 0)
            Assert.Equal(
                names.Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));
        else
            Assert.Equal(names, reached);
    }

    [Fact]
    [Trait("Rule", "R48")]
    public void Three_ports_below_one_bridge_are_no_power_of_two()
    {
        var machine = new CxlMachine().Window("100000000-12fffffff", 256, 1)
            .Bridge(1, Slot("mem0"), Slot("mem1"), Slot("mem2"));
        for (var place = 0; place < 3; place++)
            machine = machine.Card(Name(place), new ByteSize(Share))
                .Decoder(Name(place), "100000000-12fffffff", ways: 3, position: place);

        var kernel = CxlKernel.Rooted(machine).Attach("mem0", "mem1", "mem2");

        var refused = Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>());
        Assert.Equal((AssemblyRefusal.TargetCount, 22), (refused.Reason, refused.Errno));
        Assert.Contains("cxl region0: pci0000:01:port1: invalid target count 3", kernel.Lines());
    }

    // by the decoders alone: window, host bridge, switch, each by its own granularity and ways
    private static string Route(Kernel kernel, ulong offset, AddressRange range)
    {
        var root = kernel.Cxl.RootDecoders[0];
        var uid = root.Targets[(int)(offset / (ulong)root.Granularity % (ulong)root.Ways)];
        var downstream = kernel.Boot.Machine.Cxl.HostBridges.Single(each => each.Uid == uid).Ports;
        var path = new List<int>();
        while (true)
        {
            var decoder = kernel.Cxl.FindPort(uid, [.. path])!.Decoders
                .Single(each => each.Range == range);
            var turn = offset / (ulong)decoder.Granularity % (ulong)decoder.Ways;
            path.Add(decoder.Targets[(int)turn]);
            if (downstream[path[^1]] is DownstreamPort.Card card)
                return card.Name;
            downstream = ((DownstreamPort.Switch)downstream[path[^1]]).Ports;
        }
    }

    private static (CxlMachine Machine, string[] Names) Build(int bridges, int ports, int cards)
    {
        var ways = bridges * ports * cards;
        var range = AddressRange.Sized(new Hpa(0x300000000), new ByteSize(Share * (ulong)ways));
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{range.Start.Value:x}-{range.End.Value:x}");
        var machine = new CxlMachine().Window(
            text, 256, [.. Enumerable.Range(1, bridges).Select(uid => (uint)uid)]);
        for (var bridge = 0; bridge < bridges; bridge++)
            machine = machine.Bridge(
                (uint)bridge + 1,
                [
                    .. Enumerable.Range(0, ports)
                        .Select(port => Below(bridges, ports, cards, bridge, port)),
                ]);
        for (var place = 0; place < ways; place++)
            machine = machine.Card(Name(place), new ByteSize(Share))
                .Decoder(Name(place), text, ways, 256, place);
        return (machine, [.. Enumerable.Range(0, ways).Select(Name)]);
    }

    private static DownstreamPort Below(int bridges, int ports, int cards, int bridge, int port)
    {
        var slots = Enumerable.Range(0, cards)
            .Select(card => Slot(Name((card * ports + port) * bridges + bridge))).ToArray();
        return cards == 1 ? slots[0] : Switch(slots);
    }

    private static string[] Shuffled(string[] names) =>
    [
        .. names.Where((_, index) => index % 2 == 1),
        .. names.Where((_, index) => index % 2 == 0),
    ];

    private static string Name(int place) =>
        "mem" + place.ToString(CultureInfo.InvariantCulture);
}
