using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.MachineFiles;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.Cases;

/// <summary>Reads <c>order</c>.</summary>
internal static class OrderReader
{
    private const string Decision = "decision", Commands = "commands";

    /// <summary>The modules whose init a case may put in order.</summary>
    private static readonly string[] Modules =
    [
        "cxl_acpi", "cxl_core", "cxl_mem", "cxl_pci", "cxl_pmem", "cxl_port", "dax", "dax_cxl",
        "dax_hmem", "dax_pmem", "device_dax", "kmem",
    ];

    public static ValueList<OrderToken> Read(ReadContext context, SourceNode? node)
    {
        var tokens = new List<OrderToken>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of steps"))
        {
            if (ReadToken(context, item) is not { } token)
                continue;
            if (tokens.Count < MostTokens && !tokens.Contains(token))
                tokens.Add(token);
            else
                context.Report(item, DiagnosticId.BadOrder,
                    $"{token} stands here again, expected each step once");
        }

        return [.. tokens];
    }

    private const int MostTokens = 256;

    private static OrderToken? ReadToken(ReadContext context, SourceNode node)
    {
        if (context.Scalar(node, "a step") is not { } scalar)
            return null;
        var text = scalar.Text;
        if (Modules.Contains(text))
            return new OrderToken.ModuleLoaded(text);
        if (MemdevName.NumberOf(text) is not null)
            return new OrderToken.MemdevAttached(text);
        if (text == Decision)
            return new OrderToken.Decision();
        if (text == Commands)
            return new OrderToken.Commands();
        IReadOnlyList<string> words = [Decision, Commands, .. Modules];
        context.Report(scalar, DiagnosticId.BadOrder,
            $"{scalar.Description} stands here, expected memN or {string.Join(", ", words)}"
            + context.Hint(text, words));
        return null;
    }
}
