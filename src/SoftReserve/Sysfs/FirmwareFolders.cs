using System.Globalization;
using System.Text;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Sysfs;

/// <summary>/sys/firmware: the memory map and the tables as firmware handed them over.</summary>
/// <remarks>Kernel: <c>memmap_attrs[]</c>, drivers/firmware/memmap.c;
/// <c>acpi_tables_sysfs_init()</c>, drivers/acpi/sysfs.c. Tables carry the headers of this
/// program's writer.</remarks>
internal static class FirmwareFolders
{
    public static void Add(FolderBuilder root, Kernel kernel)
    {
        var machine = kernel.Boot.Machine;
        var tables = root.In("/sys/firmware/acpi/tables");
        Table(tables, "CEDT", machine.Cedt, CedtCodec.Encode);
        Table(tables, "SRAT", machine.Srat, SratCodec.Encode);
        Table(tables, "HMAT", machine.Hmat, HmatCodec.Encode);
        Table(tables, "SLIT", machine.Slit, SlitCodec.Encode);
        if (machine.Architecture != Architecture.X86)
            return;
        var number = 0;
        foreach (var entry in machine.MemoryMap)
            root.In(string.Create(CultureInfo.InvariantCulture, $"/sys/firmware/memmap/{number++}"))
                .Hex("start", entry.Range.Start.Value)
                .Hex("end", entry.Range.End.Value)
                .Text("type", NameOf(entry.Type));
    }

    private static void Table<T>(
        FolderBuilder folder, string name, T? table, Func<T, byte[]> encode)
    {
        if (table is not null)
            folder.Bytes(
                name, () => Encoding.Latin1.GetString(encode(table)), FileModes.RootReadOnly);
    }

    private static string NameOf(MemoryType type) => type switch
    {
        MemoryType.Usable => "System RAM",
        MemoryType.Reserved => "Reserved",
        MemoryType.Acpi => "ACPI Tables",
        MemoryType.Nvs => "ACPI Non-volatile Storage",
        MemoryType.Unusable => "Unusable memory",
        MemoryType.Pmem => "Persistent Memory",
        MemoryType.Pram => "Persistent Memory (legacy)",
        MemoryType.SoftReserved => "Soft Reserved",
        _ => "Unknown E820 type",
    };
}
