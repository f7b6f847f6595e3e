using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Slots;

namespace SoftReserve;

/// <summary>Which kernel boots, and how.</summary>
/// <param name="Generation">The kernel's version.</param>
/// <param name="Config">Its configuration, as Kconfig resolved it.</param>
/// <param name="CommandLine">Its command line.</param>
/// <param name="Commands">What a user types once it is up.</param>
public sealed record BootOptions(
    Generation Generation,
    KernelConfiguration Config,
    KernelCommandLine CommandLine,
    ValueList<Userspace.UserCommand> Commands);

/// <summary>Everything about a boot that is fixed before the first step: firmware's facts seen
/// through configuration and command line.</summary>
/// <remarks>Computed once and shared by every state of a boot.</remarks>
public sealed class BootContext
{
    private readonly ModuleSet _configured;
    private ValueList<Slot>? _slots;

    private BootContext(Machine machine, BootOptions options)
    {
        (Machine, Generation, Config, CommandLine, Commands) = (
            machine, options.Generation, options.Config, options.CommandLine, options.Commands);
        var honoursSpecificPurpose = Config.IsEnabled(ConfigSymbol.EfiSoftReserve)
            && !CommandLine.NoSoftReserve;
        MemoryMap = E820Table.Build(machine, CommandLine, honoursSpecificPurpose);
        Numa = NumaLayout.Build(MemoryMap, machine.Srat, machine.Slit, machine.Cedt, NumaOptions);
        MemoryBlockSize = ChooseBlockSize().ToUInt64();
        _configured = ModulesThat(
            module => Config.IsEnabled(ModuleNames.SymbolOf(module)));
        Installed = ModulesThat(IsFileOnDisk);
        UdevLoads = ModulesThat(
            module => machine.Kernel.HasAutoload && !IsLoadedByHand(module));
        HmatCandidates = FindHmatCandidates();
        Paths = CxlPaths.Of(machine.Cxl);
        Initcalls = BootSequence.InitcallsOf(this);
        StepGroups = BootSequence.GroupsOf(this);
        Steps = [.. StepGroups.SelectMany(group => group.Steps)];
    }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The kernel's choices.</summary>
    public Generation Generation { get; }

    /// <summary>The kernel's configuration.</summary>
    public KernelConfiguration Config { get; }

    /// <summary>The kernel's command line.</summary>
    public KernelCommandLine CommandLine { get; }

    /// <summary>What a user types once the kernel is up.</summary>
    public ValueList<Userspace.UserCommand> Commands { get; }

    /// <summary>The memory map after sanitising and <c>memmap=</c>.</summary>
    public E820Table MemoryMap { get; }

    /// <summary>Nodes, and which address belongs to which.</summary>
    public NumaLayout Numa { get; }

    /// <summary>The unit in which memory is added, in bytes.</summary>
    public ulong MemoryBlockSize { get; }

    /// <summary>Modules that are files on disk, ready to load.</summary>
    public ModuleSet Installed { get; }

    /// <summary>Modules that udev loads by itself.</summary>
    public ModuleSet UdevLoads { get; }

    /// <summary>What HMAT adds to HMEM's candidates, in its order.</summary>
    public ValueList<HmemCandidate> HmatCandidates { get; }

    /// <summary>The fixed part of the boot, in order.</summary>
    public ValueList<KernelStep> Initcalls { get; }

    /// <summary>The way to each card.</summary>
    public CxlPaths Paths { get; }

    /// <summary><see cref="Steps"/> in the same order, in groups that can be passed over
    /// whole.</summary>
    public ValueList<StepGroup> StepGroups { get; }

    /// <summary>Every step that this boot may take, in the order of a quiet machine.</summary>
    public ValueList<KernelStep> Steps { get; }

    /// <summary>Where x86 puts Soft Reserved ranges at boot.</summary>
    public SoftReservedHome StagingHome =>
        Generation.StagesByEfiSoftReserve && !Config.IsEnabled(ConfigSymbol.EfiSoftReserve)
            ? SoftReservedHome.Iomem
            : Generation.Home;

    /// <summary>True when loading dax_hmem loads CXL's modules first.</summary>
    public bool RequestsCxlModules =>
        Generation.RequestsCxlModules && Config.IsEnabled(ConfigSymbol.DevDaxCxl);

    /// <summary>What happens to hot-added memory until somebody says otherwise: the command line's
    /// word, else the configuration's.</summary>
    public OnlinePolicy OnlinePolicy => OnlinePolicies.Of(Config, CommandLine);

    /// <summary>True when caches can be emptied of what a range held before: not below a
    /// hypervisor.</summary>
    /// <remarks>Kernel: <c>cpu_cache_has_invalidate_memregion()</c>, arch/x86/mm/pat/set_memory.c;
    /// Debian leaves CXL_REGION_INVALIDATION_TEST off.</remarks>
    public bool CanFlushCaches =>
        !Machine.HasHypervisor || Machine.Architecture != Architecture.X86;

    private bool ReadsWindows =>
        !Generation.ReadsWindowsLate || Config.IsEnabled(ConfigSymbol.CxlAcpi);

