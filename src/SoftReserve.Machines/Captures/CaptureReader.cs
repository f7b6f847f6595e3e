using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Captures;

/// <summary>Reads a recording of a real kernel: the machine from firmware's and hardware's files,
/// and what the kernel showed beside it.</summary>
/// <remarks>The files are described in <c>captures/README.md</c>. Reading never throws for a bad
/// recording and never takes more than <see cref="CaptureLimits"/> allows.</remarks>
public static class CaptureReader
{
    private const string ProgramTitle = "stage 1";

    /// <summary>True when the files look like a recording rather than bare ACPI tables.</summary>
    public static bool IsRecording(ICaptureFiles files) =>
        CaptureFileNames.Markers.Any(files.Paths.Contains);

    /// <summary>Reads a recording.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="limits">Null for <see cref="CaptureLimits.Default"/>.</param>
    public static ReadResult<Recording> Read(ICaptureFiles files, CaptureLimits? limits = null)
    {
        var context = new CaptureContext(files, limits ?? CaptureLimits.Default);
        if (!IsRecording(files))
            context.Report(CaptureDiagnosticId.NothingHere, files.Name, 1,
                $"no recording: none of {string.Join(", ", CaptureFileNames.Markers)}");
        return ReadResult<Recording>.Of(
            context.Problems.IsEmpty ? Read(context) : null, context.Problems);
    }

    // a kernel only looks for one by name where CPUID says that there is one
    private const string HypervisorDetected = "] Hypervisor detected: ";

    private static Recording Read(CaptureContext context)
    {
        var steps = StageScript.Read(context);
        var states = RecordedStates.Read(context, steps);
        var bootState = RecordedStates.AfterBoot(steps, states);
        var end = bootState?.Position ?? RecordedStates.FirstIntervention(steps);
        var machine = ReadMachine(context, steps, end);
        var orderName = KernelFacts.LoadOrderName(context.Text(CaptureFileNames.Notes));
        return new Recording(
            context.Files.Name,
            machine,
            LoadOrder.Until(machine, steps, end, orderName),
            steps,
            states,
            bootState,
            context.Text(CaptureFileNames.KernelLog)?.Content,
            context.Notes)
        {
            LoadOrderName = orderName,
        };
    }

    private static Machine ReadMachine(
        CaptureContext context, ValueList<StageStep> steps, int bootEnd)
    {
        var qemu = QemuLine.Find(context.Text(CaptureFileNames.QemuLine));
        var tables = Tables(context, qemu);
        return new Machine(
            context.Files.Name,
            About(context),
            KernelFacts.ArchitectureOf(context),
            MemoryBlock: null,
            MemoryMap(context, qemu),
            tables.Srat,
            tables.Hmat,
            tables.Slit,
            tables.Cedt,
            Hardware(context, qemu, tables),
            KernelFacts.Read(
                context,
                [.. MissingModules(steps, bootEnd), .. ModulesFile.Missing(context)],
                steps.IsEmpty || steps.Any(step => step is StageStep.Autoload)))
        {
            HasHypervisor = context.Text(CaptureFileNames.KernelLog)?.Content
                .Contains(HypervisorDetected, StringComparison.Ordinal) == true,
        };
    }

    private static AcpiTables Tables(CaptureContext context, QemuLine? qemu)
    {
        var tables = AcpiTables.Read(context);
        if (!tables.IsEmpty || qemu is null)
            return tables;
        context.Note("the ACPI tables are what QEMU makes of its command line.");
        return QemuFirmware.Tables(qemu);
    }

    private static ValueList<MemoryMapEntry> MemoryMap(CaptureContext context, QemuLine? qemu)
    {
        if (MemoryMapFiles.Read(context) is { } map)
            return map;
        if (qemu is not null && QemuFirmware.MemoryMap(qemu) is { } assumed)
        {
            context.Note("the memory map is what QEMU makes of its command line.");
            return assumed;
        }

        context.Report(CaptureDiagnosticId.MissingFile, CaptureFileNames.FirmwareMemoryMap, 1,
            $"no memory map here, nor BIOS-e820 lines in {CaptureFileNames.KernelLog}");
        return [];
    }

    private static CxlTopology Hardware(
        CaptureContext context, QemuLine? qemu, AcpiTables tables)
    {
        if (qemu is null)
            return RunningHardware.Read(context);
        var topology = QemuTopology.Read(context, qemu);
        var commands = ScriptLines.Under(context.Text(CaptureFileNames.Notes), ProgramTitle);
        return commands.Count > 0
            ? FirmwareProgram.Run(context, commands, topology, tables.Cedt)
            : topology;
    }

    private static ValueList<string> MissingModules(ValueList<StageStep> steps, int end)
    {
        var missing = new List<string>();
        foreach (var step in steps.Take(end))
            if (step is StageStep.Blacklist taken)
                missing.Add(taken.Module);
            else if (step is StageStep.Unblacklist back)
                missing.Remove(back.Module);
        return [.. missing.Distinct()];
    }

    // the paragraph below the title
    private static string About(CaptureContext context)
    {
        var notes = context.Text(CaptureFileNames.Notes)?.Lines ?? [];
        return notes.Skip(1).FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
    }
}
