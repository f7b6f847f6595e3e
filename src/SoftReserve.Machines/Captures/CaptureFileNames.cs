namespace SoftReserve.Machines.Captures;

/// <summary>The files of a recording, by what they hold.</summary>
internal static class CaptureFileNames
{
    public const string FirmwareMemoryMap = "firmware_memmap.txt";
    public const string KernelLog = "dmesg.txt";
    public const string KernelCommandLine = "cmdline-kernel.txt";
    public const string QemuLine = "cmdline.txt";
    public const string Notes = "notes.md";
    public const string KernelName = "uname.txt";
    public const string Config = "config-excerpt.txt";
    public const string Transcript = "transcript.txt";
    public const string Iomem = "iomem.txt";
    public const string DaxctlRegions = "daxctl-R-u.json";
    public const string Daxctl = "daxctl.json";
    public const string DaxctlHuman = "daxctl-human.json";
    public const string Drivers = "drivers.txt";
    public const string CxlList = "cxl-list.json";
    public const string Numa = "numa.txt";
    public const string Modules = "modules.txt";
    public const string LoadedModules = "lsmod.txt";
    public const string Cards = "pci.txt";
    public const string TableEnding = ".bin";

    /// <summary>Any of these makes a folder a recording.</summary>
    public static readonly string[] Markers =
        [FirmwareMemoryMap, KernelLog, QemuLine, Iomem, Notes];
}
