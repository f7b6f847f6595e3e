using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>Runs the first-stage script of a recording, which programs decoders in firmware's
/// place, on a machine that has none programmed.</summary>
/// <remarks>The commands stand in for what a BIOS does: <c>mkregion BASE WAYS SERIAL...</c> makes a
/// region as large as its cards at the lowest free place of the window at BASE,
/// <c>hdm_uncommit</c> and <c>hdm_rebase</c> then change single decoders.</remarks>
internal sealed class FirmwareProgram
{
    private const ulong RegionAlignment = 256 << 20;
    private const int MostWays = 16;
    private const int DefaultGranularity = InterleaveCode.SmallestGranularity;

    // a whole kernel, whose cxl_mem lets every card answer to memory addresses
    private const string StandInKernel = "bios_cxl";

    private static readonly string[] Harmless =
        [StandInKernel, "hdm_show", "hdm_dump", "settle", "say", "epwait"];

    private readonly CaptureContext _context;
    private readonly Cedt? _cedt;
    private readonly List<AddressRange> _taken = [];
    private readonly List<CxlFault> _faults = [];
    private readonly List<EndpointDecoderSetting> _decoders = [];
    private readonly CxlTopology _topology;

    private FirmwareProgram(CaptureContext context, CxlTopology topology, Cedt? cedt) =>
        (_context, _topology, _cedt) = (context, topology, cedt);

    /// <summary>The topology with the decoders and the faults that the script leaves.</summary>
    public static CxlTopology Run(
        CaptureContext context,
        IReadOnlyList<PlacedText> commands,
        CxlTopology topology,
        Cedt? cedt)
    {
        var program = new FirmwareProgram(context, topology, cedt);
        foreach (var command in commands.Take(context.Limits.Commands))
            program.Run(command);
        var cards = commands.Any(command => command.Text == StandInKernel)
            ? program.MemoryEnabled() : topology.Memdevs;
        return program._topology with
        {
            Memdevs = cards,
            Decoders = [.. program._decoders],
            Faults = [.. program._faults],
        };
    }

    private void Run(PlacedText command)
    {
        var words = ScriptLines.Words(command.Text);
        if (words is ["mkregion", var window, var ways, .. var serials])
            MakeRegion(command, window, ways, serials);
        else if (words is ["hdm_uncommit", var cleared, var clearedNumber])
            Uncommit(command, cleared, clearedNumber);
        else if (words is ["hdm_rebase", var moved, var movedNumber, var start])
            Rebase(command, moved, movedNumber, start);
        else if (words.Count == 0 || !Harmless.Contains(words[0]))
            Report(CaptureDiagnosticId.UnknownCommand, command,
                "not a command that programs decoders: mkregion, hdm_uncommit or hdm_rebase");
    }

    // cards with a programmed decoder answer in any case
    private ValueList<Memdev> MemoryEnabled() =>
    [
        .. _topology.Memdevs.Select(card =>
            card.IsPresent && !_decoders.Exists(decoder => decoder.Memdev == card.Name)
                ? card with { IsMemoryEnabled = true }
                : card),
    ];

    private void MakeRegion(
        PlacedText command, string windowBase, string waysText, List<string> serials)
    {
        List<Memdev> cards = [.. serials.Take(MostWays).Select(FindCard).OfType<Memdev>()];
        var window = WindowAt(QemuLine.Number(windowBase));
        var ways = QemuLine.Number(waysText) ?? 0;
        if (window is null)
            Refuse(command, "no CXL window begins there");
        else if (cards.Count != serials.Count || (ulong)cards.Count != ways)
            Refuse(command, "the serial numbers are not those of as many cards as it has ways");
        else if (InterleaveCode.FromWays(cards.Count) is null)
            Refuse(command, "no decoder has that many ways");
        else if (Place(window, cards) is not { } range)
            Refuse(command, "no room in the window");
        else
            Program(range, window, cards);
    }

    private void Program(AddressRange range, FixedMemoryWindow window, List<Memdev> cards)
    {
        _taken.Add(range);
        var granularity =
            InterleaveCode.ToGranularity(window.EncodedGranularity) ?? DefaultGranularity;
        for (var position = 0; position < cards.Count; position++)
            _decoders.Add(new EndpointDecoderSetting(
                cards[position].Name, range, cards.Count, granularity, position,
                IsCommitted: true, Dpa: null, IsLocked: false, PartitionMode.Ram));
    }

    private AddressRange? Place(FixedMemoryWindow window, List<Memdev> cards)
    {
        var share = cards.Min(card => card.Volatile);
        var size = new ByteSize(share.Bytes * (uint)cards.Count);
        if (!AddressRange.TryMakeSized(window.Base.Value, new ByteSize(window.Size), out var room))
            return null;
        foreach (var free in room.Except(_taken))
            if (free.AlignInward(RegionAlignment) is { } aligned && aligned.Size >= size
                && size.Bytes > 0)
                return AddressRange.Sized(aligned.Start, size);
        return null;
    }

    private void Uncommit(PlacedText command, string component, string number)
    {
        if (FindDecoder(component, number) is { } index)
            _decoders[index] = _decoders[index] with { IsCommitted = false };
        else if (FindBridge(component) is { } bridge)
            _faults.Add(new CxlFault.UncommittedHostBridgeDecoder(bridge.Uid));
        else
            Refuse(command, "no such decoder");
    }

    // decoders above the card follow from the card's own
    private void Rebase(PlacedText command, string component, string number, string start)
    {
        if (FindBridge(component) is not null)
            return;
        if (FindDecoder(component, number) is { } index
            && QemuLine.Number(start) is { } address
            && AddressRange.TryMakeSized(address, _decoders[index].Range.Size, out var range))
            _decoders[index] = _decoders[index] with { Range = range };
        else
            Refuse(command, "no such decoder, or no such place");
    }

    // $(hdmbase $(epof a1)) is the card with serial number 0xa1
    private int? FindDecoder(string component, string number)
    {
        if (Between(component, "$(hdmbase $(epof ", "))") is not { } serial
            || FindCard(serial) is not { } card || QemuLine.Number(number) is not { } wanted)
            return null;
        var index = 0;
        for (ulong ofCard = 0; index < _decoders.Count; index++)
            if (_decoders[index].Memdev == card.Name && ofCard++ == wanted)
                return index;
        return null;
    }

    // $(hdmbase port1) is the first host bridge; ports are numbered bridges first
    private HostBridge? FindBridge(string component) =>
        QemuLine.Number(Between(component, "$(hdmbase port", ")")) is { } number
        && number >= 1 && number <= (ulong)_topology.HostBridges.Count
            ? _topology.HostBridges[(int)number - 1] : null;

    private Memdev? FindCard(string serial) => QemuLine.Number("0x" + serial) is { } number
        ? _topology.Memdevs.FirstOrDefault(card => card.Serial == number) : null;

    private FixedMemoryWindow? WindowAt(ulong? start) =>
        _cedt?.Windows.FirstOrDefault(window => window.Base.Value == start);

    private static string? Between(string text, string before, string after) =>
        text.Length > before.Length + after.Length
        && text.StartsWith(before, StringComparison.Ordinal)
        && text.EndsWith(after, StringComparison.Ordinal)
            ? text[before.Length..^after.Length] : null;

    private void Refuse(PlacedText command, string why) =>
        Report(CaptureDiagnosticId.BadProgramming, command, why);

    private void Report(string id, PlacedText command, string why) =>
        _context.Report(id, command.File, command.Line, $"{command.Text}: {why}");
}
