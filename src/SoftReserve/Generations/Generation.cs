using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>One kernel version or posting, as the choices that it makes.</summary>
/// <remarks>A generation only chooses; the rules stand in the subsystem folders, each in a file of
/// its own, and none of them asks which generation runs. <see cref="Catalogue"/> lists
/// them.</remarks>
public sealed record Generation
{
    /// <summary>As the command line spells it: <c>v4</c>, <c>7.2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about the kernels it stands for.</summary>
    public required string About { get; init; }

    /// <summary>Where Soft Reserved lives between boot and its owner.</summary>
    public required SoftReservedHome Home { get; init; }

    /// <summary>Whether <see cref="Home"/> is there only with CONFIG_EFI_SOFT_RESERVE; what
    /// <c>memmap=</c> makes Soft Reserved goes into iomem without it.</summary>
    public bool StagesByEfiSoftReserve { get; init; }

    /// <summary>The symbol without which HMEM does not wait for CXL.</summary>
    public required ConfigSymbol DeferralGate { get; init; }

    /// <summary>What HMEM's probe does with a range that touches a CXL window.</summary>
    public required WindowedRangeRule OnWindowedRange { get; init; }

    /// <summary>What makes a range CXL's.</summary>
    public required CoverageRule Coverage { get; init; }

    /// <summary>What the deferred work does with the answers, once probing has settled.</summary>
    public required Settlement Settlement { get; init; }

    /// <summary>How many works there are for the ranges that wait.</summary>
    public WorkSharing WorkSharing { get; init; } = WorkSharing.OnePerDevice;

    /// <summary>Whether a range queues the work although another range has, so that it may run
    /// again.</summary>
    public bool QueuesWorkForEachRange { get; init; }

    /// <summary>What becomes of the queued work when hmem_platform loses its driver.</summary>
    public WorkRelease WorkRelease { get; init; } = WorkRelease.NothingToRelease;

    /// <summary>Whether the work takes hmem_platform's lock before it waits for all
    /// probes.</summary>
    public bool WorkLocksFirst { get; init; }

    /// <summary>Whether dax_cxl flushes a work that nobody may have initialised.</summary>
    public bool FlushesUninitialisedWork { get; init; }

    /// <summary>Whether the global mode is a variable of dax_hmem, so that it is undecided again
    /// when the module is loaded again.</summary>
    public bool ModeIsModules { get; init; }

    /// <summary>Whether HMEM registers only what is Soft Reserved.</summary>
    public bool ChecksSoftReserved { get; init; } = true;

    /// <summary>Whether HMEM puts a range that it registers back into iomem.</summary>
    public required bool ReturnsSoftReserved { get; init; }

    /// <summary>Which CXL regions get a dax region when their driver binds.</summary>
    public required CxlDaxCreation CxlDaxCreation { get; init; }

    /// <summary>When dax_cxl may bind the dax region of a CXL region.</summary>
    public required CxlDaxBinding CxlDaxBinding { get; init; }

    /// <summary>Whether dax regions claim their bytes in one tree, so that the second of two
    /// loses.</summary>
    public required DaxClaims DaxClaims { get; init; }

    /// <summary>Whether loading dax_hmem loads cxl_acpi and cxl_pci first.</summary>
    public required bool RequestsCxlModules { get; init; }

    /// <summary>Whether dax_cxl registers its driver only after HMEM's work.</summary>
    public required bool PostponesDaxCxl { get; init; }

    /// <summary>Which modules pull in which.</summary>
    public required ModuleLinks Links { get; init; }

    /// <summary>Kconfig rules, in the order in which they apply.</summary>
    public required ValueList<KconfigRule> Kconfig { get; init; }

    /// <summary>Configurations that do not build.</summary>
    public ValueList<BuildBreak> BuildBreaks { get; init; } = [];

    /// <summary>Whether hmem.N is a child of hmem_platform.0 in sysfs.</summary>
    public required bool ParentsHmemDevices { get; init; }

    /// <summary>Deepest indentation of /proc/iomem.</summary>
    public required int IomemDepth { get; init; }

    /// <summary>How the e820 table is printed.</summary>
    public required E820TextStyle E820Text { get; init; }

    /// <summary>Whether windows get nodes only with CXL_ACPI, whose blocks are set apart.</summary>
    public required bool ReadsWindowsLate { get; init; }

    /// <summary>Whether windows advise the memory block size.</summary>
    public required bool AdvisesBlockSize { get; init; }

    /// <summary>Whether kmem says how much it lost to memory-block alignment.</summary>
    public required bool TellsTruncation { get; init; }

    /// <summary>Whether a locked CXL region refuses to be reset.</summary>
    public required bool HonoursLocks { get; init; }

    /// <summary>Whether the decoder of a card whose CXL region is not complete yet counts as taken,
    /// so that removing the card does not free it under the region.</summary>
    public bool KeepsStagedDecoders { get; init; }

    /// <summary>Whether a user cannot reset a CXL region either where caches cannot be
    /// flushed.</summary>
    public bool RefusesUnflushedReset { get; init; }

    /// <summary>Whether one lock covers finding a CXL region and unregistering it.</summary>
    public bool SerializesRegionDeletion { get; init; }

    /// <summary>Whether a card that answers to memory addresses with no decoder committed is
    /// taken to decode its range register. Otherwise the bit that enables all its decoders
    /// tells.</summary>
    public required bool FallsBackToRangeRegister { get; init; }
}
