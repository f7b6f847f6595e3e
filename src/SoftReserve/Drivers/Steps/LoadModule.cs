namespace SoftReserve.Drivers.Steps;

/// <summary>modprobe loads a module that was requested; its init runs to the end, or up to the
/// point where it asks for other modules.</summary>
/// <remarks>Kernel: <c>do_init_module()</c>, kernel/module/main.c. Atomic because the init of these
/// modules only registers drivers, whose synchronous probes run in the same thread.</remarks>
/// <param name="Module">Which.</param>
public sealed record LoadModule(KernelModule Module) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => AsksForOthers ? "" : ModuleNames.NameOf(Module);

    /// <inheritdoc/>
    public override string Title => AsksForOthers
        ? $"start loading {ModuleNames.NameOf(Module)}"
        : $"load {ModuleNames.NameOf(Module)}";

    /// <inheritdoc/>
    public override string Function => ModuleInit.FunctionOf(Module);

    private bool AsksForOthers => Module == KernelModule.DaxHmem;

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        return drivers.InitcallsDone == kernel.Boot.Initcalls.Count
            && drivers.Requested.Has(Module)
            && !drivers.Live.Has(Module)
            && !drivers.Waiting.Has(Module)
            && drivers.Live.HasAll(AwaitedIn(kernel));
    }

    /// <inheritdoc/>
    public override bool LetsOthersGoFirst(Kernel kernel) => Module switch
    {
        // udev has dax_hmem from cold plug, long before a CXL region asks for dax_cxl
        KernelModule.DaxCxl => IsUnderWay(kernel, KernelModule.DaxHmem),
        // and dax_cxl before a dax device asks for kmem
        KernelModule.Kmem or KernelModule.DeviceDax =>
            IsUnderWay(kernel, KernelModule.DaxCxl) || kernel.Dax.IsCxlRegistrationQueued,
        _ => false,
    };

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => AsksForOthers
        ? AskForCxl(kernel)
        : kernel.Initialise(Module);

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) => Module switch
    {
        KernelModule.CxlPort or KernelModule.CxlPci or KernelModule.CxlMem
            or KernelModule.DaxHmem => StepFootprint.Drivers,
        KernelModule.DaxCxl when boot.Generation.PostponesDaxCxl => StepFootprint.Drivers,
        _ => StepFootprint.EachSlot,
    };

    // what only registers or asks for others; with cxl_pci the cards come that dax_hmem waits for
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) => Module switch
    {
        KernelModule.CxlPort or KernelModule.DaxHmem => true,
        KernelModule.CxlPci => kernel.Boot.RequestsCxlModules,
        KernelModule.DaxCxl => kernel.Boot.Generation.PostponesDaxCxl,
        _ => false,
    };

    // 6.12's softdep of dax_hmem is taken as no promise: its authors saw dax_hmem come before the
    // windows (A1), and an initramfs or insmod does not read it
    private ModuleSet AwaitedIn(Kernel kernel) => Module == KernelModule.DaxHmem
        ? kernel.Boot.HeldBy(Module)
        : kernel.Boot.HeldBy(Module)
            .Or(kernel.Boot.SoftlyBefore(Module).And(kernel.Drivers.Requested));

    private static bool IsUnderWay(Kernel kernel, KernelModule module) =>
        kernel.Drivers.Requested.Has(module) && !kernel.Drivers.Live.Has(module);

    private static Kernel AskForCxl(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        var waiting = kernel with
        {
            Drivers = drivers with { Waiting = drivers.Waiting.With(KernelModule.DaxHmem) },
        };
        return kernel.Boot.RequestsCxlModules
            ? waiting.Request(KernelModule.CxlAcpi).Request(KernelModule.CxlPci)
            : waiting;
    }
}

/// <summary>dax_hmem has the modules that it asked for, or knows that they can not be had, and
/// registers its drivers.</summary>
/// <remarks>Kernel: <c>dax_hmem_init()</c>, drivers/dax/hmem/hmem.c, v4 2/9: after
/// <c>request_module("cxl_acpi")</c> and <c>request_module("cxl_pci")</c>, each of which returns
/// when the module's init and its asynchronous probes are over. Atomic: the walk over the ranges
/// holds HMEM's lock, and the probes that it starts run in its thread.</remarks>
/// <seealso cref="Hmem.HmemPlatformProbe"/>
public sealed record FinishDaxHmem : KernelStep
{
    /// <inheritdoc/>
    public override string Token => ModuleNames.NameOf(KernelModule.DaxHmem);

    /// <inheritdoc/>
    public override string Title => "dax_hmem registers its drivers";

    /// <inheritdoc/>
    public override string Function => ModuleInit.FunctionOf(KernelModule.DaxHmem);

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Drivers.Waiting.Has(KernelModule.DaxHmem)
        && (!kernel.Boot.RequestsCxlModules || HasAnswers(kernel));

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel.Initialise(KernelModule.DaxHmem);

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) => StepFootprint.EachSlot;

    // windows decide what HMEM takes at once, a registered dax_cxl what CXL takes before it
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) =>
        kernel.Drivers.Live.Has(KernelModule.CxlAcpi)
        && (!kernel.Boot.Generation.PostponesDaxCxl
            || kernel.Boot.HeldBy(KernelModule.DaxCxl).Has(KernelModule.DaxHmem));

    private static bool HasAnswers(Kernel kernel) =>
        IsAnswered(kernel, KernelModule.CxlAcpi)
        && IsAnswered(kernel, KernelModule.CxlPci)
        && kernel.HasNoAsynchronousProbe();

    private static bool IsAnswered(Kernel kernel, KernelModule module) =>
        kernel.Drivers.Live.Has(module) || !kernel.CanLoad(module);
}
