using SoftReserve.Cxl.Steps;
using SoftReserve.Dax.Steps;
using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;
using SoftReserve.Hmem.Steps;
using SoftReserve.Userspace;

namespace SoftReserve.Cli.Tracing;

/// <summary>A thread of control of the kernel: steps of one lane never run side by side.</summary>
/// <param name="Kind">What sort of thread.</param>
/// <param name="Name">As pages and listings show it.</param>
internal sealed record Lane(LaneKind Kind, string Name)
{
    public static Lane Initcalls { get; } = new(LaneKind.Initcalls, "initcalls");

    /// <summary>The work queue of <c>cxl_bus_rescan()</c>.</summary>
    public static Lane CxlPortWork { get; } = new(LaneKind.Work, "work cxl_port");

    /// <summary>The work of <c>process_defer_work()</c>.</summary>
    public static Lane HmemWork { get; } = new(LaneKind.Work, "work dax_hmem");

    /// <summary>The work that registers dax_cxl's driver.</summary>
    public static Lane DaxCxlWork { get; } = new(LaneKind.Work, "work dax_cxl");

    public static Lane User { get; } = new(LaneKind.User, "user");

    /// <summary>The probe of a dax_regionN by dax_cxl, where it waits by itself.</summary>
    public static Lane CxlDaxProbe { get; } = Probe("dax_region");

    /// <summary>The lane of a step.</summary>
    public static Lane Of(KernelStep step) => step switch
    {
        Initcall => Initcalls,
        LoadModule { Module: var module } => Modprobe(module),
        FinishDaxHmem => Modprobe(KernelModule.DaxHmem),
        ProbeCard { Card: var card } => Probe(card),
        AttachMemdev { Card: var card } => Probe(card),
        RescanCxlBus => CxlPortWork,
        SettleDeferredRanges or BeginDeferredWork => HmemWork,
        ReleaseFailedProbe => HmemProbe(0),
        RegisterCxlDax => DaxCxlWork,
        TypeCommand => User,
        _ => new Lane(LaneKind.Other, "kernel"),
    };

    /// <summary>The modprobe process of a module.</summary>
    public static Lane Modprobe(KernelModule module) =>
        new(LaneKind.Modprobe, "modprobe " + ModuleNames.NameOf(module));

    /// <summary>The probe of hmem_platform.N, where it fails or waits.</summary>
    public static Lane HmemProbe(int platform) =>
        Probe(FormattableString.Invariant($"hmem_platform.{platform}"));

    /// <summary>The asynchronous probe of a card.</summary>
    public static Lane Probe(string card) => new(LaneKind.Probe, "probe " + card);
}

/// <summary>Sorts of threads.</summary>
internal enum LaneKind
{
    /// <summary>The one thread of the boot.</summary>
    Initcalls,

    /// <summary>A process that loads a module.</summary>
    Modprobe,

    /// <summary>An asynchronous probe.</summary>
    Probe,

    /// <summary>A work item.</summary>
    Work,

    /// <summary>A person at a shell.</summary>
    User,

    /// <summary>Something that has no lane of its own yet.</summary>
    Other,
}
