using SoftReserve.Addresses;
using SoftReserve.Firmware;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>The command line and configuration against the tables.</summary>
internal static class CommandLineRules
{
    // a kernel's command line has a few; pairs are compared
    private const int MostDirectives = 256;

    public static ValueList<LintRule> All { get; } =
    [
        new("L22", "soft-reserve-off", LintSeverity.Warning,
            "Firmware marks memory Specific Purpose, and this kernel is told not to care.")
        {
            Find = SwitchedOff,
        },
        new("L23", "memmap-conflict", LintSeverity.Warning,
            "A memmap= directive takes Soft Reserved memory away or contradicts another one.")
        {
            Find = Conflicts,
        },
    ];

    private static IEnumerable<Contradiction> SwitchedOff(LintView view)
    {
        var isOff = view.Machine.Kernel.Config.FindIndex(setting =>
            setting is { Symbol: "EFI_SOFT_RESERVE", Value: Tristate.No });
        if (!view.CommandLine.NoSoftReserve && isOff < 0)
            return [];
        var field = view.CommandLine.NoSoftReserve
            ? new LintField(LintTable.CommandLine, null, "efi", "nosoftreserve")
            : new LintField(LintTable.Configuration, isOff, "EFI_SOFT_RESERVE", "n");
        return
            from each in view.Machine.MemoryMap.Select((entry, index) => (entry, index))
            where each.entry.Type == MemoryType.SoftReserved
            select new Contradiction(
                [field, new LintField(LintTable.MemoryMap, each.index, "soft-reserved",
                    each.entry.Range.ToString())],
                $"{each.entry.Range} is marked Specific Purpose, and becomes ordinary RAM",
                Outcome.Memory(each.entry.Range));
    }

    private static IEnumerable<Contradiction> Conflicts(LintView view)
    {
        var reserved = new RangeSet(view.Machine.MemoryMap
            .Where(entry => entry.Type == MemoryType.SoftReserved)
            .Select(entry => entry.Range));
        var directives = view.CommandLine.Memmap.Take(MostDirectives)
            .Select(Effect.Of).OfType<Effect>().ToList();
        for (var index = 0; index < directives.Count; index++)
        {
            var effect = directives[index];
            if (effect.TakesSoftReserved && reserved.Overlaps(effect.Range))
                yield return new Contradiction(
                    [effect.Field, view.SoftReservedField(reserved.Within(effect.Range)[0])],
                    $"the directive makes {effect.Becomes} of {effect.Range}, which firmware "
                    + "marked Specific Purpose",
                    Outcome.Memory(reserved.Within(effect.Range)[0]));
            for (var before = 0; before < index; before++)
                if (effect.Contradicts(directives[before]))
                    yield return new Contradiction(
                        [effect.Field, directives[before].Field],
                        $"two directives make {directives[before].Becomes} and {effect.Becomes} "
                        + "of the same addresses; the highest type wins, not the last",
                        Outcome.Memory(effect.Range.Union(directives[before].Range)));
        }
    }

    /// <summary>What one directive does.</summary>
    /// <param name="Range">Where.</param>
    /// <param name="From">The type that it acts on; null for any.</param>
    /// <param name="To">What it makes of it; null when it cuts it out.</param>
    private sealed record Effect(AddressRange Range, MemoryType? From, MemoryType? To)
    {
        public bool TakesSoftReserved => To != MemoryType.SoftReserved
            && (From == MemoryType.SoftReserved || (From is null && To is null));

        public string Becomes => To is { } type ? Invariant($"{type}") : "nothing";

        public LintField Field => new(
            LintTable.CommandLine, null, "memmap", $"{Range} becomes {Becomes}");

        public bool Contradicts(Effect other) =>
            Range.Overlaps(other.Range) && To is not null && other.To is not null
            && To != other.To;

        public static Effect? Of(MemmapDirective directive) => directive switch
        {
            MemmapDirective.Add add => Make(add.Start, add.Size, MemoryType.Usable, add.Type),
            MemmapDirective.Change change =>
                Make(change.Start, change.Size, change.From, change.To),
            MemmapDirective.Remove cut => Make(cut.Start, cut.Size, cut.Type, null),
            MemmapDirective.Clear => new Effect(AddressRange.Everything, null, null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        private static Effect? Make(
            ulong start, ulong size, MemoryType? from, MemoryType? to) =>
            AddressRange.TryMakeSized(start, new ByteSize(size), out var range)
                ? new Effect(range, from, to)
                : null;
    }
}
