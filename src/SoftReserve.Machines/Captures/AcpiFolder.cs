using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Lint;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Captures;

/// <summary>A machine from bare ACPI tables, when nothing else is known of it.</summary>
/// <remarks>CEDT, SRAT, HMAT and SLIT are found by their signatures, as binaries or in listings of
/// acpidump. The memory map is assumed, and <see cref="Machine.About"/> says so.</remarks>
public static class AcpiFolder
{
    private const ulong LowMemoryEnd = 0x9ffff, HighMemoryStart = 0x100000, TwoGiBEnd = 0x7fffffff;
    private const uint FirstCxlTwo = 1;

    /// <summary>Reads the tables. Host bridges have decoders and no cards.</summary>
    /// <param name="files">At least one table among them.</param>
    /// <param name="limits">Null for <see cref="CaptureLimits.Default"/>.</param>
    public static ReadResult<Machine> Read(ICaptureFiles files, CaptureLimits? limits = null)
    {
        var context = new CaptureContext(files, limits ?? CaptureLimits.Default);
        var tables = AcpiTables.Read(context);
        if (tables.IsEmpty && context.Problems.IsEmpty)
            context.Report(CaptureDiagnosticId.NothingHere, files.Name, 1,
                $"no CEDT, SRAT, HMAT or SLIT");
        return ReadResult<Machine>.Of(
            context.Problems.IsEmpty ? MachineOf(files.Name, tables) : null, context.Problems);
    }

    /// <summary>As <see cref="Read"/>, for a linter: tables that contradict themselves are kept as
    /// far as they can be read, and what is wrong with them is part of the result.</summary>
    public static ReadResult<LintSubject> Inspect(
        ICaptureFiles files, CaptureLimits? limits = null)
    {
        var context = new CaptureContext(files, limits ?? CaptureLimits.Default);
        var damage = new List<TableDamage>();
        var tables = AcpiTables.Read(context, damage);
        if (tables.IsEmpty && damage.Count == 0 && context.Problems.IsEmpty)
            context.Report(CaptureDiagnosticId.NothingHere, files.Name, 1,
                $"no CEDT, SRAT, HMAT or SLIT");
        return ReadResult<LintSubject>.Of(
            context.Problems.IsEmpty
                ? new LintSubject(MachineOf(files.Name, tables), [], [.. damage])
                : null,
            context.Problems);
    }

    private static Machine MachineOf(string name, AcpiTables tables) => new(
        name,
        About(tables),
        Architecture.X86,
        MemoryBlock: null,
        MemoryMap(tables),
        tables.Srat,
        tables.Hmat,
        tables.Slit,
        tables.Cedt,
        new CxlTopology(HostBridges(tables.Cedt), [], [], []),
        KernelDefaults.None);

    private static string About(AcpiTables tables) => "ACPI tables alone; the memory map is"
        + (tables.Srat is null
            ? " assumed: RAM below 2 GiB"
            : " assumed: RAM where SRAT has memory that is not hot-pluggable")
        + ", nothing Soft Reserved, and no card is known.";

    // windows are no RAM, whatever else is unknown
    private static ValueList<MemoryMapEntry> MemoryMap(AcpiTables tables)
    {
        AddressRange[] windows = [.. (tables.Cedt?.Windows ?? []).Select(RangeOf)
            .OfType<AddressRange>()];
        AddressRange[] hole = [new(LowMemoryEnd + 1, HighMemoryStart - 1)];
        List<AddressRange> memory = [.. (tables.Srat?.Memory ?? []).Where(IsRam)
            .Select(each => each.Range).OfType<AddressRange>()];
        if (memory.Count == 0)
            memory.Add(new AddressRange(0, TwoGiBEnd));
        return
        [
            .. memory.SelectMany(range => range.Except(windows.Concat(hole))).Order()
                .Select(range => new MemoryMapEntry(range, MemoryType.Usable)),
        ];
    }

    private static bool IsRam(MemoryAffinity memory) => memory.IsEnabled
        && (memory.Flags & (MemoryAffinityFlags.HotPluggable | MemoryAffinityFlags.NonVolatile))
            == 0;

    private static AddressRange? RangeOf(FixedMemoryWindow window) => AddressRange.TryMakeSized(
        window.Base.Value, new ByteSize(window.Size), out var range) ? range : null;

    private static ValueList<HostBridge> HostBridges(Cedt? cedt) =>
    [
        .. (cedt?.HostBridges ?? []).DistinctBy(each => each.Uid).OrderBy(each => each.Uid)
            .Select(each => new HostBridge(each.Uid, each.Version >= FirstCxlTwo, [])),
    ];
}
