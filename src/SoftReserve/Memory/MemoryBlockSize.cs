using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Memory;

/// <summary>The unit in which memory goes online and offline.</summary>
/// <remarks>Kernel: <c>probe_memory_block_size()</c>, arch/x86/mm/init_64.c;
/// <c>acpi_parse_cfmws()</c>, drivers/acpi/numa/srat.c.</remarks>
public static class MemoryBlockSize
{
    private const ulong Smallest = 128UL << 20, Largest = 2UL << 30;
    private const ulong SmallestAdvice = 256UL << 20;

    // below this much RAM the kernel does not look any further
    private const ulong LargeMachine = 64UL << 30;

    /// <summary>The size that the kernel chooses: a power of two from 128 MiB to 2 GiB.</summary>
    /// <param name="e820">Where RAM ends.</param>
    /// <param name="cedt">Windows whose alignment the kernel heeds: from 7.2 with CONFIG_CXL_ACPI.
    /// Null for kernels that do not look.</param>
    /// <param name="isBareMetal">False when the processor says that it is a guest's.</param>
    /// <param name="forced">The machine's own size, which wins; null lets the kernel
    /// choose.</param>
    public static ByteSize Choose(
        E820Table e820, Cedt? cedt, bool isBareMetal, ByteSize? forced = null)
    {
        if (forced is { } size)
            return size;
        var end = EndOfRam(e820);
        if (end < LargeMachine)
            return new ByteSize(Smallest);
        var advice = Advice(cedt);
        var chosen = Math.Clamp(advice ?? Largest, Smallest, Largest);
        if (advice is null && isBareMetal)
            return new ByteSize(chosen);
        while (chosen > Smallest && end % chosen != 0)
            chosen /= 2;
        return new ByteSize(chosen);
    }

    /// <summary>The size on arm64 (pages of 4 and 16 KiB) and riscv64: one sparsemem section,
    /// whatever the machine has and whatever windows advise.</summary>
    /// <remarks>Kernel: <c>memory_block_size_bytes()</c>, drivers/base/memory.c.</remarks>
    public static ByteSize OneSection { get; } = new(Smallest);

    /// <summary>True when a window's ends are multiples of 256 MiB; otherwise the kernel calls it
    /// a bug of the BIOS and heeds the others.</summary>
    public static bool IsAligned(FixedMemoryWindow window) => Alignment(window) >= SmallestAdvice;

    /// <summary>The line about the choice.</summary>
    public static KernelMessage Message(ByteSize size) =>
        new(LogLevel.Info, null, "", $"x86/mm: Memory block size: {size.Bytes >> 20}MB");

    /// <summary>The line about each window that is not aligned.</summary>
    public static IEnumerable<KernelMessage> Complaints(Cedt cedt) =>
        cedt.Windows.Where(window => !IsAligned(window)).Select(_ => new KernelMessage(
            LogLevel.Error, null, "",
            $"CFMWS: [BIOS BUG] base/size alignment violates spec"));

    private static ulong? Advice(Cedt? cedt)
    {
        ulong? advice = null;
        if (cedt is not null)
            foreach (var window in cedt.Windows)
                if (IsAligned(window))
                    advice = Math.Min(advice ?? ulong.MaxValue, Alignment(window));
        return advice;
    }

    // a window from 0 to 2^64 has no lowest set bit: nothing limits its alignment
    private static ulong Alignment(FixedMemoryWindow window)
    {
        var bits = window.Base.Value | unchecked(window.Base.Value + window.Size);
        return bits == 0 ? ulong.MaxValue : 1UL << BitOperations.TrailingZeroCount(bits);
    }

    private static ulong EndOfRam(E820Table e820)
    {
        var end = e820.Usable is { IsEmpty: false } ram ? (UInt128)ram[^1].End.Value + 1 : 0;
        return (ulong)UInt128.Min(end, ulong.MaxValue) & ~0xfffUL;
    }
}
