using System.Runtime.CompilerServices;
using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>How a kernel words its memory map.</summary>
public enum E820TextStyle
{
    /// <summary>Up to 6.19: <c>usable</c>, <c>reserved</c>.</summary>
    Six,

    /// <summary>From 7.2: <c>System RAM</c>, <c>device reserved</c>, two blanks before the type,
    /// lines for the gaps.</summary>
    SevenTwo,
}

/// <summary>What the kernel logs about its memory map.</summary>
/// <remarks>Kernel: <c>e820__print_table()</c>, <c>e820_print_type()</c>,
/// arch/x86/kernel/e820.c.</remarks>
public static class E820Text
{
    // RAM that holds data of the boot loader: a type of its own up to 6.19, worded as RAM
    private const MemoryType SetupData = (MemoryType)128;

    /// <summary>The lines in the order of the log: firmware's map, the changes, the user's
    /// map.</summary>
    public static IEnumerable<KernelMessage> Messages(E820Table table, E820TextStyle style)
    {
        yield return Line($"BIOS-provided physical RAM map:");
        foreach (var line in Map(table.Bios, "BIOS-e820", style))
            yield return line;
        foreach (var line in Edits(table.Changes, style))
            yield return line;
        if (table.User is not { } user)
            yield break;
        yield return Line($"user-defined physical RAM map:");
        foreach (var line in Map(user, "user", style))
            yield return line;
    }

    /// <summary>The lines about the RAM that the BIOS needs; they come a little
    /// later.</summary>
    public static IEnumerable<KernelMessage> TrimmingMessages(E820TextStyle style) =>
        Edits(E820Table.BiosTrimming, style);

    /// <summary>The kernel's word for a type, without its number.</summary>
    public static string NameOf(MemoryType type, E820TextStyle style)
    {
        var isSix = style == E820TextStyle.Six;
        return type switch
        {
            MemoryType.Usable or SetupData => isSix ? "usable" : "System RAM",
            MemoryType.Reserved => isSix ? "reserved" : "device reserved",
            MemoryType.SoftReserved => "soft reserved",
            MemoryType.Acpi => "ACPI data",
            MemoryType.Nvs => "ACPI NVS",
            MemoryType.Unusable => "unusable",
            MemoryType.Pmem or MemoryType.Pram => isSix ? "persistent" : "persistent RAM",
            _ => "",
        };
    }

    private static IEnumerable<KernelMessage> Map(
        ValueList<E820Entry> entries, string who, E820TextStyle style)
    {
        var blank = style == E820TextStyle.Six ? " " : "  ";
        ulong position = 0;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            ulong start = entry.Range.Start.Value, end = entry.Range.End.Value;
            if (style == E820TextStyle.SevenTwo && start > position)
                yield return Line($"{who}: [gap 0x{position:x16}-0x{start - 1:x16}]");
            var type = TypeText(entry.Type, style);
            yield return Line($"{who}: [mem 0x{start:x16}-0x{end:x16}]{blank}{type}");
            position = end == ulong.MaxValue ? end : end + 1;
        }
    }

    private static IEnumerable<KernelMessage> Edits(
        ValueList<MemmapDirective> changes, E820TextStyle style) =>
        changes.Select(change => Change(change, style)).OfType<KernelMessage>();

    private static KernelMessage? Change(MemmapDirective change, E820TextStyle style)
    {
        switch (change)
        {
            case MemmapDirective.Change retype
                when E820Edit.TryMakeRange(retype.Start, retype.Size, out var range):
                var (from, to) = (TypeText(retype.From, style), TypeText(retype.To, style));
                return Line($"e820: update {Short(range)} {from} ==> {to}");
            case MemmapDirective.Remove cut
                when E820Edit.TryMakeRange(cut.Start, cut.Size, out var range):
                var type = cut.Type is { } only ? TypeText(only, style) : $"";
                return Line($"e820: remove {Short(range)} {type}");
            default:
                return null;
        }
    }

    private static FormattableString Short(AddressRange range) =>
        $"[mem 0x{range.Start.Value:x8}-0x{range.End.Value:x8}]";

    private static FormattableString TypeText(MemoryType type, E820TextStyle style)
    {
        var name = NameOf(type, style);
        return type switch
        {
            MemoryType.Pmem or MemoryType.Pram => $"{name} (type {(uint)type})",
            _ when name.Length == 0 => $"type {(uint)type}",
            _ => FormattableStringFactory.Create(name),
        };
    }

    private static KernelMessage Line(FormattableString text) =>
        new(LogLevel.Info, null, "", text);
}
