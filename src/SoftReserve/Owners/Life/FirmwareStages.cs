using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>What came before the first step: firmware's mark and the kernel's memory
/// map.</summary>
internal static class FirmwareStages
{
    private const string Uefi = "EFI_MEMORY_DESCRIPTOR, UEFI specification",
        E820 = "e820__memory_setup(), arch/x86/kernel/e820.c";

    /// <summary>Stages 1 and 2 of a range's life.</summary>
    public static IEnumerable<StageDraft> Of(Kernel kernel, AddressRange range)
    {
        var boot = kernel.Boot;
        var marks = boot.Machine.MemoryMap
            .Where(entry => entry.Type == MemoryType.SoftReserved && entry.Range.Overlaps(range))
            .Select(entry => entry.Range)
            .ToList();
        yield return marks.Count == 0 ? Unmarked(boot, range) : Marked(marks);
        var entries = boot.MemoryMap.Entries.Where(entry => entry.Range.Overlaps(range)).ToList();
        yield return entries.Find(entry => entry.Type == MemoryType.SoftReserved) is var reserved
                && reserved.Type == MemoryType.SoftReserved
            ? SoftReserved(boot, reserved.Range, marks)
            : Other(boot, range, entries, marks.Count > 0);
    }

    private static StageDraft Marked(List<AddressRange> marks)
    {
        var draft = new StageDraft(
            StageKind.Firmware,
            Invariant($"firmware marks {Joined(marks)} Specific Purpose"),
            "R19", Uefi).With("attribute", "EFI_MEMORY_SP, on conventional memory");
        return draft.Or(
            marks.Select(mark => new Alternative.NotMarked(mark)), Effect.OrdinaryRam);
    }

    private static StageDraft Unmarked(BootContext boot, AddressRange range)
    {
        var types = boot.Machine.MemoryMap.Where(entry => entry.Range.Overlaps(range))
            .Select(entry => Invariant($"{entry.Range} ")
                + LifePieces.NameOf(new E820Entry(entry.Range, entry.Type)))
            .ToList();
        return new StageDraft(
            StageKind.Firmware, "firmware does not mark it Specific Purpose", "R19", Uefi)
            .With("memory map", types.Count == 0 ? "no entry" : string.Join(", ", types))
            .Or(new Alternative.Marked(range), Effect.SoftReserved);
    }

    private static StageDraft SoftReserved(
        BootContext boot, AddressRange entry, List<AddressRange> marks)
    {
        var byUser = !boot.MemoryMap.Bios.Any(each =>
            each.Type == MemoryType.SoftReserved && each.Range.Overlaps(entry));
        var draft = new StageDraft(
            StageKind.MemoryMap,
            Invariant($"it becomes the e820 entry {entry} of type Soft Reserved"),
            byUser ? "R21" : marks.Contains(entry) ? "R19" : "R20", E820);
        return byUser
            ? draft.With("command line", boot.CommandLine.Text)
                .Or(new Alternative.NoParameter("memmap="), Effect.OrdinaryRam)
            : draft.With("symbol", SymbolText.Of(ConfigSymbol.EfiSoftReserve, Tristate.Yes))
                .Or(new Alternative.Parameter("efi=nosoftreserve"), Effect.OrdinaryRam);
    }

    private static StageDraft Other(
        BootContext boot, AddressRange range, List<E820Entry> entries, bool isMarked)
    {
        if (!isMarked)
            return new StageDraft(
                StageKind.MemoryMap,
                entries.Count == 0
                    ? "the memory map has no entry for it: it is not memory to the kernel yet"
                    : Invariant($"the memory map has it as {Joined(entries)}"),
                "B.1", E820);
        var symbol = boot.Config[ConfigSymbol.EfiSoftReserve];
        return new StageDraft(
                StageKind.MemoryMap, Invariant($"it becomes {Joined(entries)}, not Soft Reserved"),
                "R19", E820)
            .With("symbol", SymbolText.Of(ConfigSymbol.EfiSoftReserve, symbol))
            .With("command line", boot.CommandLine.Text)
            .Or(new Alternative.NoParameter("efi=nosoftreserve"), Effect.SoftReserved)
            .Or(new Alternative.NoParameter("memmap="), Effect.SoftReserved)
            .Or(new Alternative.Symbol(ConfigSymbol.EfiSoftReserve, Tristate.Yes),
                Effect.SoftReserved);
    }

    private static string Joined(List<AddressRange> ranges) =>
        string.Join(" and ", ranges.Distinct());

    private static string Joined(List<E820Entry> entries) => entries.Count == 0
        ? "nothing"
        : string.Join(" and ", entries.Select(
            entry => Invariant($"{LifePieces.NameOf(entry)} {entry.Range}")));
}
