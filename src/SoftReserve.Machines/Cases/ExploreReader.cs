using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.Cases;

/// <summary>Reads <c>explore</c>.</summary>
internal static class ExploreReader
{
    /// <summary>The names of the properties that an explorer judges.</summary>
    private static readonly string[] Properties =
    [
        "one-owner-per-range", "no-range-lost", "usable", "no-double-claim", "no-unbacked-ram",
        "owner-independent-of-order", "owner-follows-policy", "dax-under-own-region", "no-hang",
        "no-stale-work", "no-use-after-free", "loss-is-logged", "innocent-regions-survive",
        "round-trip", "survives-reload", "iomem-nests",
    ];

    public static ExploreExpectation? Read(ReadContext context, SourceNode? node)
    {
        if (Fields.Of(context, node, "outcomes", "includes", "violates", "holds")
            is not { } fields)
            return null;
        var (outcomes, count) = (fields.Find("outcomes"), (int?)null);
        if (outcomes is ScalarNode)
        {
            count = (int?)context.Number(outcomes, 0, int.MaxValue);
            outcomes = null;
        }

        var violates = ReadProperties(context, fields.Find("violates"));
        var holds = ReadProperties(context, fields.Find("holds"));
        foreach (var both in violates.Intersect(holds))
            context.Report(fields.Node, DiagnosticId.BadExpectation,
                $"{both} is both violated and held, expected one of them");
        return new ExploreExpectation(
            outcomes is null ? null : ReadOutcomes(context, outcomes),
            count,
            ReadOutcomes(context, fields.Find("includes")),
            violates,
            holds);
    }

    private static ValueList<OutcomeExpectation> ReadOutcomes(
        ReadContext context, SourceNode? node)
    {
        var outcomes = new List<OutcomeExpectation>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of {owners: [...]}"))
            if (Fields.Of(context, item, "owners") is { } fields)
                outcomes.Add(new OutcomeExpectation(
                    OwnerReader.Read(context, fields.Require("owners"))));
        return [.. outcomes];
    }

    private static ValueList<string> ReadProperties(ReadContext context, SourceNode? node)
    {
        var items = context.Items(node, Properties.Length, "a list of properties");
        return [.. items.Select(item => ReadProperty(context, item)).OfType<string>()];
    }

    private static string? ReadProperty(ReadContext context, SourceNode item)
    {
        if (context.Scalar(item, "a property") is not { } scalar)
            return null;
        if (Properties.Contains(scalar.Text))
            return scalar.Text;
        context.Report(scalar, DiagnosticId.UnknownWord,
            $"{scalar.Description} stands here, expected a property: "
            + string.Join(", ", Properties) + context.Hint(scalar.Text, Properties));
        return null;
    }
}
