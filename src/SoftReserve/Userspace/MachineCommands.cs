using SoftReserve.Cxl;
using SoftReserve.Firmware;

namespace SoftReserve.Userspace;

/// <summary>Something that happens to a card, which no tool of the machine does.</summary>
/// <param name="Card">memN.</param>
public abstract record CardEvent(string Card) : UserCommand
{
    /// <inheritdoc/>
    public sealed override CommandOutcome Run(Kernel kernel)
    {
        var cards = kernel.Boot.Machine.Cxl.Memdevs;
        return cards.FindIndex(card => card.Name == Card && card.Type == 3) < 0
            ? CommandOutcome.Failed(
                kernel, Errno.NoDevice,
                $"machine: no card {Card}; there are "
                + $"{string.Join(", ", cards.Select(card => card.Name))}\n")
            : Happen(kernel);
    }

    /// <summary>What it does.</summary>
    protected abstract CommandOutcome Happen(Kernel kernel);

    /// <summary>The card is not in the state that the event needs.</summary>
    protected CommandOutcome Refuse(Kernel kernel, string why) => CommandOutcome.Failed(
        kernel, Errno.Busy, $"machine: {Card} {why}\n");
}

/// <summary><c>hot-add memN</c>, <c>machine add memN</c>: a card is plugged in.</summary>
/// <param name="Card">memN.</param>
public sealed record AddCard(string Card) : CardEvent(Card)
{
    /// <inheritdoc/>
    protected override CommandOutcome Happen(Kernel kernel) => kernel.HasCard(Card)
        ? Refuse(kernel, "is there already")
        : CommandOutcome.Done(kernel.PlugIn(Card));
}

/// <summary><c>hot-remove memN</c>, <c>machine remove memN</c>, <c>machine fail memN link</c>: a
/// card is pulled out, or its link goes down, which is the same to a hot-plug slot.</summary>
/// <remarks>Kernel: <c>pciehp_handle_presence_or_link_change()</c>,
/// drivers/pci/hotplug/pciehp_ctrl.c.</remarks>
/// <param name="Card">memN.</param>
public sealed record RemoveCard(string Card) : CardEvent(Card)
{
    /// <inheritdoc/>
    protected override CommandOutcome Happen(Kernel kernel) => kernel.HasCard(Card)
        ? CommandOutcome.Done(kernel.PullOut(Card))
        : Refuse(kernel, "is not there");
}

/// <summary><c>machine fail memN assembly</c>: from now on the last member of the card's CXL region
/// can not be attached.</summary>
/// <param name="Card">memN.</param>
public sealed record FailAssembly(string Card) : CardEvent(Card)
{
    /// <inheritdoc/>
    protected override CommandOutcome Happen(Kernel kernel) => CommandOutcome.Done(kernel with
    {
        Cxl = kernel.Cxl with
        {
            Faults = kernel.Cxl.Faults.Add(new CxlFault.AssemblyFails(Card, false)),
        },
    });
}

/// <summary><c>machine fail memN media</c>: the card reports an uncorrectable error in its
/// memory.</summary>
/// <remarks>Kernel: <c>cxl_event_trace_record()</c>, drivers/cxl/core/mbox.c: a trace event; owners
/// and memory stay as they are, and the log is silent.</remarks>
/// <param name="Card">memN.</param>
public sealed record FailMedia(string Card) : CardEvent(Card)
{
    /// <inheritdoc/>
    protected override CommandOutcome Happen(Kernel kernel) => kernel.HasCard(Card)
        ? new CommandOutcome(
            kernel, 0, $"trace event cxl_general_media for {Card}; nothing changes hands\n")
        : Refuse(kernel, "is not there");
}

/// <summary><c>machine list</c>: every card of the machine, and whether it is there.</summary>
public sealed record ListCards : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => new(
        kernel, 0, string.Concat(kernel.Boot.Machine.Cxl.Memdevs.Select(card =>
            $"{card.Name} {(kernel.HasCard(card.Name) ? "present" : "absent")}\n")));
}
