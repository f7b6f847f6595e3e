using System.Runtime.InteropServices;
using System.Text;

namespace SoftReserve.Machines.Capturing;

/// <summary>The kernel log of a live machine, as far as it bears on memory and who owns
/// it.</summary>
/// <remarks>Kernel: <c>do_syslog()</c>, kernel/printk/printk.c. A log may hold names, addresses of
/// network cards and more that is nobody's business: only lines with one of the words below are
/// kept.</remarks>
internal static partial class HostLog
{
    private const int ReadAll = 3, SizeOfBuffer = 10, Largest = 64 * 1024 * 1024;

    private static readonly string[] Words =
    [
        "Linux version", "Command line:", "e820", "BIOS-provided", "efi: mem", "[mem ", "[gap ",
        "soft reserve", "Soft Reserved", "cxl", "CXL", "CEDT", "CFMWS", "SRAT", "SLIT", "HMAT",
        "hmat", "hmem", "HMEM", "dax", "kmem", "NUMA", "numa", "node ", "Memory:", "memmap",
        "memory tier", "emotion", "ACPI0016", "ACPI0017", "zonelist", "Zone ranges", "Movable",
        "ovable zone", "hotplug", "hot-add", "hotremove", "System RAM", "failed with error",
        "pciehp", "Hypervisor", "offline", "Call Trace", "BUG:", "WARNING:", "blocked for more",
        "cannot create duplicate",
    ];

    /// <summary>The lines, oldest first, without their levels; null when the log may not be
    /// read.</summary>
    public static string? Read(HostFiles files)
    {
        var text = files.IsThisMachine
            ? FromKernel()
            : files.Bytes("/var/log/dmesg", Largest) is { } saved
                ? Encoding.UTF8.GetString(saved) : null;
        return text is null ? null : string.Concat(text.Split('\n')
            .Select(WithoutLevel)
            .Where(line => Words.Any(word => line.Contains(word, StringComparison.Ordinal)))
            .Select(line => line + "\n"));
    }

    private static string? FromKernel()
    {
        var size = Klogctl(SizeOfBuffer, null, 0);
        if (size is <= 0 or > Largest)
            return null;
        var buffer = new byte[size];
        var read = Klogctl(ReadAll, buffer, size);
        return read < 0 ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }

    // "<6>[    0.000000] Linux version ..."
    private static string WithoutLevel(string line)
    {
        var end = line.StartsWith('<') ? line.IndexOf('>', StringComparison.Ordinal) : -1;
        return end is > 0 and < 6 ? line[(end + 1)..] : line;
    }

    [LibraryImport("libc", EntryPoint = "klogctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Klogctl(int action, byte[]? buffer, int length);
}
