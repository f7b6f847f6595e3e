using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads ports with cards and switches, and notes which card is plugged where.</summary>
internal sealed class PortReader(ReadContext context, SortedList<int, Memdev> cards)
{
    private readonly Dictionary<string, SourceNode> _plugged = new(StringComparer.Ordinal);

    /// <summary>Names of cards below a switch.</summary>
    public HashSet<string> BehindSwitch { get; } = new(StringComparer.Ordinal);

    /// <summary>The ports of a bridge or a switch.</summary>
    /// <param name="node">A list, or null for none.</param>
    /// <param name="switches">Switches above.</param>
    public ValueList<DownstreamPort> Read(SourceNode? node, int switches)
    {
        var items = context.Items(
            node, context.Limits.Ports, "a list of ports, each {memdev: memN}, {switch: ...} "
            + "or {}");
        return [.. items.Select(item => ReadPort(item, switches))];
    }

    /// <summary>Reports every card that no port has.</summary>
    public void CheckAllArePlugged(SourceNode? memdevs)
    {
        foreach (var entry in (memdevs as MapNode)?.Entries ?? [])
            if (MemdevName.NumberOf(entry.Key) is not null && !_plugged.ContainsKey(entry.Key))
                context.Report(entry.KeyPlace, DiagnosticId.NotPlugged,
                    $"cxl.memdevs: {entry.Key} is in no port of cxl.host-bridges, expected it "
                    + "in one");
    }

    private DownstreamPort ReadPort(SourceNode item, int switches)
    {
        var fields = Fields.Of(context, item, "memdev", "switch");
        var (card, below) = (fields?.Find("memdev"), fields?.Find("switch"));
        if (card is not null && below is not null)
            context.Report(item, DiagnosticId.WrongKind,
                "a memdev and a switch stand in one port, expected one of them");
        if (card is not null)
            return ReadCard(card, switches);
        return below is null ? new DownstreamPort.Empty() : ReadSwitch(below, switches + 1);
    }

    private DownstreamPort ReadCard(SourceNode node, int switches)
    {
        if (Memdevs.Find(context, node, cards) is not { } card)
            return new DownstreamPort.Empty();
        if (!_plugged.TryAdd(card.Name, node))
            context.Report(node, DiagnosticId.PluggedTwice,
                $"{card.Name} is plugged in here and at line "
                + $"{_plugged[card.Name].Place.Line}, expected one port");
        if (switches > 0)
            BehindSwitch.Add(card.Name);
        return new DownstreamPort.Card(card.Name);
    }

    private DownstreamPort.Switch ReadSwitch(SourceNode node, int switches)
    {
        if (switches > context.Limits.SwitchDepth)
        {
            context.Report(node, DiagnosticId.TooLarge,
                $"more than {context.Limits.SwitchDepth} switches below one another");
            return new DownstreamPort.Switch([]);
        }

        var fields = Fields.Of(context, node, "ports");
        return new DownstreamPort.Switch(Read(fields?.Find("ports"), switches));
    }
}
