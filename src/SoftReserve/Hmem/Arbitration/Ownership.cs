using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>Who gets a Soft Reserved range that touches a CXL window, with the evidence.</summary>
/// <param name="SoftReserved">The range that was asked about.</param>
/// <param name="AppliedRule">The rule that was applied, as R59 or R60.</param>
public abstract record Ownership(AddressRange SoftReserved, string AppliedRule) : Decision
{
    /// <inheritdoc/>
    public override string Rule => AppliedRule;

    /// <summary>CXL keeps the range.</summary>
    /// <param name="SoftReserved">The range that was asked about.</param>
    /// <param name="AppliedRule">The rule that was applied.</param>
    /// <param name="Claims">The CXL regions that decided it; none when a window was enough.</param>
    public sealed record Cxl(
        AddressRange SoftReserved, string AppliedRule, ValueList<CxlRegion> Claims)
        : Ownership(SoftReserved, AppliedRule)
    {
        /// <inheritdoc/>
        public override FormattableString Because => Claims switch
        {
            [] => $"a CXL window lies over {SoftReserved}, and nobody asked for more",
            [var only] when only.Range?.Contains(SoftReserved) == true =>
                $"region{only.Id} {only.Range} covers all of {SoftReserved}",
            [var only] => $"region{only.Id} {only.Range} was enough for {SoftReserved}",
            _ => $"{Names(Claims)} together cover all of {SoftReserved}",
        };
    }

    /// <summary>HMEM gets the range.</summary>
    /// <param name="SoftReserved">The range that was asked about.</param>
    /// <param name="AppliedRule">The rule that was applied.</param>
    /// <param name="Reason">What was missing, as a sentence without its full stop.</param>
    /// <param name="Nearby">CXL regions that overlap the range and were not enough.</param>
    public sealed record Hmem(
        AddressRange SoftReserved,
        string AppliedRule,
        FormattableString Reason,
        ValueList<CxlRegion> Nearby) : Ownership(SoftReserved, AppliedRule)
    {
        /// <inheritdoc/>
        public override FormattableString Because => Reason;
    }

    private static string Names(ValueList<CxlRegion> regions) =>
        string.Join(", ", regions.Select(region => $"region{region.Id} {region.Range}"));
}
