using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>Host bridge structures of CEDT against windows and hardware.</summary>
internal static class HostBridgeRules
{
    private const uint Restricted = 0, VirtualHost = 1;

    private const ulong RestrictedLength = 0x2000, VirtualHostLength = 0x10000;

    public static ValueList<LintRule> All { get; } =
    [
        new("L34", "window-unknown-host-bridge", LintSeverity.Error,
            "A window's target is a host bridge that CEDT has no CHBS for.")
        {
            Find = UnknownTarget,
        },
        new("L35", "chbs-twice", LintSeverity.Warning, "Two CHBS have the same uid.")
        {
            Find = Twice,
        },
        new("L36", "chbs-unusable", LintSeverity.Error,
            "A CHBS has base 0, an unknown version, or a length that does not fit its version.")
        {
            Find = Unusable,
        },
        new("L37", "chbs-mixed-versions", LintSeverity.Warning,
            "CEDT has usable CHBS of CXL 1.1 and of 2.0.")
        {
            Find = Mixed,
        },
        new("L38", "bridge-without-decoders", LintSeverity.Error,
            "A host bridge has no decoder capability, and firmware committed decoders below it.")
        {
            Find = WithoutDecoders,
        },
    ];

    private static IEnumerable<Contradiction> UnknownTarget(LintView view)
    {
        var known = (view.Machine.Cedt?.HostBridges ?? [])
            .Select(bridge => bridge.Uid).ToHashSet();
        return
            from window in view.AllWindows
            from target in window.Window.Targets.Select((uid, place) => (uid, place))
            where !known.Contains(target.uid)
            select new Contradiction(
                [
                    window.Of(Invariant($"target {target.place}"), Invariant($"{target.uid}")),
                    window.Field,
                ],
                Invariant($"CEDT has no CHBS for host bridge {target.uid}"),
                Outcome.Window(window));
    }

    private static IEnumerable<Contradiction> Twice(LintView view)
    {
        var seen = new Dictionary<uint, int>();
        foreach (var (index, bridge) in Bridges(view))
            if (!seen.TryAdd(bridge.Uid, index))
                yield return new Contradiction(
                    [
                        Field(index, "uid", Invariant($"{bridge.Uid}")),
                        Field(seen[bridge.Uid], "uid", Invariant($"{bridge.Uid}")),
                    ],
                    Invariant($"two CHBS are for host bridge {bridge.Uid}: the first usable ")
                    + "one counts",
                    Outcome.HostBridge(bridge.Uid));
    }

    private static IEnumerable<Contradiction> Unusable(LintView view) =>
        from each in Bridges(view)
        let why = WhyUnusable(each.Bridge)
        where why is not null
        select new Contradiction(
            [
                Field(each.Index, "version", Invariant($"{each.Bridge.Version}")),
                Field(each.Index, "base", each.Bridge.Base.ToString()),
                Field(each.Index, "length", Invariant($"0x{each.Bridge.Length:x}")),
            ],
            why,
            Outcome.HostBridge(each.Bridge.Uid));

    private static string? WhyUnusable(CxlHostBridgeStructure bridge) => bridge switch
    {
        { Base.Value: 0 } => "the register base is 0",
        { Version: > VirtualHost } => "the version is 0 (CXL 1.1) or 1 (2.0)",
        { Version: Restricted, Length: not RestrictedLength } =>
            "registers of CXL 1.1 are 0x2000 long",
        { Version: VirtualHost, Length: not VirtualHostLength } =>
            "registers of CXL 2.0 are 0x10000 long",
        _ => null,
    };

    private static IEnumerable<Contradiction> Mixed(LintView view)
    {
        var usable = Bridges(view).Where(each => WhyUnusable(each.Bridge) is null).ToList();
        var other = usable.FindIndex(each => each.Bridge.Version != usable[0].Bridge.Version);
        if (other >= 0)
            yield return new Contradiction(
                [
                    Field(usable[other].Index, "version",
                        Invariant($"{usable[other].Bridge.Version}")),
                    Field(usable[0].Index, "version", Invariant($"{usable[0].Bridge.Version}")),
                ],
                "the kernel stops reading CHBS at the first of another version, so bridges from "
                + Invariant($"uid {usable[other].Bridge.Uid} on are not found"),
                Outcome.HostBridge(usable[other].Bridge.Uid));
    }

    private static IEnumerable<Contradiction> WithoutDecoders(LintView view)
    {
        var below = CardBridges.Of(view.Machine.Cxl);
        return
            from set in view.Sets
            from member in set.Working
            let bridge = below.Find(member.Setting.Memdev)
            where bridge is { HasDecoders: false }
            select new Contradiction(
                [
                    new LintField(LintTable.HostBridge,
                        view.Machine.Cxl.HostBridges.FindIndex(each => each == bridge), "hdm",
                        "false"),
                    member.Field("committed", "true"),
                ],
                Invariant($"host bridge {bridge.Uid} passes everything on, and no recorded ")
                + "kernel assembles a region through such a bridge",
                Outcome.Region(set.Range));
    }

    private static LintField Field(int index, string name, string value) =>
        new(LintTable.Chbs, index, name, value);

    private static IEnumerable<(int Index, CxlHostBridgeStructure Bridge)> Bridges(
        LintView view) =>
        (view.Machine.Cedt?.HostBridges ?? []).Select((bridge, index) => (index, bridge));
}

/// <summary>The host bridge of every card, from one walk.</summary>
internal sealed class CardBridges
{
    private readonly Dictionary<string, HostBridge> _byCard = new(StringComparer.Ordinal);

    private CardBridges()
    {
    }

    /// <summary>Walks the topology.</summary>
    public static CardBridges Of(CxlTopology topology)
    {
        var found = new CardBridges();
        foreach (var bridge in topology.HostBridges)
            foreach (var port in bridge.Ports)
                found.Collect(bridge, port);
        return found;
    }

    /// <summary>The bridge that a card is below; null when it is plugged in nowhere.</summary>
    public HostBridge? Find(string card) => _byCard.GetValueOrDefault(card);

    private void Collect(HostBridge bridge, DownstreamPort port)
    {
        if (port is DownstreamPort.Card card)
            _byCard.TryAdd(card.Name, bridge);
        else if (port is DownstreamPort.Switch inner)
            foreach (var below in inner.Ports)
                Collect(bridge, below);
    }
}
