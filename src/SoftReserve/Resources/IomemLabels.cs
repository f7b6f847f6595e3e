namespace SoftReserve.Resources;

/// <summary>The names that the kernel gives to resources.</summary>
/// <remarks>Names with small numbers are made once: a simulated boot does not format
/// text.</remarks>
public static class IomemLabels
{
    /// <summary>Root of /proc/iomem.</summary>
    public const string PciMem = "PCI mem";

    /// <summary>Memory that firmware marked Specific Purpose, and the root of the tree that keeps
    /// it since 7.0.</summary>
    public const string SoftReserved = "Soft Reserved";

    /// <summary>Memory of the general pool since boot.</summary>
    public const string SystemRam = "System RAM";

    /// <summary>Memory of the general pool that dax/kmem added.</summary>
    public const string SystemRamKmem = "System RAM (kmem)";

    /// <summary>The e820 type 3.</summary>
    public const string AcpiTables = "ACPI Tables";

    /// <summary>The e820 type 4.</summary>
    public const string AcpiNvStorage = "ACPI Non-volatile Storage";

    /// <summary>The e820 type 5.</summary>
    public const string UnusableMemory = "Unusable memory";

    /// <summary>The e820 type 7.</summary>
    public const string PersistentMemory = "Persistent Memory";

    /// <summary>The e820 type 12.</summary>
    public const string PersistentMemoryLegacy = "Persistent Memory (legacy)";

    /// <summary>The e820 type 2.</summary>
    public const string Reserved = "Reserved";

    /// <summary>Any other e820 type.</summary>
    public const string UnknownE820Type = "Unknown E820 type";

    /// <summary>Padding that keeps PCI devices away from the end of RAM.</summary>
    public const string RamBuffer = "RAM buffer";

    /// <summary>Root of the tree of CXL windows that the CXL core keeps for itself.</summary>
    public const string CxlMem = "CXL mem";

    /// <summary>Root of the tree of claims of dax regions.</summary>
    public const string DaxRegions = "DAX Regions";

    /// <summary>Root of the tree of ranges that HMEM considers.</summary>
    public const string HmemDevices = "HMEM devices";

    private const int Cached = 32, CachedInstances = 4;

    private static readonly string[] Windows = Table(n => $"CXL Window {n}");

    private static readonly string[] CxlRegions = Table(n => $"region{n}");

    private static readonly string[][] DaxDevices =
        [.. Enumerable.Range(0, Cached).Select(region => DaxDevicesOf(region))];

    /// <summary><c>CXL Window 0</c>.</summary>
    public static string CxlWindow(int number) =>
        number < Cached ? Windows[number] : $"CXL Window {number}";

    /// <summary><c>region0</c>.</summary>
    public static string CxlRegion(int number) =>
        number < Cached ? CxlRegions[number] : $"region{number}";

    /// <summary><c>dax0.0</c>.</summary>
    public static string DaxDevice(int region, int instance) =>
        region < Cached && instance < CachedInstances
            ? DaxDevices[region][instance]
            : DaxDeviceText(region, instance);

    private static string[] Table(Func<int, string> text) =>
        [.. Enumerable.Range(0, Cached).Select(text)];

    private static string[] DaxDevicesOf(int region) =>
        [.. Enumerable.Range(0, CachedInstances).Select(n => DaxDeviceText(region, n))];

    private static string DaxDeviceText(int region, int instance) => $"dax{region}.{instance}";
}
