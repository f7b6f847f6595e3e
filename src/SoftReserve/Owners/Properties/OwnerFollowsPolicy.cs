using SoftReserve.Addresses;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Owners.Properties;

/// <summary>Who has a range is who ought to, had the kernel's own rule been asked about what there
/// is now.</summary>
/// <remarks>A range that nobody has is another property's matter: <see cref="NoRangeLost"/>. The
/// rule is asked also where the configuration keeps HMEM from asking it, because a CXL region that
/// covers a range is then no less there.</remarks>
public sealed class OwnerFollowsPolicy : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "owner-follows-policy";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => Answers(kernel).Any(answer =>
        OwnersTable.Within(kernel, answer.SoftReserved)
            .Any(piece => Contradicts(answer, piece.Owner)));

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => !IsBroken(kernel)
        && Answers(kernel).Any(answer => OwnersTable.Within(kernel, answer.SoftReserved)
            .Any(piece => piece.Owner != RangeOwner.None));

    private static ValueList<Ownership> Answers(Kernel kernel) =>
        kernel.Boot.Generation.Settlement.Answers(kernel);

    private static bool Contradicts(Ownership answer, RangeOwner owner) => answer switch
    {
        Ownership.Cxl => owner is RangeOwner.Hmem or RangeOwner.Both,
        _ => owner is RangeOwner.Cxl or RangeOwner.Both,
    };
}
