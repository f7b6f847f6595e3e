using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.MachineFiles;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.Cases;

/// <summary>Reads <c>expect</c>.</summary>
internal static class ExpectationReader
{
    private static readonly string[] Keys =
    [
        "owners", "iomem", "daxctl", "dmesg", "dmesg-any", "not-dmesg", "errors", "numa",
        "effective-config", "invalid-config",
    ];

    public static Expectation? Read(ReadContext context, SourceNode? node)
    {
        if (Fields.Of(context, node, Keys) is not { } fields)
            return null;
        if (fields.Node is MapNode { Entries.Count: 0 })
            context.Report(fields.Node, DiagnosticId.BadExpectation, "nothing is expected");
        return new Expectation(
            OwnerReader.Read(context, fields.Find("owners")),
            ReadIomem(context, fields.Find("iomem")),
            ReadDaxctl(context, fields.Find("daxctl")),
            Lines(context, fields.Find("dmesg")),
            Lines(context, fields.Find("dmesg-any")),
            Lines(context, fields.Find("not-dmesg")),
            ReadErrors(context, fields.Find("errors")),
            ReadNuma(context, fields.Find("numa")),
            KernelSection.ReadConfig(context, fields.Find("effective-config")),
            context.Line(fields.Find("invalid-config")));
    }

    /// <summary>A list of lines of text.</summary>
    public static ValueList<string> Lines(ReadContext context, SourceNode? node)
    {
        var items = context.Items(node, context.Limits.ListEntries, "a list of texts");
        return [.. items.Select(item => context.Line(item)).OfType<string>()];
    }

    private static string? ReadIomem(ReadContext context, SourceNode? node)
    {
        if (context.Block(node) is not { } text)
            return null;
        var written = new List<IomemLine>();
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        if (lines.Count > context.Limits.ListEntries)
            context.Report(node!, DiagnosticId.TooLarge,
                $"{lines.Count} lines, at most {context.Limits.ListEntries} are read");
        foreach (var line in lines.Take(context.Limits.ListEntries))
        {
            if (IomemLine.TryRead(line) is { } read)
                written.Add(read);
            else
                ReportLine(context, node!, line, "no line of iomem, expected "
                    + "START-END : NAME, hexadecimal without 0x");
        }

        var nested = IomemExpectation.Nest(written);
        for (var index = 0; index < written.Count; index++)
            if (written[index].Depth != nested[index].Depth)
                ReportLine(context, node!, written[index].ToString(),
                    $"indented by {written[index].Depth} steps, expected "
                    + $"{nested[index].Depth}: a line stands below the lines that contain it");
        return text;
    }

    private static void ReportLine(
        ReadContext context, SourceNode node, string line, string message) =>
        context.Report(node, DiagnosticId.BadIomem,
            $"{ScalarNode.Quote(line.Trim())} is {message}");

    private static ValueList<DaxctlExpectation>? ReadDaxctl(ReadContext context, SourceNode? node)
    {
        if (node is null)
            return null;
        var regions = new List<DaxctlExpectation>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of dax regions"))
            if (Fields.Of(context, item, "path", "id", "size", "align") is { } fields)
                regions.Add(new DaxctlExpectation(
                    context.Line(fields.Require("path")) ?? "",
                    (int)(context.Number(fields.Require("id"), 0, int.MaxValue) ?? 0),
                    context.Line(fields.Require("size")) ?? "",
                    context.Number(fields.Require("align"), 1, ulong.MaxValue) ?? 1));
        return [.. regions];
    }

    private static ValueList<CommandError> ReadErrors(ReadContext context, SourceNode? node)
    {
        var errors = new List<CommandError>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of {command: ..., error: ...}"))
            if (Fields.Of(context, item, "command", "error") is { } fields
                && context.Line(fields.Require("command")) is { } command
                && context.Name(fields.Require("error"), "an errno such as EBUSY", "")
                    is { } error)
                errors.Add(new CommandError(command, error));
        return [.. errors];
    }

    private static string? ReadNuma(ReadContext context, SourceNode? node) =>
        Fields.Of(context, node, "possible") is { } fields
            ? context.Name(fields.Require("possible"), "node numbers such as 0-11", "-,")
            : null;
}
