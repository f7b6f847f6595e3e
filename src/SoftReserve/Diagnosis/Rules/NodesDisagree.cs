using SoftReserve.Addresses;
using static System.FormattableString;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>SRAT, the dax device and the card name different nodes.</summary>
internal static class NodesDisagree
{
    public static DiagnosisRule Rule { get; } = new(
        "D08", "nodes-disagree", FindingSeverity.Note,
        "A dax device's target node is not the node of SRAT, or not that of any card.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        var cards = view.Seen.Memdevs.Where(card => card.Node >= 0).ToList();
        foreach (var (range, row) in view.Devices)
        {
            if (row.Node < 0)
                continue;
            var expected = view.Predicted.Boot.Numa.TargetNode(range.Start);
            var isElsewhere = cards.Count > 0 && cards.TrueForAll(card => card.Node != row.Node);
            if (row.Node == expected && !isElsewhere)
                continue;
            yield return new Finding(
                Rule, range,
                Invariant($"{row.Device} has target node {row.Node}; ") + (isElsewhere
                    ? $"the cards have numa_node {Nodes(cards)}."
                    : Invariant($"firmware's tables give node {expected}.")),
                DiagnosisView.OwnerOf(row),
                "Three facts with one name: SRAT (or a node made for a window without SRAT) says "
                    + Invariant($"{expected}, daxctl's target_node {row.Node}, _PXM of a card's ")
                    + $"PCI function {(cards.Count == 0 ? "nothing" : Nodes(cards))}. The last "
                    + "is where the card is plugged in.",
                DiagnosisView.Some([row.At, .. cards.Select(card => card.At)]),
                Invariant($"Pages come from node {row.Node}: numactl --membind={row.Node}."));
        }
    }

    private static string Nodes(List<SeenMemdev> cards) => string.Join(
        ", ", cards.Select(card => card.Node).Distinct().Order()
            .Select(node => Invariant($"{node}")));
}
