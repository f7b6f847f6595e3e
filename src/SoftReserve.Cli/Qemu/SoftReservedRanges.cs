using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>What a machine's kernel finds Soft Reserved.</summary>
internal static class SoftReservedRanges
{
    /// <summary>From the memory map and from <c>memmap=</c>, in that order.</summary>
    public static ValueList<AddressRange> Of(Machine machine) =>
    [
        .. machine.MemoryMap
            .Where(entry => entry.Type == MemoryType.SoftReserved)
            .Select(entry => entry.Range),
        .. Typed(machine).Select(OfDirective).OfType<AddressRange>(),
    ];

    /// <summary>The changes of the memory map on the machine's command line.</summary>
    public static ValueList<MemmapDirective> Typed(Machine machine) =>
        KernelCommandLine.Parse(machine.Kernel.CommandLine).Memmap;

    /// <summary>What a directive makes Soft Reserved; null when nothing.</summary>
    public static AddressRange? OfDirective(MemmapDirective directive) => directive switch
    {
        MemmapDirective.Add { Type: MemoryType.SoftReserved } add => Sized(add.Start, add.Size),
        MemmapDirective.Change { To: MemoryType.SoftReserved } change =>
            Sized(change.Start, change.Size),
        MemmapDirective.Add or MemmapDirective.Change or MemmapDirective.Remove
            or MemmapDirective.Clear => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static AddressRange? Sized(ulong start, ulong size) =>
        AddressRange.TryMakeSized(start, new ByteSize(size), out var range) ? range : null;
}
