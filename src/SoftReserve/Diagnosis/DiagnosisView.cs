using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Diagnosis;

/// <summary>A subject, and what several rules want to know of it.</summary>
internal sealed class DiagnosisView
{
    private readonly Lazy<ValueList<(Sighting Line, AddressRange Range)>> _placed;

    public DiagnosisView(DiagnosisSubject subject)
    {
        Subject = subject;
        Windows = WindowsOf(subject.Predicted.Boot.Machine);
        Rows = Seen.HasAddresses ? SeenOwners.Of(Seen, subject.Predicted, Windows) : [];
        _placed = new Lazy<ValueList<(Sighting Line, AddressRange Range)>>(() => [.. Placed()]);
    }

    public DiagnosisSubject Subject { get; }

    public Seen Seen => Subject.Seen;

    public Kernel Predicted => Subject.Predicted;

    public Machine Machine => Predicted.Boot.Machine;

    /// <summary>Firmware's CXL windows, in table order.</summary>
    public ValueList<AddressRange> Windows { get; }

    /// <summary>Who was seen to have what; none where addresses are unknown.</summary>
    public ValueList<SeenRange> Rows { get; }

    /// <summary>The window around a range, or that it touches; null when none does.</summary>
    public AddressRange? WindowAt(AddressRange range)
    {
        foreach (var window in Windows)
            if (window.Overlaps(range))
                return window;
        return null;
    }

    /// <summary>Lines of the log with one of these words.</summary>
    public IEnumerable<Sighting> LoggedAny(params string[] words) => Seen.Log.Where(line =>
        words.Any(word => line.Text.Contains(word, StringComparison.Ordinal)));

    /// <summary>False when a list of modules is there and lacks this one, or has it as a file
    /// only; true for what is built in.</summary>
    public bool HasModule(string name) => Seen.Modules.IsEmpty
        || ModuleNames.Find(name) is { } module && Predicted.Boot.IsBuiltIn(module)
        || Seen.Modules.Any(line => line.Text.Split(' ') is [var first, .. var rest]
            && first == name && !rest.Contains("missing") && !rest.Contains("installed"));

    /// <summary>The first line of the NUMA listing that starts so; null when there is
    /// none.</summary>
    public Sighting? NumaLine(string start) => Seen.Numa.FirstOrDefault(
        line => line.Text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Lines about the command line, the memory map and the configuration with this
    /// text.</summary>
    public IEnumerable<Sighting> Told(string text) => Seen.Facts.Where(
        line => line.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Lines of the log with one of these words and a range that touches this
    /// one.</summary>
    public IEnumerable<Sighting> LoggedOver(AddressRange range, params string[] words) =>
        _placed.Value.Where(each => each.Range.Overlaps(range)).Select(each => each.Line)
            .Where(line => words.Any(word => line.Text.Contains(word, StringComparison.Ordinal)));

    /// <summary>What was seen of each dax device: its whole range and its rows.</summary>
    public IEnumerable<(AddressRange Range, SeenRange First)> Devices => Rows
        .Where(row => row.Device is not null)
        .GroupBy(row => row.Device)
        .Select(rows => (rows.First().Range.Union(rows.Last().Range), rows.First()));

    /// <summary>Whether a driver of that name has any device; true when no file says.</summary>
    public bool HasDriver(string name) => Seen.Drivers.IsEmpty
        || Seen.Drivers.Any(line => line.Text.EndsWith(
            "-> " + name, StringComparison.Ordinal));

    /// <summary>A row's owner in a few words: <c>hmem, as dax1.0</c>.</summary>
    public static string OwnerOf(SeenRange row) => row switch
    {
        { Device: { } device, Use: RangeUse.Failed } =>
            $"{WordOf(row.Owner)}, whose {device} no driver took",
        { Device: { } device } => $"{WordOf(row.Owner)}, as {device}",
        { Use: RangeUse.SystemRam } => "the page allocator, as ordinary RAM since boot",
        _ => "nobody",
    };

    /// <summary>The first lines of some, each once.</summary>
    public static ValueList<Sighting> Some(IEnumerable<Sighting?> lines, int most = 4) =>
        [.. lines.OfType<Sighting>().Distinct().Take(most)];

    /// <summary>A range as iomem prints it.</summary>
    public static string Plain(AddressRange range) =>
        Invariant($"{range.Start.Value:x}-{range.End.Value:x}");

    private IEnumerable<(Sighting Line, AddressRange Range)> Placed()
    {
        foreach (var line in LoggedAny(
            [.. LogWords.Decisions, LogWords.NotReserved, LogWords.RegionConflict,
                LogWords.NoWindow, LogWords.NotAdded]))
            if (LogWords.RangeIn(line.Text) is { } range)
                yield return (line, range);
    }

    private static string WordOf(RangeOwner owner) => owner switch
    {
        RangeOwner.Cxl => "CXL",
        RangeOwner.Hmem => "HMEM",
        RangeOwner.Both => "CXL and HMEM both",
        RangeOwner.None => "nobody",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ValueList<AddressRange> WindowsOf(Machine machine)
    {
        var windows = new List<AddressRange>();
        foreach (var window in machine.Cedt?.Windows ?? [])
            if (AddressRange.TryMakeSized(
                window.Base.Value, new ByteSize(window.Size), out var range))
                windows.Add(range);
        return [.. windows];
    }
}
