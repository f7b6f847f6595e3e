using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Lint;

/// <summary>A machine's tables side by side, sorted once for all rules.</summary>
internal sealed class LintView
{
    private readonly Dictionary<AddressRange, LintWindow?> _windowOfSet;

    public LintView(LintSubject subject)
    {
        Subject = subject;
        CommandLine = KernelCommandLine.Parse(Machine.Kernel.CommandLine);
        Map = E820Table.Build(Machine, CommandLine, softReserveEnabled: true);
        SoftReserved = Map.SoftReserved;
        Usable = new RangeSet(Map.Usable);
        MapByAddress = new RangeIndex<LintMapEntry>(
            Machine.MemoryMap.Select(
                (entry, index) => new LintMapEntry(index, entry.Range, entry.Type)),
            each => each.Range);
        Srat = [.. (Machine.Srat?.Memory ?? []).Select((memory, index) => (memory, index))
            .Where(each => each.memory is { IsEnabled: true, Range: not null })
            .Select(each => new SratRange(each.index, each.memory, each.memory.Range!.Value))];
        SratByAddress = new RangeIndex<SratRange>(Srat, each => each.Range);
        SratSpace = new RangeSet(Srat.Select(each => each.Range));
        AllWindows = [.. (Machine.Cedt?.Windows ?? [])
            .Select((window, index) => LintWindow.Of(window, index))];
        Windows = [.. AllWindows.Where(window => window.Fault == WindowFault.None)];
        WindowsByAddress = new RangeIndex<LintWindow>(Windows, each => each.Range);
        WindowSpace = new RangeSet(Windows.Select(each => each.Range));
        Sets = DecoderSet.AllOf(Machine.Cxl);
        SetsByAddress = new RangeIndex<DecoderSet>(Sets, each => each.Range);
        BackedSpace = new RangeSet(
            Sets.Where(set => set.IsComplete).Select(set => set.Range));
        _windowOfSet = Sets.ToDictionary(
            set => set.Range,
            set => WindowsByAddress.Over(set.Range)
                .Find(window => window.Range.Contains(set.Range)));
    }

    public LintSubject Subject { get; }

    public Machine Machine => Subject.Machine;

    public KernelCommandLine CommandLine { get; }

    /// <summary>The kernel's map, command line applied, Specific Purpose honoured.</summary>
    public E820Table Map { get; }

    /// <summary>Soft Reserved entries of <see cref="Map"/>, ascending.</summary>
    public ValueList<AddressRange> SoftReserved { get; }

    /// <summary>Firmware's own map.</summary>
    public RangeIndex<LintMapEntry> MapByAddress { get; }

    /// <summary>Ordinary RAM.</summary>
    public RangeSet Usable { get; }

    /// <summary>Enabled SRAT memory with a range, in table order.</summary>
    public ValueList<SratRange> Srat { get; }

    public RangeIndex<SratRange> SratByAddress { get; }

    public RangeSet SratSpace { get; }

    /// <summary>Every CFMWS, in table order.</summary>
    public ValueList<LintWindow> AllWindows { get; }

    /// <summary>Those that have a range and pass the kernel's verification.</summary>
    public ValueList<LintWindow> Windows { get; }

    public RangeIndex<LintWindow> WindowsByAddress { get; }

    public RangeSet WindowSpace { get; }

    /// <summary>Interleave sets with a committed member, in address order.</summary>
    public ValueList<DecoderSet> Sets { get; }

    public RangeIndex<DecoderSet> SetsByAddress { get; }

    /// <summary>What complete sets of committed decoders map.</summary>
    public RangeSet BackedSpace { get; }

    /// <summary>True when HMAT turns every SRAT range into a candidate of HMEM.</summary>
    public bool UsesHmat => Machine is { Hmat.IsKnownRevision: true, Srat: not null };

    /// <summary>Where ordinary RAM comes from.</summary>
    public LintField UsableField(AddressRange range) =>
        MapByAddress.Over(range).Find(each => each.Type == MemoryType.Usable) is { } entry
            ? new LintField(
                LintTable.MemoryMap, entry.Index, "usable", entry.Range.ToString())
            : new LintField(LintTable.CommandLine, null, "memmap", range.ToString());

    /// <summary>What HMEM asks about: SRAT ranges that touch Soft Reserved when HMAT is in use,
    /// and the Soft Reserved entries that none of those touches.</summary>
    public IEnumerable<(AddressRange Range, LintField Field)> Candidates()
    {
        var reserved = new RangeSet(SoftReserved);
        foreach (var each in UsesHmat ? Srat : [])
            if (reserved.Overlaps(each.Range))
                yield return (each.Range, each.Field);
        foreach (var range in SoftReserved)
            if (!UsesHmat || !SratSpace.Overlaps(range))
                yield return (range, SoftReservedField(range));
    }

    /// <summary>The first good window that contains a set; null when none does.</summary>
    public LintWindow? WindowAround(DecoderSet set) => _windowOfSet[set.Range];

    /// <summary>Where a Soft Reserved entry comes from.</summary>
    public LintField SoftReservedField(AddressRange range)
    {
        var entry = MapByAddress.Over(range).Find(each => each.Type == MemoryType.SoftReserved);
        return entry is not null
            ? new LintField(LintTable.MemoryMap, entry.Index, "soft-reserved", range.ToString())
            : new LintField(LintTable.CommandLine, null, "memmap", range.ToString());
    }
}

/// <summary>An entry of firmware's memory map.</summary>
internal sealed record LintMapEntry(int Index, AddressRange Range, MemoryType Type);

/// <summary>An enabled memory affinity structure with a range.</summary>
internal sealed record SratRange(int Index, MemoryAffinity Memory, AddressRange Range)
{
    public LintField Field => new(
        LintTable.SratMemory, Index,
        FormattableString.Invariant($"pxm {Memory.ProximityDomain} range"), Range.ToString());

    public LintField FlagsField => new(
        LintTable.SratMemory, Index, "flags",
        FormattableString.Invariant($"0x{(uint)Memory.Flags:x}"));
}

/// <summary>A CFMWS with what the kernel's verification says about it.</summary>
/// <param name="Index">In the table, from 0.</param>
/// <param name="Window">The structure.</param>
/// <param name="Range">Meaningless when <paramref name="Fault"/> says that there is none.</param>
/// <param name="Fault">Overlap stands for a window without bytes here.</param>
internal sealed record LintWindow(
    int Index, FixedMemoryWindow Window, AddressRange Range, WindowFault Fault)
{
    public int Ways => InterleaveCode.ToWays(Window.EncodedWays) ?? 1;

    public LintField Field => Of("window", Fault == WindowFault.Overlap
        ? FormattableString.Invariant($"{Window.Base} size 0x{Window.Size:x}")
        : Range.ToString());

    public static LintWindow Of(FixedMemoryWindow window, int index) =>
        AddressRange.TryMakeSized(window.Base.Value, new ByteSize(window.Size), out var range)
            ? new LintWindow(index, window, range, WindowVerification.Check(window))
            : new LintWindow(index, window, range, WindowFault.Overlap);

    public LintField Of(string field, string value) => new(LintTable.Cfmws, Index, field, value);
}
