using SoftReserve.Memory;

namespace SoftReserve.Drivers.Steps;

/// <summary>A step of the fixed part of a boot: it runs when all before it have.</summary>
/// <remarks>Kernel: <c>do_initcalls()</c>, init/main.c. One thread runs them in link order; only
/// asynchronous probes and work items run beside it.</remarks>
/// <seealso cref="BootSequence"/>
public abstract record Initcall : KernelStep
{
    /// <inheritdoc/>
    public sealed override bool IsEnabled(Kernel kernel) =>
        kernel.Drivers.InitcallsDone < kernel.Boot.Initcalls.Count
        && kernel.Boot.Initcalls[kernel.Drivers.InitcallsDone] == this
        && kernel.Hmem.FailedProbe is null // the probe is part of an initcall that has not ended
        && IsReady(kernel);

    /// <inheritdoc/>
    public sealed override Kernel Run(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        return Body(kernel with
        {
            Drivers = drivers with { InitcallsDone = drivers.InitcallsDone + 1 },
        });
    }

    /// <summary>What the initcall does.</summary>
    protected abstract Kernel Body(Kernel kernel);

    /// <summary>False while the initcall waits for something.</summary>
    protected virtual bool IsReady(Kernel kernel) => true;
}

/// <summary>A built-in driver registers itself.</summary>
/// <param name="Module">Which.</param>
public sealed record InitialiseBuiltIn(KernelModule Module) : Initcall
{
    /// <inheritdoc/>
    public override string Token => ModuleNames.NameOf(Module);

    /// <inheritdoc/>
    public override string Title => $"initialise built-in {ModuleNames.NameOf(Module)}";

    /// <inheritdoc/>
    public override string Function => ModuleInit.FunctionOf(Module);

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel) => kernel.Initialise(Module);
}

/// <summary>Boot is over: memory tiers announce themselves and userspace starts.</summary>
/// <remarks>Kernel: <c>memory_tier_late_init()</c>, mm/memory-tiers.c.</remarks>
public sealed record FinishBoot : Initcall
{
    /// <inheritdoc/>
    public override string Token => "late";

    /// <inheritdoc/>
    public override string Title => "announce memory tiers and start userspace";

    /// <inheritdoc/>
    public override string Function => "memory_tier_late_init(), mm/memory-tiers.c";

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel) => kernel.AnnounceTiers();
}
