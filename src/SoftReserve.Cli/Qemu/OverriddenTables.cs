using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Cli.Qemu;

/// <summary>The ACPI tables of a machine that QEMU does not make itself: the kernel takes them from
/// its initial ramdisk instead.</summary>
/// <remarks>Kernel: Documentation/admin-guide/acpi/initrd_table_override.rst: files below
/// <c>kernel/firmware/acpi</c> of an uncompressed archive that comes first. A table replaces
/// firmware's of the same OEM ids when its OEM revision is higher.</remarks>
internal static class OverriddenTables
{
    private const int ChecksumAt = 9, OemIdAt = 10, RevisionAt = 24, CreatorAt = 28;

    /// <summary>File name and bytes of each, by name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(Machine asBuilt)
    {
        if (HasOwnCedt(asBuilt))
            yield return ("CEDT", Replacing(CedtCodec.Encode(asBuilt.Cedt!)));
        if (asBuilt.Hmat is { } hmat)
            yield return ("HMAT", Replacing(HmatCodec.Encode(hmat)));
        if (asBuilt.Slit is { } slit)
            yield return ("SLIT", Replacing(SlitCodec.Encode(slit)));
        if (asBuilt.Srat is { } srat && srat != Usual)
            yield return ("SRAT", Replacing(SratCodec.Encode(srat)));
    }

    // QEMU's own, without the entry of no bytes at its end
    private static Srat Usual
    {
        get
        {
            var srat = QemuMemory.OneNode(AsBuiltMachine.Ram);
            return srat with
            {
                Memory = [.. srat.Memory.Where(entry => entry.Range is not null)],
            };
        }
    }

    private static bool HasOwnCedt(Machine asBuilt) => asBuilt.Cedt is { } cedt
        && (HardwareWindows.Of(asBuilt) != cedt.Windows
            || cedt.Windows.Any(window => window.QtgId != 0
                || window.Restrictions != QemuMemory.Restrictions));

    private static byte[] Replacing(byte[] table)
    {
        "BOCHS BXPC    "u8.CopyTo(table.AsSpan(OemIdAt));
        BitConverter.TryWriteBytes(table.AsSpan(RevisionAt), 2u);
        "BXPC"u8.CopyTo(table.AsSpan(CreatorAt));
        BitConverter.TryWriteBytes(table.AsSpan(CreatorAt + 4), 1u);
        table[ChecksumAt] = 0;
        var sum = table.Aggregate(0, (total, value) => (total + value) & byte.MaxValue);
        table[ChecksumAt] = (byte)((byte.MaxValue + 1 - sum) & byte.MaxValue);
        return table;
    }
}
