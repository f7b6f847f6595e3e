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
/// (folder or tar), or an ACPI table.</summary>
internal static class MachineSource
{
    private static readonly string[] ArchiveEndings = [".tar", ".tar.gz", ".tgz"];

    public static BootableMachine? Read(string name, Terminal terminal)
    {
        if (Directory.Exists(name) || IsArchive(name))
            return ReadRecording(name, terminal);
        if (!File.Exists(name))
            return ReadBundled(name, terminal);
        var machine = Report(ReadMachineFile(name), terminal);
        return machine is null ? null : new BootableMachine(machine, []);
    }

    private static bool IsArchive(string name) =>
        ArchiveEndings.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    private static BootableMachine? ReadRecording(string name, Terminal terminal)
    {
        if (Report(CaptureFiles.Open(name), terminal) is not { } files)
            return null;
        return Report(CaptureReader.Read(files), terminal) is { } recording
            ? new BootableMachine(recording.Machine, recording.Order)
            : null;
    }

    private static BootableMachine? ReadBundled(string name, Terminal terminal)
    {
        if (BundledMachines.TryRead(name) is { } bundled)
            return Report(bundled, terminal) is { } machine
                ? new BootableMachine(machine, [])
                : null;
        terminal.Error.WriteLine(
            $"softreserve: no machine '{name}': not a file, not a folder, not a bundled name"
            + BundledMachines.SuggestionFor(name));
        terminal.Error.WriteLine(
            "Bundled machines: " + string.Join(", ", BundledMachines.Names));
        return null;
    }

    private static ReadResult<Machine> ReadMachineFile(string path) =>
        MachineFile.Read(LimitedFile.ReadText(path), path);

    private static T? Report<T>(ReadResult<T> result, Terminal terminal)
        where T : class
    {
        foreach (var diagnostic in result.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        return result.Value;
    }
}
