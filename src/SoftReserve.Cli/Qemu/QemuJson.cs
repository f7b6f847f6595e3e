using SoftReserve.Cli.Output;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Qemu;

/// <summary>Prints a plan as JSON.</summary>
internal static class QemuJson
{
    public static void Write(QemuPlan.Built built, QemuSource source, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("machine", built.AsBuilt.Name);
            json.WriteNumber("scale", built.Scale);
            json.WriteStartArray("options");
            foreach (var option in QemuOptions.Of(built.AsBuilt))
                json.WriteStringValue(option);
            json.WriteEndArray();
            json.WriteString("arguments", built.AsBuilt.Kernel.CommandLine);
            json.WriteStartArray("decoders");
            foreach (var call in DecoderScript.Calls(built.AsBuilt).Where(call => call.Length > 0))
                json.WriteStringValue(call);
            json.WriteEndArray();
            json.WriteStartArray("acpi");
            foreach (var (name, bytes) in OverriddenTables.Of(built.AsBuilt))
            {
                json.WriteStartObject();
                json.WriteString("table", name);
                json.WriteBase64String("bytes", bytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("order");
            foreach (var step in source.Order)
                json.WriteStringValue(step);
            json.WriteEndArray();
            json.WriteString("asBuilt", MachineFile.Write(built.AsBuilt));
            json.WriteEndObject();
        });

    public static void Write(QemuPlan.Refused refused, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("cannotBeBuilt");
            foreach (var why in refused.Why)
                json.WriteStringValue(why);
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
