using SoftReserve.Exploration;

namespace SoftReserve.Cli.Exploring;

/// <summary>What all orders of a boot come to.</summary>
/// <param name="Start">The kernel that they begin with.</param>
/// <param name="Explored">The states behind it.</param>
/// <param name="Outcomes">Every ownership, the nearest first.</param>
/// <param name="Findings">Every property that some order breaks, the worst first.</param>
/// <param name="Held">Properties that no order breaks, though some order shows that it
/// could.</param>
/// <param name="Untried">Properties about which no order says anything.</param>
internal sealed record Verdict(
    Kernel Start,
    Explored Explored,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Held,
    IReadOnlyList<string> Untried)
{
    /// <summary>The property that is not about one kernel but about all.</summary>
    public const string OwnerIndependentOfOrder = "owner-independent-of-order";

    /// <summary>Ownerships, those included that differ by exchanging windows.</summary>
    public long DistinctOwnerships => Outcomes.Sum(outcome => outcome.Arrangements);
}

/// <summary>A property that some order breaks.</summary>
/// <param name="Property">As case files spell it.</param>
/// <param name="Order">A minimal order: what follows is what a quiet machine does, and no step of
/// it can be left out or come at its usual time.</param>
/// <param name="Token">That order in one word.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Detail">What is wrong there, in one line.</param>
internal sealed record Finding(
    string Property, IReadOnlyList<KernelStep> Order, string Token, Kernel End, string Detail);
