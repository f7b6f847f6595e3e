namespace SoftReserve.Hmem;

/// <summary>How many deferred works there are, and so which ranges are decided together.</summary>
/// <remarks>Kernel: <c>struct dax_defer_work</c>, drivers/dax/hmem/hmem.c.</remarks>
public enum WorkSharing
{
    /// <summary>v4, v5 and 7.1 on: each hmem_platform device has its own.</summary>
    OnePerDevice,

    /// <summary>v6 to v8: one work with one flag, for the first device; ranges of further devices
    /// wait for ever (bug C15).</summary>
    OneForAll,

    /// <summary>Nobody posted it: each range is decided by itself, as if each had a device of its
    /// own (bug C1).</summary>
    OnePerRange,
}

/// <summary>What becomes of a queued work when hmem_platform loses its driver, or when its probe
/// fails after having queued the work.</summary>
/// <remarks>Kernel: <c>kill_defer_work()</c>, drivers/dax/hmem/hmem.c, a devres action up to
/// v6.</remarks>
public abstract class WorkRelease
{
    /// <summary>6.12 and 7.0: no work exists.</summary>
    public static readonly WorkRelease NothingToRelease = new Leave();

    /// <summary>v4 and v5: the action takes a pointer for another one. It cancels nothing and frees
    /// an address inside the object (bug N1).</summary>
    public static readonly WorkRelease FreesWrongAddress = new WrongAddress();

    /// <summary>The same with the pointer repaired: the work is cancelled, and one that has begun
    /// is waited for (bug N3).</summary>
    public static readonly WorkRelease Cancels = new Cancel();

    /// <summary>v6: the work is waited for, inside the probe that failed (bug C8).</summary>
    public static readonly WorkRelease Flushes = new Flush();

    /// <summary>v7 on: the work runs, finds nobody bound, and gives up.</summary>
    public static readonly WorkRelease WorkChecks = new CheckLater();

    /// <summary>True when the work decides nothing for a device without driver.</summary>
    public virtual bool GivesUpUnbound => false;

    /// <summary>What happens after the probe of a device has failed.</summary>
    public abstract Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed);

    /// <summary>What happens when a device that was bound loses its driver.</summary>
    /// <remarks>v6 flushes: the work runs next, for a device that is half undone.</remarks>
    public virtual Kernel OnUnbind(Kernel kernel, int platform) => kernel;

    private sealed class Leave : WorkRelease
    {
        public override Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed) =>
            kernel.EndFailedHmemProbe(failed);
    }

    private sealed class CheckLater : WorkRelease
    {
        public override bool GivesUpUnbound => true;

        public override Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed) =>
            kernel.EndFailedHmemProbe(failed);
    }

    private sealed class WrongAddress : WorkRelease
    {
        public override Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed) =>
            OnUnbind(kernel, failed.Platform).EndFailedHmemProbe(failed);

        public override Kernel OnUnbind(Kernel kernel, int platform) =>
            kernel.WithMishap(HmemMishaps.FreedWrongAddress);
    }

    private sealed class Cancel : WorkRelease
    {
        public override Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed) =>
            kernel.Hmem.IsQueued(failed.Platform)
                ? kernel with { Hmem = kernel.Hmem with { FailedProbe = failed } }
                : kernel.EndFailedHmemProbe(failed);

        public override Kernel OnUnbind(Kernel kernel, int platform) =>
            kernel with { Hmem = kernel.Hmem.WithQueued(platform, false) };
    }

    private sealed class Flush : WorkRelease
    {
        // the work waits for all probes to end, and this is one
        public override Kernel AfterFailedProbe(Kernel kernel, FailedHmemProbe failed) =>
            kernel.Hmem.HasQueuedWork
                ? kernel with
                {
                    Hmem = kernel.Hmem with { FailedProbe = failed with { IsStuck = true } },
                }
                : kernel.EndFailedHmemProbe(failed);
    }
}

/// <summary>A probe of hmem_platform that has failed and has not returned yet, or that waits for a
/// lock which it never gets.</summary>
/// <param name="Platform">The device's number.</param>
/// <param name="Errno">Why it failed, positive; 0 for one that waits.</param>
/// <param name="HasWorkBegun">The queued work runs and waits for all probes to end.</param>
/// <param name="IsStuck">The probe waits for the work: it never returns.</param>
public sealed record FailedHmemProbe(int Platform, int Errno, bool HasWorkBegun, bool IsStuck);

/// <summary>What the deferred work or its handling has done to memory that it no longer or not yet
/// had a right to. It shows in no table, and crashes a real kernel sooner or later.</summary>
[Flags]
public enum HmemMishaps
{
    /// <summary>Nothing of the kind.</summary>
    None = 0,

    /// <summary>A work was flushed that nobody had initialised (bug C10).</summary>
    FlushedUninitialised = 1,

    /// <summary>The work ran for a device that has no driver (bugs N2, N3).</summary>
    RanUnbound = 2,

    /// <summary>An address inside an object was freed (bug N1).</summary>
    FreedWrongAddress = 4,

    /// <summary>A CXL region was torn down though its own ranges gave no reason (bug C4).</summary>
    TookInnocentRegion = 8,
}
