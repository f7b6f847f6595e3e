using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cli.Qemu;

/// <summary>The options that make QEMU build a machine.</summary>
internal sealed class QemuOptions
{
    private readonly Machine _machine;
    private readonly List<string> _words = [];
    private int _slot = 1;

    private QemuOptions(Machine asBuilt) => _machine = asBuilt;

    /// <summary>Each option as <c>-device x,y=z</c>, in order; without kernel, disks and
    /// console.</summary>
    public static ValueList<string> Of(Machine asBuilt)
    {
        var options = new QemuOptions(asBuilt);
        options.Add("-machine " + options.MachineType());
        options.Add("-cpu max,la57=off" + (asBuilt.HasHypervisor ? "" : ",hypervisor=off"));
        options.Add($"-smp {Math.Max(2, asBuilt.Srat?.ProcessorDomains.Count ?? 0)}");
        var ram = QemuSize.Of(AsBuiltMachine.Ram);
        options.Add($"-m {ram}");
        if (asBuilt.Srat is not null)
        {
            options.Add($"-object memory-backend-ram,id=ram0,size={ram}");
            options.Add("-numa node,nodeid=0,memdev=ram0");
        }

        foreach (var bus in BridgeNumbers.Of(asBuilt).All)
            options.AddBridge(bus);
        return [.. options._words];
    }

    private void Add(string option) => _words.Add(option);

    private string MachineType()
    {
        if (BridgeNumbers.Uids(_machine).IsEmpty)
            return "q35";
        var words = new List<string> { "q35", "cxl=on" };
        var number = 0;
        foreach (var window in HardwareWindows.Of(_machine))
        {
            for (var index = 0; index < window.Targets.Count; index++)
                words.Add(Invariant(
                    $"cxl-fmw.{number}.targets.{index}={NameOf(window.Targets[index])}"));
            words.Add($"cxl-fmw.{number}.size={QemuSize.Of(new ByteSize(window.Size))}");
            if (window.EncodedGranularity > 0)
                words.Add(Invariant($"cxl-fmw.{number}.interleave-granularity=")
                    + Invariant($"{InterleaveCode.ToGranularity(window.EncodedGranularity)}"));
            number++;
        }

        return string.Join(',', words);
    }

    private static string NameOf(uint bus) => Invariant($"hb{BridgeNumbers.PlaceOf(bus)}");

    private void AddBridge(uint bus)
    {
        var bridge = _machine.Cxl.HostBridges.FirstOrDefault(each => each.Uid == bus);
        var decoders = bridge is { HasDecoders: false } ? "false" : "true";
        var name = NameOf(bus);
        Add(Invariant($"-device pxb-cxl,bus_nr={bus},bus=pcie.0,id={name},")
            + $"hdm_for_passthrough={decoders}");
        AddPorts("cxl-rp", "rp", name, bridge?.Ports ?? []);
    }

    private void AddPorts(
        string driver, string kind, string bus, ValueList<DownstreamPort> ports)
    {
        for (var number = 0; number < ports.Count; number++)
        {
            var name = $"{bus}-{kind}{number}";
            Add(Invariant($"-device {driver},port={number},bus={bus},id={name},")
                + Invariant($"addr=0x{number:x},chassis=0,slot={++_slot}"));
            AddPlugged(name, ports[number]);
        }
    }

    private void AddPlugged(string port, DownstreamPort plugged)
    {
        switch (plugged)
        {
            case DownstreamPort.Switch inner:
                Add($"-device cxl-upstream,bus={port},id={port}-us");
                AddPorts("cxl-downstream", "ds", $"{port}-us", inner.Ports);
                break;
            case DownstreamPort.Card { Name: var name }
                when _machine.Cxl.FindMemdev(name) is { IsPresent: true } card:
                AddCard(port, card);
                break;
        }
    }

    private void AddCard(string port, Memdev card)
    {
        var device = $"-device cxl-type3,bus={port},id={card.Name}";
        if (card.Volatile.Bytes > 0)
        {
            Add($"-object memory-backend-ram,id={card.Name}-ram,size={QemuSize.Of(card.Volatile)}");
            device += $",volatile-memdev={card.Name}-ram";
        }

        if (card.Persistent.Bytes > 0)
        {
            Add($"-object memory-backend-ram,id={card.Name}-pmem,"
                + $"size={QemuSize.Of(card.Persistent)}");
            Add($"-object memory-backend-ram,id={card.Name}-lsa,size=1M");
            device += $",persistent-memdev={card.Name}-pmem,lsa={card.Name}-lsa";
        }

        Add(device + Invariant($",sn=0x{card.Serial:x}"));
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
