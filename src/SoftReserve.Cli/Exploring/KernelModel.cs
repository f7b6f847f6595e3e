using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Exploration;
using SoftReserve.Hmem;
using SoftReserve.Orders;
using SoftReserve.Slots;

namespace SoftReserve.Cli.Exploring;

/// <summary>A booting kernel as the explorer runs it: slots are its places.</summary>
internal sealed class KernelModel : IPartedModel<SharedKernel, SlotState>
{
    private readonly Kernel _start;
    private readonly StepOrder _order;
    private readonly KernelSlots _slots;
    private readonly List<KernelStep> _steps;
    private readonly List<KernelStep>[] _stepsOfPlace;
    private readonly SlotState[] _scratch;
    private readonly LoneSlot?[] _alone;

    /// <param name="start">Where to begin.</param>
    /// <param name="keepsNumbers">True tells states apart in which devices have other
    /// numbers.</param>
    /// <param name="order">Steps that may only come in this order.</param>
    public KernelModel(Kernel start, bool keepsNumbers, StepOrder order)
    {
        (_start, _order) = (start, order);
        _slots = new KernelSlots(
            keepsNumbers || !order.Tokens.IsEmpty ? [] : KernelSlots.Find(start.Boot));
        _steps = [.. start.Boot.Steps];
        _stepsOfPlace = [.. _slots.Slots.Select(_ => new List<KernelStep>())];
        _scratch = new SlotState[_slots.Slots.Count];
        _alone = new LoneSlot?[_slots.Slots.Count];
        Steps = [.. _steps.Select(Describe)];
        Kinds = [.. _slots.Slots.Select(slot => slot.Kind)];
    }

    public IReadOnlyList<int> Kinds { get; }

    public IReadOnlyList<PartedStep> Steps { get; }

    /// <summary>The parts of the machine that are told apart.</summary>
    public ValueList<Slot> Slots => _slots.Slots;

    /// <summary>True when no order was asked for.</summary>
    public bool AllowsAnyOrder => _order.Tokens.IsEmpty;

    /// <summary>The kernel's step of a number.</summary>
    public KernelStep StepOf(int step) => _steps[step];

    /// <summary>The number of a kernel's step.</summary>
    public int NumberOf(KernelStep step) => _steps.IndexOf(step);

    /// <summary>The whole kernel of a state.</summary>
    public Kernel Join(SharedKernel shared, ReadOnlySpan<SlotState> parts) =>
        _slots.Join(shared.Kernel, parts);

    public SharedKernel Start(Span<SlotState> parts) => new(_slots.Split(_start, parts));

    public PartFacts FactsOf(SharedKernel shared, int place, SlotState part)
    {
        var kernel = Alone(shared, place, part).Kernel;
        var (enabled, settling) = (0UL, 0UL);
        var steps = _stepsOfPlace[place];
        for (var ordinal = 0; ordinal < steps.Count; ordinal++)
            if (steps[ordinal].IsEnabled(kernel))
            {
                enabled |= 1UL << ordinal;
                settling |= IsSettling(steps[ordinal], kernel) ? 1UL << ordinal : 0;
            }

        return new PartFacts(enabled, settling, !kernel.HasNoAsynchronousProbe());
    }

    public SharedFacts FactsOf(SharedKernel shared, ReadOnlySpan<SlotState> parts)
    {
        var kernel = Join(shared, parts);
        var (enabled, settling) = (new List<int>(), -1);
        for (var step = 0; step < _steps.Count; step++)
            if (Steps[step].Reach != StepReach.Part && _steps[step].IsEnabled(kernel)
                && _order.Allows(kernel, _steps[step]))
            {
                enabled.Add(step);
                if (settling < 0 && IsSettling(_steps[step], kernel))
                    settling = step;
            }

        return new SharedFacts([.. enabled], settling);
    }

    public SharedKernel Run(int step, SharedKernel shared, Span<SlotState> parts)
    {
        if (Steps[step].Reach == StepReach.Shared) // no slot matters, so none is there
            return new(_slots.Split(_steps[step].Run(shared.Kernel), _scratch));
        return new(_slots.Split(_steps[step].Run(Join(shared, parts)), parts));
    }

    public SharedKernel? RunAt(int step, SharedKernel shared, int place, ref SlotState part)
    {
        var alone = Alone(shared, place, part);
        var after = alone.Split(_steps[step].Run(alone.Kernel), out part);
        // what lies around slots is in the way of the next slot
        return Steps[step].Reach == StepReach.EachPart && after.Resources != shared.Kernel.Resources
            ? null
            : ReferenceEquals(after, shared.Kernel) ? shared : new(after);
    }

    // what each slot asks for is asked for; the last range to be decided sets v4's mode
    public SharedKernel? Merge(SharedKernel one, SharedKernel other)
    {
        var requested = new ModuleSet(
            one.Kernel.Drivers.Requested.Bits | other.Kernel.Drivers.Requested.Bits);
        var isQueued = one.Kernel.Hmem.IsWorkQueued || other.Kernel.Hmem.IsWorkQueued;
        var mishaps = one.Kernel.Hmem.Mishaps | other.Kernel.Hmem.Mishaps;
        var mode = other.Kernel.Hmem.Mode == CxlDaxMode.Defer
            ? one.Kernel.Hmem.Mode
            : other.Kernel.Hmem.Mode;
        var merged = new SharedKernel(With(one.Kernel));
        return merged.Equals(new SharedKernel(With(other.Kernel))) ? merged : null;

        Kernel With(Kernel kernel) => kernel with
        {
            Drivers = kernel.Drivers with { Requested = requested },
            Hmem = kernel.Hmem with { IsWorkQueued = isQueued, Mode = mode, Mishaps = mishaps },
        };
    }

    public ulong FingerprintOf(SharedKernel shared) => TextHash.Of(StateText.Of(shared.Kernel));

    public ulong FingerprintOf(SlotState part) => TextHash.Of(StateText.Of(part));

    // the explorer asks for the facts of a place and then runs the steps that they name
    private LoneSlot Alone(SharedKernel shared, int place, SlotState part)
    {
        if (_alone[place] is not { } alone || !alone.IsOf(shared.Kernel, part))
            _alone[place] = alone = _slots.Alone(shared.Kernel, _slots.Slots[place], part);
        return alone;
    }

    // a typed command may come in between and ask for anything
    private bool IsSettling(KernelStep step, Kernel kernel) =>
        kernel.Boot.Commands.IsEmpty && _order.Tokens.IsEmpty && step.IsSettling(kernel);

    private PartedStep Describe(KernelStep step)
    {
        var footprint = _slots.Slots.IsEmpty
            ? StepFootprint.Machine
            : step.FootprintIn(_start.Boot);
        if (footprint != StepFootprint.Card)
            return new PartedStep(ReachOf(footprint), -1, 0);
        var place = _slots.Slots.First(slot => slot.Cards.IndexOf(step.CardOf!) >= 0).Index;
        _stepsOfPlace[place].Add(step);
        return new PartedStep(StepReach.Part, place, _stepsOfPlace[place].Count - 1);
    }

    private static StepReach ReachOf(StepFootprint footprint) => footprint switch
    {
        StepFootprint.Drivers => StepReach.Shared,
        StepFootprint.EachSlot => StepReach.EachPart,
        _ => StepReach.Whole,
    };
}
