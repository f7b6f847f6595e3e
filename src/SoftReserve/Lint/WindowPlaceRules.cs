using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Lint;

/// <summary>Windows over things that are not theirs.</summary>
internal static class WindowPlaceRules
{
    private const ulong FourGiB = 1UL << 32;

    public static ValueList<LintRule> All { get; } =
    [
        new("L19", "window-over-ram", LintSeverity.Error,
            "A CXL window covers ordinary RAM that no committed decoder maps.")
        {
            Find = OverRam,
        },
        new("L20", "window-over-pci-space", LintSeverity.Error,
            "A CXL window covers addresses below 4 GiB or registers of a host bridge.")
        {
            Find = OverPciSpace,
        },
        new("L21", "window-over-reserved", LintSeverity.Warning,
            "A CXL window covers a memory map entry that is reserved for something else.")
        {
            Find = OverReserved,
        },
    ];

    private static IEnumerable<Contradiction> OverRam(LintView view)
    {
        var committed = new RangeSet(view.Sets.Select(set => set.Range));
        return
            from window in view.Windows
            let ram = view.Usable.Within(window.Range)
                .SelectMany(part => committed.Missing(part)).ToList()
            where ram.Count > 0
            select new Contradiction(
                [window.Field, view.UsableField(ram[0])],
                $"{ram[0]} is ordinary RAM, and no decoder of a card stands behind it",
                Outcome.Window(window));
    }

    private static IEnumerable<Contradiction> OverPciSpace(LintView view)
    {
        var registers = new RangeIndex<(int Index, AddressRange Range)>(
            Registers(view), each => each.Range);
        foreach (var window in view.Windows)
        {
            if (window.Range.Start.Value < FourGiB)
                yield return new Contradiction(
                    [window.Field],
                    "below 4 GiB are RAM, PCI devices, interrupt controllers and the firmware's "
                    + "own flash",
                    Outcome.Window(window));
            foreach (var (index, range) in registers.Over(window.Range))
                yield return new Contradiction(
                    [window.Field, new LintField(
                        LintTable.Chbs, index, "base", range.ToString())],
                    $"the window covers the registers {range} of a host bridge",
                    Outcome.Window(window));
        }
    }

    private static IEnumerable<(int Index, AddressRange Range)> Registers(LintView view)
    {
        var bridges = view.Machine.Cedt?.HostBridges ?? [];
        for (var index = 0; index < bridges.Count; index++)
            if (AddressRange.TryMakeSized(
                bridges[index].Base.Value, new ByteSize(bridges[index].Length), out var range))
                yield return (index, range);
    }

    private static IEnumerable<Contradiction> OverReserved(LintView view) =>
        from window in view.Windows
        from entry in view.MapByAddress.Over(window.Range)
        where entry.Type is not (MemoryType.Usable or MemoryType.SoftReserved)
        select new Contradiction(
            [
                window.Field,
                new LintField(LintTable.MemoryMap, entry.Index,
                    FormattableString.Invariant($"{entry.Type}"), entry.Range.ToString()),
            ],
            $"{entry.Range} is reserved for something else",
            Outcome.Window(window));
}
