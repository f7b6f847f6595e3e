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
    public static AddressRange? OfDirective(MemmapDirective directive)
    {
        var (start, size, type) = directive switch
        {
            MemmapDirective.Add add => (add.Start, add.Size, add.Type),
            MemmapDirective.Change change => (change.Start, change.Size, change.To),
            _ => default,
        };
        return type == MemoryType.SoftReserved
            && AddressRange.TryMakeSized(start, new ByteSize(size), out var range)
            ? range
            : null;
    }
}
