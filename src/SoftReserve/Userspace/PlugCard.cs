using SoftReserve.Cxl;

namespace SoftReserve.Userspace;

/// <summary><c>machine add memN</c>: somebody plugs the card in.</summary>
/// <param name="Card">memN.</param>
public sealed record AddCard(string Card) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        MachineText.WhyNoCard(kernel, Card) is { } unknown
            ? CommandOutcome.Failed(kernel, Errno.NoDevice, unknown)
            : kernel.HasCard(Card)
            ? CommandOutcome.Failed(kernel, Errno.Exists, MachineText.IsThere(Card))
            : CommandOutcome.Done(kernel.PlugIn(Card));
}

/// <summary><c>machine remove memN</c>: the card goes without a word to the tools before.</summary>
/// <param name="Card">memN.</param>
public sealed record RemoveCard(string Card) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => kernel.IsBeingProbed(Card);

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        MachineText.WhyNotOnBus(kernel, Card) is { } why
            ? CommandOutcome.Failed(kernel, Errno.NoDevice, why)
            : CommandOutcome.Done(kernel.PullOut(Card));
}
