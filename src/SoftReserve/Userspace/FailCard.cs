using System.Globalization;
using SoftReserve.Cxl;

namespace SoftReserve.Userspace;

/// <summary><c>machine fail memN link</c>: the card's link goes down and stays down until
/// <c>machine add memN</c>.</summary>
/// <param name="Card">memN.</param>
public sealed record FailLink(string Card) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => kernel.IsBeingProbed(Card);

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        MachineText.WhyNotOnBus(kernel, Card) is { } why
            ? CommandOutcome.Failed(kernel, Errno.NoDevice, why)
            : CommandOutcome.Done(kernel.DropLink(Card));
}

/// <summary><c>machine fail memN media</c>: the card finds memory that it can not correct.
/// </summary>
/// <param name="Card">memN.</param>
public sealed record FailMedia(string Card) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (MachineText.WhyNotOnBus(kernel, Card) is { } why)
            return CommandOutcome.Failed(kernel, Errno.NoDevice, why);
        var reported = kernel.ReportMediaError(Card, out var isRead);
        return new CommandOutcome(reported, 0, MachineText.MediaError(Card, isRead));
    }
}

/// <summary><c>machine fail memN assembly</c> or <c>machine fail regionN assembly</c>: the next
/// CXL region of the card, or of a card of that region, can not be completed, once.</summary>
/// <param name="Name">memN or regionN.</param>
public sealed record FailAssembly(string Name) : UserCommand
{
    private const string RegionPrefix = "region";

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var card = Name;
        if (Name.StartsWith(RegionPrefix, StringComparison.Ordinal))
        {
            if (RegionIn(kernel) is not { Targets.IsEmpty: false } region)
                return CommandOutcome.Failed(
                    kernel, Errno.NoDevice, MachineText.NoRegionWithCards(kernel, Name));
            card = region.Targets[0].Memdev;
        }

        return MachineText.WhyNoCard(kernel, card) is { } unknown
            ? CommandOutcome.Failed(kernel, Errno.NoDevice, unknown)
            : CommandOutcome.Done(kernel.FailNextAssembly(card));
    }

    private CxlRegion? RegionIn(Kernel kernel) =>
        int.TryParse(
            Name.AsSpan(RegionPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var id)
            ? kernel.Cxl.FindRegion(id)
            : null;
}

/// <summary><c>machine list</c>: the cards that the machine has or could have.</summary>
public sealed record ListMachine : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        new(kernel, 0, MachineText.ListOf(kernel));
}

/// <summary><c>machine</c> with words that it does not know: how it is typed.</summary>
public sealed record MachineUsage : UserCommand
{
    private const int UsageStatus = 2;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        CommandOutcome.Failed(kernel, Errno.Invalid, MachineText.Usage) with
        {
            ExitCode = UsageStatus,
        };
}
