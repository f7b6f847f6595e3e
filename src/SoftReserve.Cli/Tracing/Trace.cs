using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;
using SoftReserve.Orders;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Tracing;

/// <summary>One order of a boot, with the kernel before and after every step.</summary>
/// <param name="Start">The kernel at power-on.</param>
/// <param name="Steps">What happened, in order.</param>
/// <param name="Order">The order as a token; null when somebody typed modprobe in between, which
/// no token says.</param>
internal sealed record Trace(Kernel Start, IReadOnlyList<TracedStep> Steps, string? Order)
{
    /// <summary>The kernel after the last step.</summary>
    public Kernel End => Steps.Count > 0 ? Steps[^1].After : Start;

    /// <summary>Who waits when nothing is left to do: for ever.</summary>
    public ValueList<Wait> WaitingAtEnd => Steps.Count > 0 ? Steps[^1].Waiting : [];

    /// <summary>The lanes in which something happened or waited, in the order in which they
    /// begin.</summary>
    public IReadOnlyList<Lane> Lanes =>
    [
        .. Steps.SelectMany(step => step.Begun.Select(wait => wait.Waiter).Prepend(step.Lane))
            .Distinct(),
    ];

    /// <summary>Runs the steps once more and keeps every kernel.</summary>
    /// <param name="start">The kernel at power-on.</param>
    /// <param name="steps">Steps that can happen in this order. A module that nothing asks for
    /// is one that somebody loads by hand.</param>
    public static Trace Of(Kernel start, IReadOnlyList<KernelStep> steps)
    {
        var traced = new List<TracedStep>(steps.Count);
        var (kernel, waits, isByHand) = (start, Waits.In(start), false);
        foreach (var step in steps)
        {
            if (step is LoadModule { Module: var module } && !step.IsEnabled(kernel))
                (kernel, isByHand) = (kernel.RequestByHand(module, readsSoftdeps: false), true);
            var after = Schedule.Take(kernel, step);
            var next = Waits.In(after);
            traced.Add(new TracedStep(traced.Count + 1, step, Lane.Of(step), kernel, after)
            {
                Waiting = next,
                Begun = [.. next.Where(wait => !waits.Any(wait.Continues))],
                Ended = [.. waits.Where(wait => !next.Any(wait.Continues))],
            });
            (kernel, waits) = (after, next);
        }

        return new Trace(start, traced, isByHand ? null : OrderToken.Of(start, steps));
    }

    /// <summary>The kernel after so many steps, 0 to all.</summary>
    public Kernel After(int count) => count == 0 ? Start : Steps[count - 1].After;
}

/// <summary>One step of a trace.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Step">The step.</param>
/// <param name="Lane">Who ran it.</param>
/// <param name="Before">The kernel before it.</param>
/// <param name="After">The kernel after it.</param>
internal sealed record TracedStep(
    int Number, KernelStep Step, Lane Lane, Kernel Before, Kernel After)
{
    /// <summary>Every wait after the step.</summary>
    public required ValueList<Wait> Waiting { get; init; }

    /// <summary>The waits that began with the step.</summary>
    public required ValueList<Wait> Begun { get; init; }

    /// <summary>The waits that the step ended, as they were before it.</summary>
    public required ValueList<Wait> Ended { get; init; }

    /// <summary>What a person reads; a typed command is shown as typed.</summary>
    public string Title => Step is Userspace.TypeCommand { Index: var index }
        ? $"type '{Before.Boot.Commands[index].Line}'"
        : Step.Title;

    /// <summary>What the step decided.</summary>
    public IEnumerable<Decision> Decisions =>
        Entries.OfType<JournalEntry.Decided>().Select(entry => entry.Decision);

    /// <summary>What the step logged.</summary>
    public IEnumerable<KernelMessage> Messages => Entries.SelectMany(entry => entry.Messages);

    /// <summary>What the step did, in order.</summary>
    public IEnumerable<JournalEntry> Entries =>
        After.Journal.Skip(Before.Journal.Count + 1);

    /// <summary>What changed in /proc/iomem, with the lines around it.</summary>
    public IReadOnlyList<IomemMark> IomemChange => Output.IomemChange.Between(
        Before.Resources.Iomem, After.Resources.Iomem, After.Boot.Generation.IomemDepth);

    /// <summary>The same backwards: what changes when the step is taken back.</summary>
    public IReadOnlyList<IomemMark> IomemChangeBack => Output.IomemChange.Between(
        After.Resources.Iomem, Before.Resources.Iomem, After.Boot.Generation.IomemDepth);

    /// <summary>The ranges that got another owner, device or use.</summary>
    public IEnumerable<OwnedRange> OwnerChange
    {
        get
        {
            var before = OwnersTable.Of(Before);
            return OwnersTable.Of(After).Where(row => !before.Any(old =>
                old.Range.Contains(row.Range)
                && OwnerWords.InShort(old) == OwnerWords.InShort(row)));
        }
    }
}
