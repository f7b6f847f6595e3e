using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>Firmware's memory map, from the listing of /sys/firmware/memmap or from the kernel
/// log.</summary>
/// <remarks>Both come before <c>memmap=</c>. Kernel: <c>e820_print_type()</c>,
/// arch/x86/kernel/e820.c, whose words changed with 7.0; <c>firmware_map_add_entry()</c>,
/// drivers/firmware/memmap.c.</remarks>
internal static class MemoryMapFiles
{
    private const string LogPrefix = "BIOS-e820:", RangePrefix = "[mem ", GapPrefix = "[gap ";

    private static readonly (string Word, MemoryType Type)[] Words =
    [
        ("usable", MemoryType.Usable),
        ("System RAM", MemoryType.Usable),
        ("reserved", MemoryType.Reserved),
        ("device reserved", MemoryType.Reserved),
        ("ACPI data", MemoryType.Acpi),
        ("ACPI Tables", MemoryType.Acpi),
        ("ACPI NVS", MemoryType.Nvs),
        ("ACPI Non-volatile Storage", MemoryType.Nvs),
        ("unusable", MemoryType.Unusable),
        ("Unusable memory", MemoryType.Unusable),
        ("persistent (type 7)", MemoryType.Pmem),
        ("persistent RAM (type 7)", MemoryType.Pmem),
        ("Persistent Memory", MemoryType.Pmem),
        ("persistent (type 12)", MemoryType.Pram),
        ("persistent RAM (type 12)", MemoryType.Pram),
        ("Persistent Memory (legacy)", MemoryType.Pram),
        ("soft reserved", MemoryType.SoftReserved),
    ];

    /// <summary>The map; null when neither file has one.</summary>
    public static ValueList<MemoryMapEntry>? Read(CaptureContext context)
    {
        var map = context.Text(CaptureFileNames.FirmwareMemoryMap) is { } listing
            ? ReadListing(context, listing) : [];
        if (map.Count == 0 && context.Text(CaptureFileNames.KernelLog) is { } log)
            map = ReadLog(context, log);
        return map.Count == 0 ? null : [.. map];
    }

    // "0x0 0x9fbff System RAM", ends inclusive
    private static List<MemoryMapEntry> ReadListing(CaptureContext context, CaptureText text)
    {
        var map = new List<MemoryMapEntry>();
        for (var index = 0; index < text.Lines.Count; index++)
        {
            var parts = text.Lines[index].Trim().Split(' ', 3);
            if (parts is [""])
                continue;
            var range = parts.Length == 3 ? $"{parts[0]}-{parts[1]}" : "";
            Add(context, map, text, index, range, parts[^1]);
        }

        return map;
    }

    // the first table only: "BIOS-e820: [mem 0x..-0x..] usable", in 7.x with "[gap ..]" lines
    private static List<MemoryMapEntry> ReadLog(CaptureContext context, CaptureText text)
    {
        var map = new List<MemoryMapEntry>();
        for (var index = 0; index < text.Lines.Count; index++)
        {
            var line = text.Lines[index];
            var start = line.IndexOf(LogPrefix, StringComparison.Ordinal);
            if (start < 0 && map.Count > 0)
                break;
            if (start < 0)
                continue;
            var entry = line[(start + LogPrefix.Length)..].Trim();
            var close = entry.IndexOf(']', StringComparison.Ordinal);
            if (entry.StartsWith(GapPrefix, StringComparison.Ordinal))
                continue;
            var isEntry = close > 0 && entry.StartsWith(RangePrefix, StringComparison.Ordinal);
            Add(context, map, text, index,
                isEntry ? entry[RangePrefix.Length..close] : "",
                isEntry ? entry[(close + 1)..].Trim() : "");
        }

        return map;
    }

    private static void Add(
        CaptureContext context,
        List<MemoryMapEntry> map,
        CaptureText text,
        int index,
        string range,
        string type)
    {
        if (!AddressRange.TryParse(range, out var addresses))
            context.Report(CaptureDiagnosticId.BadMemoryMap, text.File, index + 1,
                $"no memory map entry; expected a first and a last address and a type");
        else if (TypeOf(type) is not { } known)
            context.Report(CaptureDiagnosticId.BadMemoryMap, text.File, index + 1,
                $"unknown type of memory");
        else if (map.Count == context.Limits.MemoryMapEntries)
            context.Report(CaptureDiagnosticId.TooLarge, text.File, index + 1,
                $"more than {map.Count} memory map entries");
        else
            map.Add(new MemoryMapEntry(addresses, known));
    }

    // "type 20" and "Unknown E820 type" are reserved to the kernel, whatever firmware meant
    private static MemoryType? TypeOf(string word)
    {
        foreach (var (known, type) in Words)
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
                return type;
        var isUnknownNumber = word.StartsWith("type ", StringComparison.Ordinal)
            && uint.TryParse(word[5..], CultureInfo.InvariantCulture, out _);
        return isUnknownNumber || word == "Unknown E820 type" ? MemoryType.Reserved : null;
    }
}
