using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>Stage 2 of a range's life: what firmware marked as Specific Purpose becomes an entry
/// of type Soft Reserved in the kernel's memory map.</summary>
/// <remarks>Kernel: <c>e820__memory_setup()</c>, <c>e820__finish_early_params()</c>,
/// arch/x86/kernel/e820.c. On arm64 and riscv64, which know no e820, firmware's map as
/// it is. Entries of both maps are ascending and do not overlap. Adjacent entries of one type are
/// one, except Soft Reserved and the old persistent type, which stay as firmware gave
/// them.</remarks>
/// <param name="Bios">The map as firmware gave it.</param>
/// <param name="User">The map as the command line changed it; null when it did not.</param>
/// <param name="Changes">The changes that the command line asked for.</param>
/// <param name="Entries">The map that the kernel works with: as the last of the two, without the
/// RAM that a PC's BIOS needs.</param>
/// <seealso cref="Hmem.Steps.StageSoftReserved"/>
public sealed record E820Table(
    ValueList<E820Entry> Bios,
    ValueList<E820Entry>? User,
    ValueList<MemmapDirective> Changes,
    ValueList<E820Entry> Entries)
{
    /// <summary>What the kernel takes from RAM for the BIOS: the first page is reserved, 640 KiB
    /// to 1 MiB is no RAM.</summary>
    /// <remarks>Kernel: <c>trim_bios_range()</c>, arch/x86/kernel/setup.c.</remarks>
    public static readonly ValueList<MemmapDirective> BiosTrimming =
    [
        new MemmapDirective.Change(0, 0x1000, MemoryType.Usable, MemoryType.Reserved),
        new MemmapDirective.Remove(0xa0000, 0x60000, MemoryType.Usable),
    ];

    /// <summary>Ranges of ordinary RAM, ascending.</summary>
    public ValueList<AddressRange> Usable => RangesOf(MemoryType.Usable);

    /// <summary>Soft Reserved ranges, ascending; neighbours stay apart.</summary>
    public ValueList<AddressRange> SoftReserved => RangesOf(MemoryType.SoftReserved);

    /// <summary>Builds both maps.</summary>
    /// <param name="machine">Gives the map of firmware.</param>
    /// <param name="commandLine">Changes it.</param>
    /// <param name="softReserveEnabled">CONFIG_EFI_SOFT_RESERVE without
    /// <c>efi=nosoftreserve</c>. When false, Soft Reserved entries of firmware are ordinary RAM;
    /// what <c>memmap=</c> makes Soft Reserved stays so.</param>
    public static E820Table Build(
        Machine machine, KernelCommandLine commandLine, bool softReserveEnabled)
    {
        var firmware = new E820Entry[machine.MemoryMap.Count];
        for (var index = 0; index < firmware.Length; index++)
        {
            var entry = machine.MemoryMap[index];
            var isRam = entry.Type == MemoryType.SoftReserved && !softReserveEnabled;
            firmware[index] = new E820Entry(
                entry.Range, isRam ? MemoryType.Usable : entry.Type);
        }

        var bios = E820Sweep.Sanitise(firmware);
        if (machine.Architecture != Architecture.X86)
            return new E820Table(bios, null, [], bios); // neither a PC's BIOS nor memmap=
        var changes = commandLine.Memmap;
        ValueList<E820Entry>? user = changes.IsEmpty ? null : Apply(bios, changes);
        return new E820Table(bios, user, changes, Apply(user ?? bios, BiosTrimming));
    }

    private static ValueList<E820Entry> Apply(
        ValueList<E820Entry> map, ValueList<MemmapDirective> changes)
    {
        var entries = new List<E820Entry>(map.AsSpan().ToArray());
        foreach (var change in changes)
            E820Edit.Apply(entries, change);
        return E820Sweep.Sanitise(entries.ToArray());
    }

    private ValueList<AddressRange> RangesOf(MemoryType type)
    {
        var ranges = new List<AddressRange>();
        foreach (var entry in Entries)
            if (entry.Type == type)
                ranges.Add(entry.Range);
        return [.. ranges];
    }
}

/// <summary>One entry of the kernel's memory map.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Type">One of the kernel's types, or any other number that <c>memmap=</c>
/// gave.</param>
public readonly record struct E820Entry(AddressRange Range, MemoryType Type);
