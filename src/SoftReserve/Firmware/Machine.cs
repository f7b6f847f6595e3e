using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Firmware;

/// <summary>A machine as its firmware hands it to the kernel, before the first
/// instruction.</summary>
/// <remarks>Everything that a machine file or a recording yields; the kernel model reads nothing
/// else. Absent tables are null.</remarks>
/// <param name="Name">Short name, also of the bundled file.</param>
/// <param name="About">One sentence.</param>
/// <param name="Architecture">Where Soft Reserved goes at boot depends on it.</param>
/// <param name="MemoryBlock">Memory block size, when it is forced; null lets the kernel
/// choose.</param>
/// <param name="MemoryMap">Firmware's memory map, before any <c>memmap=</c>.</param>
/// <param name="Srat">Memory and processor affinity.</param>
/// <param name="Hmat">Latency and bandwidth.</param>
/// <param name="Slit">Distances.</param>
/// <param name="Cedt">CXL windows and host bridges.</param>
/// <param name="Cxl">CXL hardware and its programming.</param>
/// <param name="Kernel">Defaults for the kernel that runs on it.</param>
public sealed record Machine(
    string Name,
    string About,
    Architecture Architecture,
    ByteSize? MemoryBlock,
    ValueList<MemoryMapEntry> MemoryMap,
    Srat? Srat,
    Hmat? Hmat,
    Slit? Slit,
    Cedt? Cedt,
    CxlTopology Cxl,
    KernelDefaults Kernel)
{
    /// <summary>CPUID says that a hypervisor is there, so that flushing caches may reach nothing:
    /// x86 kernels then refuse what needs it.</summary>
    public bool HasHypervisor { get; init; }
}

/// <summary>Processor architectures that place Soft Reserved differently.</summary>
public enum Architecture
{
    /// <summary>Private tree from 7.0 on.</summary>
    X86,

    /// <summary>iomem, always.</summary>
    Arm64,

    /// <summary>iomem, always.</summary>
    RiscV64,
}

/// <summary>How the kernel of this machine is started, unless the command line says
/// otherwise.</summary>
/// <param name="Generation">Kernel version or posting; null when the machine does not say.</param>
/// <param name="CommandLine">Kernel command line.</param>
/// <param name="Config">Configuration symbols that differ from the default.</param>
/// <param name="MissingModules">Modules that are not installed.</param>
/// <param name="LoadByHand">Modules that neither udev nor the kernel loads.</param>
/// <param name="HasAutoload">False: there is no udev.</param>
/// <param name="ExtraHmemPlatforms">Further hmem_platform devices, as cxl_test makes.</param>
public sealed record KernelDefaults(
    string? Generation,
    string CommandLine,
    ValueList<ConfigSetting> Config,
    ValueList<string> MissingModules,
    ValueList<string> LoadByHand,
    bool HasAutoload,
    ValueList<ExtraHmemPlatform> ExtraHmemPlatforms)
{
    /// <summary>Nothing special: udev runs, every module is installed.</summary>
    public static readonly KernelDefaults None = new(null, "", [], [], [], true, []);
}

/// <summary>One configuration symbol and its value.</summary>
/// <param name="Symbol">Without CONFIG_, as in <c>CXL_REGION</c>.</param>
/// <param name="Value">y, m or n.</param>
public sealed record ConfigSetting(string Symbol, Tristate Value);

/// <summary>A value of Kconfig; ordered as Kconfig compares: n below m below y.</summary>
public enum Tristate
{
    /// <summary>Not built.</summary>
    No,

    /// <summary>A module.</summary>
    Module,

    /// <summary>Built in.</summary>
    Yes,
}

/// <summary>A second hmem_platform device with one range of its own.</summary>
public sealed record ExtraHmemPlatform(int Id, AddressRange Range);
