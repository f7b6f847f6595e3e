using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Cli.Qemu;

/// <summary>The SRAT of the guest: RAM in the machine's first domain with processors, everything
/// else where the machine has it.</summary>
internal sealed class BuiltSrat(
    Machine machine, WindowPlacement placement, RamPlacement ram, BridgeNumbers numbers)
{
    /// <summary>Null when the machine has none.</summary>
    public Srat? Build()
    {
        if (machine.Srat is not { } srat)
            return null;
        var usual = QemuMemory.OneNode(AsBuiltMachine.Ram);
        var home = HomeOf(srat);
        ValueList<MemoryAffinity> memory =
        [
            .. usual.Memory.Select(entry => entry with { ProximityDomain = home })
                .SelectMany(entry => WithoutApart(entry, srat)),
            .. srat.Memory.Select(AtWindows).OfType<MemoryAffinity>(),
        ];
        return srat with
        {
            Memory = memory,
            ProcessorDomains = srat.ProcessorDomains.IsEmpty ? [0] : srat.ProcessorDomains,
            GenericPorts = [.. srat.GenericPorts.Select(Renumbered)],
        };
    }

    /// <summary>The domain that has the guest's RAM.</summary>
    public static uint HomeOf(Srat srat) =>
        srat.ProcessorDomains.IsEmpty ? 0 : srat.ProcessorDomains.Min();

    // what is Soft Reserved in the RAM keeps its domain
    private IEnumerable<MemoryAffinity> WithoutApart(MemoryAffinity entry, Srat srat)
    {
        if (entry.Range is not { } range)
            return [];
        var moved = ram.Places
            .Where(place => range.Contains(place.Placed))
            .Select(place => (place.Placed, Domain: DomainOf(srat, place.Original)))
            .Where(place => place.Domain is { } domain && domain != entry.ProximityDomain)
            .ToList();
        return
        [
            .. range.Except(moved.Select(place => place.Placed))
                .Select(rest => Entry(entry.ProximityDomain, rest, entry.Flags)),
            .. moved.Select(place => Entry(place.Domain!.Value, place.Placed, entry.Flags)),
        ];
    }

    private static uint? DomainOf(Srat srat, AddressRange range) => srat.Memory
        .FirstOrDefault(entry => entry.IsEnabled && entry.Range is { } has && has.Contains(range))
        ?.ProximityDomain;

    private MemoryAffinity? AtWindows(MemoryAffinity entry)
    {
        if (entry.Range is not { } range || placement.Windows.IsEmpty)
            return null;
        var windows = placement.Windows[0].Original
            .Union(placement.Windows[^1].Original);
        return range.Intersect(windows) is { } part && placement.Place(part) is { } placed
            ? Entry(entry.ProximityDomain, placed, entry.Flags)
            : null;
    }

    private static MemoryAffinity Entry(
        uint domain, AddressRange range, MemoryAffinityFlags flags) =>
        new(domain, range.Start, range.Size.ToUInt64(), flags);

    private GenericPortAffinity Renumbered(GenericPortAffinity port) =>
        port with { Uid = numbers[port.Uid] };
}
