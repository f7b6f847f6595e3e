using System.Globalization;
using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Configuration;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>The comparison of two kernels as JSON; docs/compare.schema.json describes it.</summary>
internal static class ComparisonJson
{
    public static void Write(ToldComparison told, TextWriter output) =>
        JsonText.Write(output, json => Write(json, told));

    private static void Write(Utf8JsonWriter json, ToldComparison told)
    {
        var comparison = told.Comparison;
        json.WriteStartObject();
        json.WriteString("machine", told.Machine);
        json.WriteString("from", told.From);
        json.WriteString("to", told.To);
        Bytes(json, "lost", comparison.Lost);
        Bytes(json, "gained", comparison.Gained);
        Bytes(json, "unbacked", comparison.BackingLost);
        json.WriteStartArray("configuration");
        foreach (var (symbol, from, to) in comparison.Symbols)
            Change(
                json, ConfigSymbols.NameOf(symbol),
                ChangeWords.Letter(from), ChangeWords.Letter(to));
        json.WriteEndArray();
        json.WriteStartObject("memory_block_size");
        json.WriteNumber("from", comparison.FromBlockSize.ToUInt64());
        json.WriteNumber("to", comparison.ToBlockSize.ToUInt64());
        json.WriteEndObject();
        json.WriteStartArray("ranges");
        foreach (var range in comparison.Ranges)
            Range(json, range);
        json.WriteEndArray();
        Advice(json, "before", AdviceTime.BeforeMove, told);
        Advice(json, "after", AdviceTime.AfterMove, told);
        Remedies(json, told);
        json.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter json, RangeComparison range)
    {
        json.WriteStartObject();
        json.WriteString("range", range.Range.ToString());
        State(json, "from", range.From);
        State(json, "to", range.To);
        json.WriteStartArray("changes");
        foreach (var change in range.Changes)
        {
            var (kind, from, to) = ChangeWords.Of(change);
            Change(json, kind, from, to);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void State(Utf8JsonWriter json, string name, RangeState state)
    {
        json.WriteStartObject(name);
        json.WriteString("owner", OwnerWords.Of(state.Owner));
        json.WriteString("device", state.Device);
        json.WriteString("path", state.Path);
        json.WriteString("use", OwnerWords.Of(state.Use));
        json.WriteNumber("node", state.Node);
        json.WriteString("tier", ChangeWords.Tier(state.Tier));
        json.WriteBoolean("online", state.IsOnline);
        Bytes(json, "usable", state.Usable);
        Strings(json, "cxl_regions", state.CxlRegions);
        Strings(json, "iomem", state.Iomem.Select(line => line.ToString()));
        json.WriteString("because", state.Because);
        json.WriteEndObject();
    }

    private static void Advice(
        Utf8JsonWriter json, string name, AdviceTime when, ToldComparison told)
    {
        json.WriteStartArray(name);
        foreach (var advice in told.Advice.Where(each => each.When == when))
        {
            json.WriteStartObject();
            json.WriteString("text", advice.Text);
            Strings(json, "commands", advice.Commands);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Remedies(Utf8JsonWriter json, ToldComparison told)
    {
        json.WriteStartArray("remedies");
        foreach (var proven in told.Remedies)
        {
            json.WriteStartObject();
            json.WriteString("change", ChangeWords.Of(proven.Remedy));
            json.WriteStartArray("owners");
            foreach (var row in proven.Owners)
                OwnersJson.Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Change(Utf8JsonWriter json, string kind, string? from, string? to)
    {
        json.WriteStartObject();
        json.WriteString("what", kind);
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Bytes(Utf8JsonWriter json, string name, IEnumerable<AddressRange> ranges)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(ranges.Total().Bytes.ToString(CultureInfo.InvariantCulture));
    }
}
