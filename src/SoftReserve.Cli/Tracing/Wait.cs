using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Drivers;

namespace SoftReserve.Cli.Tracing;

/// <summary>A thread that would go on and can not yet.</summary>
/// <param name="Waiter">Who waits.</param>
/// <param name="What">In which call, or for what.</param>
/// <param name="On">Who must do something first; fewer and fewer as they do it.</param>
internal sealed record Wait(Lane Waiter, string What, ValueList<Lane> On)
{
    /// <summary><c>work dax_hmem waits in flush_work() for probe mem0</c>.</summary>
    public string Text => On.IsEmpty
        ? $"{Waiter.Name} waits {What}, and nobody is left to end it"
        : $"{Waiter.Name} waits {What} for {string.Join(", ", On.Select(lane => lane.Name))}";

    /// <summary>True when it is the same wait, however many it still waits for.</summary>
    public bool Continues(Wait other) => Waiter == other.Waiter && What == other.What;
}

/// <summary>Finds who waits for whom.</summary>
/// <remarks>Derived from the kernel alone, as the guards of steps are.</remarks>
internal static class Waits
{
    /// <summary>Every wait at this moment.</summary>
    public static ValueList<Wait> In(Kernel kernel) =>
    [
        .. Initcalls(kernel), .. RequestedModules(kernel), .. Decision(kernel),
        .. FailedHmemProbe(kernel), .. DaxCxl(kernel), .. RefusedCards(kernel), .. User(kernel),
    ];

    private static IEnumerable<Wait> Initcalls(Kernel kernel)
    {
        var (initcalls, done) = (kernel.Boot.Initcalls, kernel.Drivers.InitcallsDone);
        if (done < initcalls.Count && !initcalls[done].IsEnabled(kernel))
            yield return new Wait(Lane.Initcalls, "in do_initcalls()", Probing(kernel));
    }

    private static IEnumerable<Wait> RequestedModules(Kernel kernel)
    {
        if (!kernel.Drivers.Waiting.Has(KernelModule.DaxHmem)
            || new Drivers.Steps.FinishDaxHmem().IsEnabled(kernel))
            yield break;
        var asked = new[] { KernelModule.CxlAcpi, KernelModule.CxlPci };
        yield return new Wait(
            Lane.Modprobe(KernelModule.DaxHmem), "in request_module()",
            [
                .. asked.Where(module => !kernel.Drivers.Live.Has(module)
                    && kernel.CanLoad(module)).Select(Lane.Modprobe),
                .. Probing(kernel),
            ]);
    }

    private static IEnumerable<Wait> Decision(Kernel kernel)
    {
        if (kernel.Hmem.HasQueuedWork && !kernel.HasNoAsynchronousProbe())
            yield return new Wait(
                Lane.HmemWork, "in wait_for_device_probe()", Probing(kernel));
    }

    private static IEnumerable<Wait> FailedHmemProbe(Kernel kernel)
    {
        if (kernel.Hmem.FailedProbe is { IsStuck: true } probe)
            yield return new Wait(
                Lane.HmemProbe(probe.Platform),
                probe.Errno == 0 ? "in device_lock()" : "in devres_release_all()", [Lane.HmemWork]);
    }

    private static IEnumerable<Wait> DaxCxl(Kernel kernel)
    {
        if (kernel.Dax.IsCxlRegistrationQueued && kernel.Hmem.HasQueuedWork)
            yield return new Wait(Lane.DaxCxlWork, "in flush_work()", [Lane.HmemWork]);
        if (kernel.Dax.IsCxlProbeStuck)
            yield return new Wait(Lane.CxlDaxProbe, "in flush_work()", [Lane.HmemWork]);
    }

    private static IEnumerable<Wait> User(Kernel kernel)
    {
        var (commands, done) = (kernel.Boot.Commands, kernel.Drivers.CommandsDone);
        if (done < commands.Count && commands[done].IsBlocked(kernel)
            && kernel.Drivers.InitcallsDone == kernel.Boot.Initcalls.Count)
            yield return new Wait(Lane.User, "in device_lock()", [Lane.HmemWork]);
    }

    private static IEnumerable<Wait> RefusedCards(Kernel kernel) =>
        from memdev in kernel.Cxl.Memdevs
        where memdev.Attachment == MemdevAttachment.Refused
        select new Wait(
            Lane.Probe(memdev.Name), "without a CXL root",
            kernel.Cxl.IsRescanQueued ? [Lane.CxlPortWork]
            : kernel.Drivers.Live.Has(KernelModule.CxlAcpi) ? []
            : [Lane.Modprobe(KernelModule.CxlAcpi)]);

    // the probes that wait_for_device_probe() waits for
    private static ValueList<Lane> Probing(Kernel kernel) =>
    [
        .. kernel.Drivers.UnprobedCards
            .Where(_ => kernel.Drivers.Live.Has(KernelModule.CxlPci))
            .Concat(kernel.Cxl.Memdevs
                .Where(memdev => memdev is
                    { ProbesInsidePci: true, Attachment: MemdevAttachment.Waiting })
                .Select(memdev => memdev.Name))
            .Order(StringComparer.Ordinal)
            .Select(Lane.Probe),
        .. kernel.Hmem.FailedProbe is { } failed ? [Lane.HmemProbe(failed.Platform)] : Nobody,
        .. kernel.Dax.IsCxlProbeStuck ? [Lane.CxlDaxProbe] : Nobody,
    ];

    private static Lane[] Nobody => [];
}
