namespace SoftReserve.Hmem.Steps;

/// <summary>The probe of hmem_platform has failed; releasing what it had cancels the queued
/// work.</summary>
/// <remarks>Kernel: <c>devres_release_all()</c>, drivers/base/devres.c, and
/// <c>cancel_work_sync()</c>. A work that has begun waits for this probe, and this probe for
/// it. Atomic: the probing thread goes on until it sleeps on the work.</remarks>
public sealed record ReleaseFailedProbe : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "";

    /// <inheritdoc/>
    public override string Title => "undo the failed probe of hmem_platform";

    /// <inheritdoc/>
    public override string Function => "devres_release_all(), drivers/base/devres.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Hmem.FailedProbe is { IsStuck: false };

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var failed = kernel.Hmem.FailedProbe!;
        var hmem = failed.HasWorkBegun
            ? kernel.Hmem with { FailedProbe = failed with { IsStuck = true } }
            : kernel.Hmem.WithQueued(failed.Platform, false) with { FailedProbe = null };
        var released = kernel with { Hmem = hmem };
        return failed.HasWorkBegun ? released : released.EndFailedHmemProbe(failed);
    }
}

/// <summary>The work begins, before the failed probe can cancel it or with hmem_platform's lock,
/// and waits for all probes to end.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c, up to
/// <c>wait_for_device_probe()</c>. A step of its own only where somebody may cancel the work or
/// wants the lock; otherwise nobody could tell that it has begun.</remarks>
public sealed record BeginDeferredWork : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "";

    /// <inheritdoc/>
    public override string Title => "the deferred work begins to wait";

    /// <inheritdoc/>
    public override string Function => "process_defer_work(), drivers/dax/hmem/hmem.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Hmem.FailedProbe is { HasWorkBegun: false, IsStuck: false }
        || TakesLock(kernel);

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel with
    {
        Hmem = TakesLock(kernel)
            ? kernel.Hmem with { HoldsLock = true }
            : kernel.Hmem with
            {
                FailedProbe = kernel.Hmem.FailedProbe! with { HasWorkBegun = true },
            },
    };

    private static bool TakesLock(Kernel kernel) =>
        kernel.Boot.Generation.WorkLocksFirst
        && kernel.Hmem is { IsWorkQueued: true, HoldsLock: false, FailedProbe: null };
}
