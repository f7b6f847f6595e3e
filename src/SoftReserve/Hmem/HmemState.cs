using SoftReserve.Addresses;

namespace SoftReserve.Hmem;

/// <summary>HMEM's side: which ranges it may take, which it waits for, which it has.</summary>
/// <param name="Candidates">The hmem_active list, ascending.</param>
/// <param name="IsPlatformBound">The driver of hmem_platform.0 is bound.</param>
/// <param name="IsDriverRegistered">The driver of hmem.N is registered.</param>
/// <param name="IsWorkQueued">The deferred work waits to decide.</param>
/// <param name="Mode">v4 and v5: the one global answer.</param>
/// <param name="DidInitialProbe">v7 on: the first decision has been taken; survives reloading
/// dax_hmem.</param>
/// <param name="Devices">hmem.N, in creation order.</param>
public sealed record HmemState(
    ValueList<HmemCandidate> Candidates,
    bool IsPlatformBound,
    bool IsDriverRegistered,
    bool IsWorkQueued,
    CxlDaxMode Mode,
    bool DidInitialProbe,
    ValueList<HmemDevice> Devices)
{
    /// <summary>No candidate, nothing bound.</summary>
    public static readonly HmemState Empty =
        new([], false, false, false, CxlDaxMode.Defer, false, []);

    /// <summary>hmem_platform.1 and on: cxl_test makes such devices.</summary>
    public ValueList<HmemPlatform> Further { get; init; } = [];

    /// <summary>The work was queued once more while it ran: it runs again.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>The work holds the lock of hmem_platform and waits for all probes to
    /// end.</summary>
    public bool HoldsLock { get; init; }

    /// <summary>A probe that failed and is being undone; null when there is none.</summary>
    public FailedHmemProbe? FailedProbe { get; init; }

    /// <summary>What went wrong with the work without showing in any table.</summary>
    public HmemMishaps Mishaps { get; init; }

    /// <summary>hmem_platform.0 exists once there is a candidate (rule R28).</summary>
    public bool HasPlatformDevice => !Candidates.IsEmpty;

    /// <summary>True when any deferred work waits to decide.</summary>
    public bool HasQueuedWork
    {
        get
        {
            foreach (var platform in Further)
                if (platform.IsWorkQueued)
                    return true;
            return IsWorkQueued;
        }
    }

    /// <summary>True when the work of a device waits to decide.</summary>
    public bool IsQueued(int platform) =>
        platform == 0 ? IsWorkQueued : Of(platform)?.IsWorkQueued == true;

    /// <summary>True when a device has its driver.</summary>
    public bool IsBound(int platform) =>
        platform == 0 ? IsPlatformBound : Of(platform)?.IsBound == true;

    /// <summary>v7 on: true when the first decision has been taken for a device.</summary>
    public bool DidProbe(int platform) =>
        platform == 0 ? DidInitialProbe : Of(platform)?.DidInitialProbe == true;

    /// <summary>This state with the work of a device queued, or not.</summary>
    public HmemState WithQueued(int platform, bool isQueued) => platform == 0
        ? this with { IsWorkQueued = isQueued }
        : With(platform, each => each with { IsWorkQueued = isQueued });

    /// <summary>This state with a device bound to its driver, or not.</summary>
    public HmemState WithBound(int platform, bool isBound) => platform == 0
        ? this with { IsPlatformBound = isBound }
        : With(platform, each => each with { IsBound = isBound });

    /// <summary>This state with the first decision taken for a device.</summary>
    public HmemState WithProbe(int platform) => platform == 0
        ? this with { DidInitialProbe = true }
        : With(platform, each => each with { DidInitialProbe = true });

    /// <summary>This state when the work of a device begins to decide.</summary>
    public HmemState AfterWork(int platform) => RunsAgain
        ? this with { RunsAgain = false }
        : WithQueued(platform, false) with { HoldsLock = false };

    private HmemPlatform? Of(int platform)
    {
        foreach (var each in Further)
            if (each.Id == platform)
                return each;
        return null;
    }

    private HmemState With(int platform, Func<HmemPlatform, HmemPlatform> change) => this with
    {
        Further = Further.Replace(each => each.Id == platform, change),
    };
}

/// <summary>A further hmem_platform device.</summary>
/// <param name="Id">N of hmem_platform.N, from 1.</param>
/// <param name="IsBound">It has its driver.</param>
/// <param name="IsWorkQueued">Its work waits to decide.</param>
/// <param name="DidInitialProbe">Its first decision has been taken.</param>
public sealed record HmemPlatform(int Id, bool IsBound, bool IsWorkQueued, bool DidInitialProbe);

/// <summary>A range that HMEM considers, with the node that its memory would join.</summary>
/// <param name="Range">A SRAT range, or a Soft Reserved range where there is no HMAT.</param>
/// <param name="Node">Target node; -1 when none is known.</param>
public sealed record HmemCandidate(AddressRange Range, int Node)
{
    /// <summary>N of the hmem_platform.N whose driver considers it.</summary>
    public int Platform { get; init; }
}

/// <summary>The platform device hmem.N.</summary>
/// <param name="Id">N, from the pool that CXL regions share.</param>
/// <param name="Range">The range that it stands for.</param>
/// <param name="Node">Target node.</param>
public sealed record HmemDevice(int Id, AddressRange Range, int Node);

/// <summary>v4's global variable dax_cxl_mode.</summary>
/// <remarks>Kernel: <c>enum dax_cxl_mode</c>, drivers/dax/hmem/hmem.c of v4, drivers/dax/bus.c
/// of v5.</remarks>
public enum CxlDaxMode
{
    /// <summary>Undecided: wait.</summary>
    Defer,

    /// <summary>HMEM registers ranges that touch a window.</summary>
    Register,

    /// <summary>HMEM drops them.</summary>
    Drop,
}
