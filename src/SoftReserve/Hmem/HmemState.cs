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

    /// <summary>hmem_platform.0 exists once there is a candidate (rule R28).</summary>
    public bool HasPlatformDevice => !Candidates.IsEmpty;
}

/// <summary>A range that HMEM considers, with the node that its memory would join.</summary>
/// <param name="Range">A SRAT range, or a Soft Reserved range where there is no HMAT.</param>
/// <param name="Node">Target node; -1 when none is known.</param>
public sealed record HmemCandidate(AddressRange Range, int Node);

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
