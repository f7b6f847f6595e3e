using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Cli.Qemu;

/// <summary>The machine as a kernel in QEMU meets it: the same shape at QEMU's addresses.</summary>
internal sealed class AsBuiltMachine
{
    /// <summary>RAM of every guest.</summary>
    public static readonly ByteSize Ram = ByteSize.MiB(1536);

    private readonly Machine _machine;
    private readonly WindowPlacement _placement;
    private readonly BridgeNumbers _numbers;
    private readonly RamPlacement _ram;
    private readonly List<string> _refusals = [];

    private AsBuiltMachine(Machine machine, ulong scale)
    {
        _machine = machine;
        _placement = WindowPlacement.Of(machine, scale);
        _numbers = BridgeNumbers.Of(machine);
        _ram = RamPlacement.Of(machine, scale);
    }

    /// <summary>Builds the machine; reasons instead when QEMU cannot.</summary>
    /// <param name="machine">As its file describes it.</param>
    /// <param name="scale">Null to choose.</param>
    public static QemuPlan Of(Machine machine, ulong? scale)
    {
        ValueList<string> refusals = [.. BuildRefusals.Of(machine)];
        if (!refusals.IsEmpty)
            return new QemuPlan.Refused(refusals);
        var chosen = scale ?? ScaleChoice.For(machine);
        refusals = [.. BuildRefusals.OfScale(machine, chosen)];
        return refusals.IsEmpty
            ? new AsBuiltMachine(machine, chosen).Build()
            : new QemuPlan.Refused(refusals);
    }

    private QemuPlan Build()
    {
        var cedt = Cedt();
        var decoders = Decoders();
        var arguments = Arguments();
        var srat = new BuiltSrat(_machine, _placement, _ram, _numbers).Build();
        _refusals.AddRange(_ram.Refusals);
        _refusals.AddRange(PartlyReserved());
        if (_refusals.Count > 0)
            return new QemuPlan.Refused([.. _refusals]);
        var asBuilt = _machine with
        {
            MemoryBlock = _machine.MemoryBlock is null ? null : new(ScaleChoice.GuestBlock),
            MemoryMap = QemuMemory.Map(Ram)!.Value,
            Srat = srat,
            Cedt = cedt,
            Cxl = Topology(decoders),
            Kernel = _machine.Kernel with { CommandLine = arguments },
        };
        return new QemuPlan.Built(_machine, asBuilt, _placement.Scale);
    }

    // the guest's RAM takes the place of everything outside the windows that is not reserved
    private IEnumerable<string> PartlyReserved() =>
        from entry in _machine.Srat?.Memory ?? []
        where entry.IsEnabled && entry.ProximityDomain != BuiltSrat.HomeOf(_machine.Srat!)
        from place in _ram.Places
        where entry.Range is { } range && range.Overlaps(place.Original)
            && range != place.Original
        select $"SRAT range {entry.Range}, of which only a part is Soft Reserved memory outside "
            + "every window";

    private Cedt? Cedt()
    {
        if (_machine.Cedt is not { } cedt)
            return null;
        var buses = _numbers.All.ToList();
        // QEMU hands out the registers from the bridge that was made last
        var bridges = buses.Select((bus, index) => new CxlHostBridgeStructure(
            bus, 1,
            QemuMemory.HostBridgeRegisters.Plus(
                QemuMemory.RegistersOfOne * (ulong)(buses.Count - 1 - index)),
            QemuMemory.RegistersOfOne));
        return new Cedt([.. bridges], [.. cedt.Windows.Select(Placed)], []);
    }

    private FixedMemoryWindow Placed(FixedMemoryWindow window)
    {
        var placed = _placement.Windows.First(each => ReferenceEquals(each.Window, window)).Placed;
        return window with
        {
            Base = placed.Start,
            Size = placed.Size.ToUInt64(),
            Targets = [.. window.Targets.Select(uid => _numbers[uid])],
        };
    }

    private CxlTopology Topology(ValueList<EndpointDecoderSetting> decoders)
    {
        // and its namespace has the bridge that was made last first
        var bridges = _machine.Cxl.HostBridges.OrderByDescending(bridge => bridge.Uid)
            .Select(bridge => bridge with { Uid = _numbers[bridge.Uid] });
        var faults = _machine.Cxl.Faults.Select(fault =>
            fault is CxlFault.UncommittedHostBridgeDecoder off
                ? new CxlFault.UncommittedHostBridgeDecoder(_numbers[off.HostBridgeUid])
                : fault);
        return new CxlTopology(
            [.. bridges], [.. _machine.Cxl.Memdevs.Select(Card)], decoders, [.. faults]);
    }

    private Memdev Card(Memdev card, int index) => card with
    {
        Volatile = new ByteSize(card.Volatile.Bytes / _placement.Scale),
        Persistent = new ByteSize(card.Persistent.Bytes / _placement.Scale),
        Serial = 0xa0 + (ulong)index,
    };

    private ValueList<EndpointDecoderSetting> Decoders()
    {
        var built = new List<EndpointDecoderSetting>();
        foreach (var decoder in _machine.Cxl.Decoders)
            if (_placement.Place(decoder.Range) is { } placed)
                built.Add(decoder with
                {
                    Range = placed,
                    Dpa = decoder.Dpa is { } dpa ? new Dpa(dpa.Value / _placement.Scale) : null,
                });
            else
                _refusals.Add($"decoder {decoder.Range} of {decoder.Memdev}: outside every "
                    + "window, or no whole number of bytes at this scale");
        return [.. built];
    }

    private string Arguments()
    {
        var words = new List<string>();
        foreach (var range in _machine.MemoryMap
            .Where(entry => entry.Type == MemoryType.SoftReserved).Select(entry => entry.Range))
            words.Add(SoftReservedArgument(range));
        foreach (var word in _machine.Kernel.CommandLine.Split(' ').Where(word => word.Length > 0))
            words.Add(Placed(word));
        return string.Join(' ', words);
    }

    private string Placed(string word)
    {
        var changes = KernelCommandLine.Parse(word).Memmap;
        if (changes.IsEmpty)
            return word;
        if (changes.Count == 1 && SoftReservedRanges.OfDirective(changes[0]) is { } range)
            return SoftReservedArgument(range);
        _refusals.Add($"'{word}': changes of the memory map other than Soft Reserved");
        return word;
    }

    private string SoftReservedArgument(AddressRange range)
    {
        if (_placement.Place(range) is { } placed)
            return $"memmap={Sized(placed)}+0xefffffff";
        if (_ram.Place(range) is { } inRam)
            return $"memmap={Sized(inRam)}-1+0xefffffff";
        _refusals.Add($"Soft Reserved {range}: no whole number of bytes at this scale, or too far "
            + "from every window");
        return "";
    }

    private static string Sized(AddressRange range) =>
        $"{QemuSize.Of(range.Size)}%{range.Start}";
}