    private NumaOptions NumaOptions => new(ReadsWindows, Generation.ReadsWindowsLate)
    {
        PrefersOnlineNodes = !Generation.ReadsWindowsLate,
    };

    /// <summary>Prepares a boot.</summary>
    public static BootContext Create(Machine machine, BootOptions options) =>
        new(machine, options);

    /// <summary>The kernel at power-on, before its first step.</summary>
    public Kernel PowerOn() => BootSequence.PowerOn(this);

    /// <summary>The parts of the machine that do not see each other.</summary>
    public ValueList<Slot> Slots => _slots ??= SlotFinder.Find(this);

    /// <summary>True when no other card shares windows or host bridge with this one.</summary>
    public bool IsAloneInSlot(string card)
    {
        foreach (var slot in Slots)
            if (slot.Cards.IndexOf(card) >= 0)
                return slot.Cards.Count == 1 && slot.Bridges.Count == 1;
        return false;
    }

    /// <summary>True when the machine has this fault.</summary>
    public bool HasFault(CxlFault fault)
    {
        foreach (var each in Machine.Cxl.Faults)
            if (each == fault)
                return true;
        return false;
    }

    /// <summary>The configured modules whose symbols the module uses.</summary>
    public ModuleSet HeldBy(KernelModule module) =>
        Generation.Links.HeldBy(module).And(_configured);

    /// <summary>The configured <c>softdep pre</c> modules of the module. dax_hmem has a softdep on
    /// cxl_acpi for as long as it does not request it itself.</summary>
    public ModuleSet SoftlyBefore(KernelModule module) =>
        (module == KernelModule.DaxHmem && !Generation.RequestsCxlModules
            ? ModuleSet.Of(KernelModule.CxlAcpi)
            : Generation.Links.SoftlyBefore(module)).And(_configured);

    /// <summary>True for a module that neither udev nor the kernel loads.</summary>
    public bool IsLoadedByHand(KernelModule module) =>
        Machine.Kernel.LoadByHand.Contains(ModuleNames.NameOf(module));

    /// <summary>True when the module is part of the kernel image.</summary>
    public bool IsBuiltIn(KernelModule module) =>
        Config[ModuleNames.SymbolOf(module)] == Tristate.Yes;

    /// <summary>How far the memory of a node is, from HMAT where it speaks of the node, else
    /// kmem's default.</summary>
    public int AbstractDistanceOf(int node) =>
        PerformanceOf(node) is { } memory && Reference is DramReference.Measured dram
            ? AbstractDistance.Of(memory, dram.Reference.Performance)
                ?? AbstractDistance.KmemDefault
            : AbstractDistance.KmemDefault;

    /// <summary>The lines of the log up to SRAT and the memory block size; only x86 talks of e820
    /// and of memory blocks.</summary>
    public IEnumerable<KernelMessage> EarlyMessages() =>
        Machine.Architecture == Architecture.X86
            ?
            [
                .. E820Text.Messages(MemoryMap, Generation.E820Text),
                .. E820Text.TrimmingMessages(Generation.E820Text),
                .. NumaLayoutText.Messages(Numa, Machine.Srat, Machine.Slit),
                Memory.MemoryBlockSize.Message(new ByteSize(MemoryBlockSize)),
            ]
            : NumaLayoutText.Messages(Numa, Machine.Srat, Machine.Slit);

    private DramReference Reference => DramReference.Choose(
    [
        .. Numa.MemoryNodes
            .Where(node => Numa.ProcessorNodes.Contains(node) && PerformanceOf(node) is not null)
            .Select(node => new NodePerformance(node, PerformanceOf(node)!.Value)),
    ]);

    private AccessPerformance? PerformanceOf(int node) =>
        Machine.Hmat is { IsKnownRevision: true } hmat && node >= 0 && node < Numa.Domains.Count
            ? HmatPerformance.Of(hmat, Numa.Domains[node].ProximityDomain)
            : null;

    private ByteSize ChooseBlockSize() => Machine.Architecture == Architecture.X86
        ? Memory.MemoryBlockSize.Choose(
            MemoryMap,
            Generation.AdvisesBlockSize && ReadsWindows ? Machine.Cedt : null,
            isBareMetal: true,
            Machine.MemoryBlock)
        : Machine.MemoryBlock ?? Memory.MemoryBlockSize.OneSection;

    private bool IsFileOnDisk(KernelModule module) =>
        Config[ModuleNames.SymbolOf(module)] == Tristate.Module
        && !Machine.Kernel.MissingModules.Contains(ModuleNames.NameOf(module));

    private static ModuleSet ModulesThat(Func<KernelModule, bool> fits)
    {
        var found = ModuleSet.None;
        foreach (var module in ModuleNames.All)
            if (fits(module))
                found = found.With(module);
        return found;
    }

    private ValueList<HmemCandidate> FindHmatCandidates()
    {
        var usesHmat = Machine is { Hmat.IsKnownRevision: true, Srat: not null }
            && Config.IsEnabled(ConfigSymbol.DevDaxHmem);
        return usesHmat ? HmatTargets.CandidatesOf(Machine.Srat!, Numa) : [];
    }
}
