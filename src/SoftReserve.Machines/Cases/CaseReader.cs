using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.MachineFiles;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.Cases;

/// <summary>Reads a case's own keys and its runs.</summary>
internal sealed class CaseReader(
    ReadContext context, string fileName, Func<string, string?> readMachineFile)
{
    private static readonly string[] RunKeys =
    [
        "kernel", "about", "source", "confidence", "config", "cmdline", "with", "order",
        "commands", "expect", "explore",
    ];

    private static readonly (string Word, Confidence Confidence)[] Confidences =
    [
        ("reported", Confidence.Reported),
        ("lab", Confidence.Lab),
        ("source", Confidence.Source),
        ("derived", Confidence.Derived),
    ];

    private long _merged;

    /// <summary>The case; null when the file is no case at all or its machine cannot be
    /// read.</summary>
    public Case? Read(SourceNode? root)
    {
        if (Fields.Of(context, root, "case", "id", "about", "machine", "source", "confidence",
            "runs") is not { } fields)
            return null;
        if (fields.Require("case") is { } version && version is not ScalarNode { Text: "1" })
            context.Report(version, DiagnosticId.SchemaVersion,
                $"{version.Description} stands here, this program reads version 1");
        var id = ReadId(fields.Require("id"));
        var source = context.Line(fields.Require("source")) ?? "";
        var confidence = context.Word(fields.Require("confidence"), Confidences) ?? default;
        var machineNode = fields.Require("machine");
        var runs = context.Items(
            fields.Require("runs"), context.Limits.Runs, "a list of runs");
        if (ReadMachine(machineNode) is not { } machine)
            return null;
        return new Case(
            id,
            context.Line(fields.Require("about")) ?? "",
            (machineNode as ScalarNode)?.Text,
            source,
            confidence,
            [.. runs.Select(run => ReadRun(run, machine, source, confidence))
                .OfType<CaseRun>()]);
    }

    private string ReadId(SourceNode? node)
    {
        var stem = MachineFile.StemOf(fileName);
        if (context.Line(node) is { } id && id != stem)
            context.Report(node!, DiagnosticId.CaseId,
                $"{node!.Description} stands here, expected the file's name, {stem}");
        return stem;
    }

    /// <summary>The machine by itself, so that its problems are told once and not for each
    /// run.</summary>
    private BaseMachine? ReadMachine(SourceNode? node)
    {
        var stem = MachineFile.StemOf(fileName);
        if (node is ScalarNode path)
        {
            if ((IsInside(path.Text) ? readMachineFile(path.Text) : null) is not { } text)
            {
                context.Report(path, DiagnosticId.MissingMachine,
                    $"{path.Description} is no machine file, expected one such as "
                    + "machines/one-window.yaml");
                return null;
            }

            stem = MachineFile.StemOf(path.Text);
            node = YamlSource.Read(context, text, path.Text);
        }

        var machine = MachineReader.Read(context, node, stem);
        return machine is not null && node is MapNode map
            ? new BaseMachine(map, machine, stem)
            : null;
    }

    private CaseRun? ReadRun(
        SourceNode item, BaseMachine machine, string source, Confidence confidence)
    {
        if (Fields.Of(context, item, RunKeys) is not { } fields)
            return null;
        var run = new CaseRun(
            ReadKernels(fields.Require("kernel")),
            context.Line(fields.Find("about")),
            context.Line(fields.Find("source")) ?? source,
            context.Word(fields.Find("confidence"), Confidences) ?? confidence,
            KernelSection.ReadConfig(context, fields.Find("config")),
            context.Line(fields.Find("cmdline")),
            Merge(machine, fields.Find("with")),
            OrderReader.Read(context, fields.Find("order")),
            ReadCommands(fields.Find("commands")),
            ExpectationReader.Read(context, fields.Find("expect")),
            ExploreReader.Read(context, fields.Find("explore")),
            item.Place.Line);
        if (run.Expectation is null && run.Explore is null)
            context.Report(item, DiagnosticId.BadExpectation,
                "the run expects nothing, expected the key \"expect\" or \"explore\"");
        CheckErrors(run, fields);
        return run;
    }

    private ValueList<string> ReadKernels(SourceNode? node)
    {
        var items = context.Items(node, context.Limits.ListEntries, "a list of kernels");
        return [.. items.Select(item => KernelSection.ReadGeneration(context, item))
            .OfType<string>()];
    }

    private Machine Merge(BaseMachine machine, SourceNode? with)
    {
        if (with is null)
            return machine.Machine;
        if (with is not MapNode over)
        {
            context.ReportKind(with, "a mapping to lay over the machine");
            return machine.Machine;
        }

        var merged = machine.Node.MergedWith(over);
        _merged += merged.Weight;
        if (_merged > context.Limits.MergedNodes)
        {
            context.Report(with, DiagnosticId.TooLarge,
                $"the runs merge more than {context.Limits.MergedNodes} values");
            return machine.Machine;
        }

        return MachineReader.Read(context, merged, machine.Name)
            ?? machine.Machine;
    }

    private ValueList<string> ReadCommands(SourceNode? node) =>
        [.. (context.Block(node) ?? "").Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];

    private void CheckErrors(CaseRun run, Fields fields)
    {
        foreach (var error in run.Expectation?.Errors ?? [])
            if (!run.Commands.Contains(error.Command))
                context.Report(fields.Find("expect")!, DiagnosticId.BadExpectation,
                    $"{ScalarNode.Quote(error.Command)} fails here, expected one of the "
                    + "run's commands");
    }

    private static bool IsInside(string path) =>
        path.Length is > 0 and < 256 && path[0] is not ('/' or '\\')
        && !path.Any(char.IsControl)
        && !path.Contains("..", StringComparison.Ordinal)
        && !path.Contains(':', StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal);

    private sealed record BaseMachine(MapNode Node, Machine Machine, string Name);
}
