using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Comparing;

/// <summary>The owners under every kernel as JSON; docs/compare.schema.json describes it.</summary>
internal static class EveryKernelJson
{
    public static void Write(ComparePlan plan, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("machine", plan.Machine.Machine.Name);
            json.WriteStartArray("kernels");
            foreach (var boot in plan.Boots)
                Write(json, boot);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, PlannedBoot boot)
    {
        json.WriteStartObject();
        json.WriteString("kernel", boot.Name);
        json.WriteString("impossible", boot.Refusal);
        json.WriteStartArray("ranges");
        if (boot.Settled is { } kernel)
            foreach (var row in OwnersTable.Of(kernel))
                OwnersJson.Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
