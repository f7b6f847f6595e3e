using SoftReserve.Lint;
using SoftReserve.Machines;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Cli.Linting;

/// <summary>What is linted, and where its parts stand in a file.</summary>
/// <param name="Name">As the user typed it.</param>
/// <param name="Subject">The machine.</param>
/// <param name="File">The machine file; null for anything else.</param>
/// <param name="Lines">Its lines; null for anything else.</param>
internal sealed record LintSource(
    string Name, LintSubject Subject, string? File, MachineFileLines? Lines)
{
    /// <summary>Reads it; null when that is not possible, which has been told then.</summary>
    public static LintSource? Read(string name, Terminal terminal)
    {
        try
        {
            return IsMachineFile(name) || !(System.IO.File.Exists(name) || Directory.Exists(name))
                ? OfMachineFile(name, terminal)
                : OfFiles(name, terminal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"softreserve: cannot read '{name}': {problem.Message}");
            return null;
        }
    }

    /// <summary>Where a field stands, as <c>file:line</c>; null when that is not known.</summary>
    public string? PlaceOf(LintField field) =>
        LineOf(field) is { } line ? FormattableString.Invariant($"{File}:{line}") : null;

    /// <summary>The line of a field in <see cref="File"/>; null when that is not known.</summary>
    public int? LineOf(LintField field)
    {
        if (Lines is null || LintWords.PathOf(field.Table) is not { } path)
            return null;
        return field.Index is { } index && LintWords.IsList(field.Table)
            ? Lines.LineOf(path, index, field.Table == LintTable.SratMemory ? "range" : null)
            : Lines.LineOf(path);
    }

    private static bool IsMachineFile(string name) =>
        name.EndsWith(".yaml", StringComparison.Ordinal)
        || name.EndsWith(".yml", StringComparison.Ordinal);

    private static LintSource? OfMachineFile(string name, Terminal terminal)
    {
        if (MachineSource.Read(name, terminal) is not { } found)
            return null;
        var isFile = System.IO.File.Exists(name);
        var text = isFile ? LimitedFile.ReadText(name) : BundledMachines.TryReadText(name)!;
        return new LintSource(
            name, new LintSubject(found.Machine, found.Order, []),
            isFile ? name : $"machines/{name}.yaml", MachineFileLines.Read(text));
    }

    private static LintSource? OfFiles(string name, Terminal terminal)
    {
        var files = CaptureFiles.Open(name);
        if (files.Value is null || CaptureReader.IsRecording(files.Value))
            return MachineSource.Read(name, terminal) is { } recording
                ? new LintSource(
                    name, new LintSubject(recording.Machine, recording.Order, []), null, null)
                : null;
        var tables = AcpiFolder.Inspect(files.Value);
        foreach (var diagnostic in tables.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        return tables.Value is { } subject ? new LintSource(name, subject, null, null) : null;
    }
}
