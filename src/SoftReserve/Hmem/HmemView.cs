using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>What HMEM looked at when it met a range.</summary>
/// <param name="Gate">The symbol without which it does not wait for CXL.</param>
/// <param name="Value">That symbol's value; y and m count alike.</param>
/// <param name="Window">The first CXL window over the range in iomem; null when there is
/// none.</param>
public sealed record HmemEvidence(ConfigSymbol Gate, Tristate Value, Resource? Window);

/// <summary>What HMEM made of a range of its list.</summary>
/// <remarks>Kernel: <c>hmem_register_device()</c>, drivers/dax/hmem/hmem.c.</remarks>
/// <param name="Range">The range.</param>
public abstract record HmemView(AddressRange Range) : Decision
{
    /// <summary>What a rule's answer about a range under a window amounts to.</summary>
    internal static HmemView Of(
        WindowedRangeAnswer answer, AddressRange range, HmemEvidence evidence) => answer switch
        {
            { Registers: true } => new Taken(range, answer.Rule, evidence),
            { QueuesWork: true } => new Waits(range, answer.Rule, evidence),
            _ => new Left(range, answer.Rule, evidence),
        };

    /// <summary>No window that counts lies over it: HMEM registers it without waiting.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="Evidence">What it looked at.</param>
    public sealed record TakenAtOnce(AddressRange Range, HmemEvidence Evidence) : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => Evidence.Window is null ? "C.6" : "R66";

        /// <inheritdoc/>
        public override FormattableString Because => Evidence.Window is null
            ? (FormattableString)$"no CXL window lies over {Range}: HMEM does not wait"
            : $"{Evidence.Window.Name} lies over {Range}, but the configuration lets nobody wait";
    }

    /// <summary>A window lies over it: the deferred work is to decide.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="AppliedRule">The rule that was applied.</param>
    /// <param name="Evidence">What it looked at.</param>
    public sealed record Waits(AddressRange Range, string AppliedRule, HmemEvidence Evidence)
        : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => AppliedRule;

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"{Evidence.Window?.Name} {Evidence.Window?.Range} lies over {Range}: HMEM waits";
    }

    /// <summary>A window lies over it: HMEM leaves it to CXL.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="AppliedRule">The rule that was applied.</param>
    /// <param name="Evidence">What it looked at.</param>
    public sealed record Left(AddressRange Range, string AppliedRule, HmemEvidence Evidence)
        : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => AppliedRule;

        /// <inheritdoc/>
        public override FormattableString Because => $"HMEM leaves {Range} to CXL";
    }

    /// <summary>A window lies over it, and HMEM takes it all the same.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="AppliedRule">The rule that was applied.</param>
    /// <param name="Evidence">What it looked at.</param>
    public sealed record Taken(AddressRange Range, string AppliedRule, HmemEvidence Evidence)
        : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => AppliedRule;

        /// <inheritdoc/>
        public override FormattableString Because => $"HMEM takes {Range}";
    }

    /// <summary>It is not Soft Reserved where HMEM looks, or something else lies beside what
    /// is.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="Asked">How it lies to Soft Reserved ranges.</param>
    public sealed record NotOffered(AddressRange Range, Intersection Asked) : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => Asked == Intersection.Mixed ? "R27" : "R14";

        /// <inheritdoc/>
        public override FormattableString Because => Asked switch
        {
            Intersection.Mixed =>
                (FormattableString)$"{Range} is Soft Reserved only in part: HMEM passes over it",
            Intersection.Disjoint => $"{Range} is not Soft Reserved: HMEM passes over it",
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Registering it fails on this machine.</summary>
    /// <param name="Range">The range.</param>
    public sealed record Failed(AddressRange Range) : HmemView(Range)
    {
        /// <inheritdoc/>
        public override string Rule => "fault hmem-register-fails";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"this machine makes the registration of {Range} fail: -{Errno.NoMemory}";
    }
}
