using System.Diagnostics;
using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>cxl.faults</c>: each names what it happens to and what happens.</summary>
internal sealed class FaultSection(
    ReadContext context,
    SortedList<int, Memdev> cards,
    ValueList<HostBridge> bridges,
    HashSet<string> behindSwitch)
{
    /// <summary>Followed by the granularity that the card claims.</summary>
    public const string ReplugPrefix = "replug-granularity-";

    private const string RegionOf = "region-of", Card = "memdev", Bridge = "host-bridge",
        Range = "range";

    private static readonly (string Word, string Subject)[] Faults =
    [
        ("assembly-fails", RegionOf),
        ("assembly-fails-removed", RegionOf),
        ("uncommitted-switch-decoder", Card),
        (ReplugPrefix + "4096", Card),
        ("decoder-uncommitted", Bridge),
        ("coverage-denied", Range),
        ("hmem-register-fails", Range),
        ("unmovable", Range),
        ("busy", Range),
    ];

    public ValueList<CxlFault> Read(SourceNode? node)
    {
        var items = context.Items(node, context.Limits.ListEntries, "a list of faults");
        return [.. items.Select(ReadFault).OfType<CxlFault>()];
    }

    private CxlFault? ReadFault(SourceNode item)
    {
        if (Fields.Of(context, item, "fault", RegionOf, Card, Bridge, Range) is not { } fields
            || context.Scalar(fields.Require("fault"), "the name of a fault") is not { } fault)
            return null;
        var granularity = GranularityOf(fault);
        var subject = granularity is not null ? Card
            : Faults.FirstOrDefault(known => known.Word == fault.Text).Subject;
        if (subject is null)
        {
            var words = Faults.Select(known => known.Word).ToList();
            context.Report(fault, DiagnosticId.UnknownWord,
                $"{fault.Description} stands here, expected {string.Join(", ", words)}"
                + context.Hint(fault.Text, words));
            return null;
        }

        CheckSubject(fields, fault.Text, subject);
        return fields.Find(subject) is { } node ? Make(fault.Text, node, granularity) : null;
    }

    private CxlFault? Make(string fault, SourceNode node, int? granularity) => fault switch
    {
        "assembly-fails" or "assembly-fails-removed" => FindCard(node) is { } card
            ? new CxlFault.AssemblyFails(card.Name, fault != "assembly-fails")
            : null,
        "uncommitted-switch-decoder" => FindBelowSwitch(node) is { } card
            ? new CxlFault.UncommittedSwitchDecoder(card.Name)
            : null,
        "decoder-uncommitted" => FindBridge(node) is { } uid
            ? new CxlFault.UncommittedHostBridgeDecoder(uid)
            : null,
        "coverage-denied" or "hmem-register-fails" or "unmovable" or "busy" =>
            context.Range(node) is { } range ? OfRange(fault, range) : null,
        _ => FindCard(node) is { } card && granularity is { } claimed
            ? new CxlFault.ReplugGranularity(card.Name, claimed)
            : null,
    };

    private static CxlFault OfRange(string fault, AddressRange range) => fault switch
    {
        "coverage-denied" => new CxlFault.CoverageDenied(range),
        "hmem-register-fails" => new CxlFault.HmemRegisterFails(range),
        "unmovable" => new CxlFault.UnmovableMemory(range),
        "busy" => new CxlFault.BusyMemory(range),
        _ => throw new UnreachableException(),
    };

    private void CheckSubject(Fields fields, string fault, string subject)
    {
        var others = new[] { RegionOf, Card, Bridge, Range }
            .Where(key => key != subject && fields.Find(key) is not null)
            .ToList();
        if (fields.Find(subject) is null || others.Count > 0)
            context.Report(fields.Node, DiagnosticId.BadFault,
                $"the fault {fault} needs the key \"{subject}\" and no other"
                + (others.Count > 0 ? $", found \"{others[0]}\"" : ""));
    }

    private static int? GranularityOf(ScalarNode fault)
    {
        var text = fault.Text;
        return text.StartsWith(ReplugPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(ReplugPrefix.Length), NumberStyles.None,
                CultureInfo.InvariantCulture, out var claimed)
            && InterleaveCode.FromGranularity(claimed) is not null ? claimed : null;
    }

    private Memdev? FindCard(SourceNode node) => Memdevs.Find(context, node, cards);

    private Memdev? FindBelowSwitch(SourceNode node)
    {
        var card = FindCard(node);
        if (card is null || behindSwitch.Contains(card.Name))
            return card;
        context.Report(node, DiagnosticId.BadFault,
            $"there is no switch above {card.Name}, expected a memdev behind one");
        return null;
    }

    private uint? FindBridge(SourceNode node)
    {
        if (context.Number32(node) is not { } uid || bridges.Any(bridge => bridge.Uid == uid))
            return context.Number32(node);
        context.Report(node, DiagnosticId.UnknownHostBridge,
            $"{uid} is not a host bridge, expected a uid of cxl.host-bridges");
        return null;
    }
}
