using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>What memory hot-plug says when memory does not go.</summary>
/// <remarks>Kernel: mm/memory_hotplug.c, mm/page_isolation.c. Of a page's description
/// (<c>dump_page()</c>) only the last line is known before it happens.</remarks>
public static class HotplugText
{
    private const int PageShift = 12;

    /// <summary>Isolating a block found a page of the kernel's own.</summary>
    public static KernelMessage Unmovable() => Warning($"page dumped because: unmovable page");

    /// <summary>A page could not be copied elsewhere.</summary>
    public static KernelMessage NotMigrated(Hpa page) =>
        Warning($"migrating pfn {page.Value >> PageShift:x} failed ret:1");

    /// <summary>Behind <see cref="NotMigrated"/>.</summary>
    public static KernelMessage MigrationFailure() =>
        Warning($"page dumped because: migration failure");

    /// <summary>A block that should be removed is still in use.</summary>
    public static KernelMessage StillOnline(AddressRange block)
    {
        var (start, end) = (block.Start.Value, block.End.Value);
        return Warning(
            $"removing memory fails, because memory [0x{start:x16}-0x{end:x16}] is onlined");
    }

    private static KernelMessage Warning(FormattableString text) =>
        new(LogLevel.Warning, null, "", text);
}
