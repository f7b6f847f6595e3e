namespace SoftReserve.Hmem.Arbitration;

/// <summary>What HMEM's probe does with a range that touches a CXL window.</summary>
/// <remarks>Kernel: the first half of <c>hmem_register_device()</c>,
/// drivers/dax/hmem/hmem.c.</remarks>
public abstract class WindowedRangeRule
{
    /// <summary>Decides what happens to the range now.</summary>
    public abstract WindowedRangeAnswer Ask(HmemState hmem, HmemCandidate candidate);
}

/// <summary>What happens to a range that touches a CXL window.</summary>
/// <param name="Registers">HMEM goes on and registers it.</param>
/// <param name="QueuesWork">The deferred work is to decide.</param>
/// <param name="Message">The debug line; null for silence.</param>
/// <param name="Rule">The rule that was applied.</param>
public sealed record WindowedRangeAnswer(
    bool Registers, bool QueuesWork, KernelMessage? Message, string Rule);

/// <summary>6.12 and 7.0: the range is CXL's for good, whatever CXL makes of it (rule
/// R58).</summary>
public sealed class LeaveToCxl : WindowedRangeRule
{
    /// <inheritdoc/>
    public override WindowedRangeAnswer Ask(HmemState hmem, HmemCandidate candidate) =>
        new(Registers: false, QueuesWork: false, HmemText.DeferringToCxl(candidate.Range), "R58");
}

/// <summary>v4 to v6: one global mode answers; undecided, the work is queued.</summary>
/// <remarks>Kernel: <c>switch (dax_cxl_mode)</c> in <c>hmem_register_device()</c>, v4 4/9. The mode
/// outlives its range: a later probe meets the answer for the last one (bug C3).</remarks>
public sealed class AskGlobalMode : WindowedRangeRule
{
    /// <inheritdoc/>
    public override WindowedRangeAnswer Ask(HmemState hmem, HmemCandidate candidate) =>
        hmem.Mode switch
        {
            CxlDaxMode.Register => new(
                true, false, HmemText.RegisteringCxl(candidate.Range), ModeRule),
            CxlDaxMode.Drop => new(
                false, false, HmemText.DroppingCxl(candidate.Range), ModeRule),
            _ => new(false, true, HmemText.DeferringToCxl(candidate.Range), ModeRule),
        };

    private const string ModeRule = "F.4";
}

/// <summary>v7: the range waits until the first decision; after it, it is registered without a
/// question (bug C12).</summary>
public sealed class AwaitThenRegister : WindowedRangeRule
{
    /// <inheritdoc/>
    public override WindowedRangeAnswer Ask(HmemState hmem, HmemCandidate candidate) =>
        hmem.DidProbe(candidate.Platform)
            ? new(true, false, null, "F.1")
            : new(false, true, HmemText.DeferringToCxl(candidate.Range), "F.1");
}

/// <summary>v8 on: the range waits once; after the first decision HMEM never takes it again
/// (rule R63).</summary>
/// <remarks>Kernel: <c>hmem_register_device()</c>, drivers/dax/hmem/hmem.c, 7.1.</remarks>
public sealed class AwaitOnce : WindowedRangeRule
{
    /// <inheritdoc/>
    public override WindowedRangeAnswer Ask(HmemState hmem, HmemCandidate candidate) =>
        hmem.DidProbe(candidate.Platform)
            ? new(false, false, HmemText.DeferringToCxl(candidate.Range), "R63")
            : new(false, true, HmemText.AwaitingCxl(candidate.Range), "F.1");
}
