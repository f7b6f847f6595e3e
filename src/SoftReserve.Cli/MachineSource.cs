using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Cli;

/// <summary>A machine, and the order in which its recording says that things happened.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Order">Order tokens; empty for the default order.</param>
internal sealed record BootableMachine(Machine Machine, ValueList<string> Order);

/// <summary>Finds a machine by what a user names: a bundled name, a machine file, a recording
/// (folder or tar), or ACPI tables.</summary>
internal static class MachineSource
{
    private static readonly string[] MachineFileEndings = [".yaml", ".yml"];

    /// <summary>The machine; null when there is none or it cannot be read, which has been told
    /// then.</summary>
    public static BootableMachine? Read(string name, Terminal terminal)
    {
        try
        {
            if (MachineFileEndings.Any(end => name.EndsWith(end, StringComparison.Ordinal))
                && File.Exists(name))
                return Bootable(Report(
                    MachineFile.Read(LimitedFile.ReadText(name), name), terminal));
            return File.Exists(name) || Directory.Exists(name)
                ? ReadFiles(name, terminal)
                : ReadBundled(name, terminal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"softreserve: cannot read '{name}': {problem.Message}");
            return null;
        }
    }

    private static BootableMachine? ReadFiles(string name, Terminal terminal)
    {
        if (Report(CaptureFiles.Open(name), terminal) is not { } files)
            return null;
        if (!CaptureReader.IsRecording(files))
            return Bootable(Report(AcpiFolder.Read(files), terminal));
        if (Report(CaptureReader.Read(files), terminal) is not { } recording)
            return null;
        foreach (var note in recording.Notes)
            terminal.Error.WriteLine($"note: {note}");
        return new BootableMachine(recording.Machine, recording.Order);
    }

    private static BootableMachine? ReadBundled(string name, Terminal terminal)
    {
        if (BundledMachines.TryRead(name) is { } bundled)
            return Bootable(Report(bundled, terminal));
        terminal.Error.WriteLine(
            $"softreserve: no machine '{name}': not a file, not a folder, not a bundled name"
            + BundledMachines.SuggestionFor(name));
        terminal.Error.WriteLine(
            "Bundled machines: " + string.Join(", ", BundledMachines.Names));
        return null;
    }

    private static BootableMachine? Bootable(Machine? machine) =>
        machine is null ? null : new BootableMachine(machine, []);

    private static T? Report<T>(ReadResult<T> result, Terminal terminal)
        where T : class
    {
        foreach (var diagnostic in result.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        return result.Value;
    }
}
