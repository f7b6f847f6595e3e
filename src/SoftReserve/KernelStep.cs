namespace SoftReserve;

/// <summary>One thing that the kernel does between two points where something else may
/// run.</summary>
/// <remarks>Steps are values: a schedule is a list of them. <see cref="Run"/> is a pure function
/// and the only way in which a <see cref="Kernel"/> changes.</remarks>
public abstract record KernelStep
{
    /// <summary>The token that case files and schedules use: a module, a card,
    /// <c>decision</c>.</summary>
    public abstract string Token { get; }

    /// <summary>An imperative sentence for people.</summary>
    public abstract string Title { get; }

    /// <summary>The modelled kernel function and its file.</summary>
    public abstract string Function { get; }

    /// <summary>Whether the step can happen now. Guards stand here, never in
    /// <see cref="Run"/>.</summary>
    public abstract bool IsEnabled(Kernel kernel);

    /// <summary>Whether a quiet machine would do something else first, though the step can happen
    /// now. It decides the default order and nothing else.</summary>
    public virtual bool LetsOthersGoFirst(Kernel kernel) => false;

    /// <summary>The kernel after the step.</summary>
    public abstract Kernel Run(Kernel kernel);

    /// <summary>The one card that a step of <see cref="StepFootprint.Card"/> is about.</summary>
    public virtual string? CardOf => null;

    /// <summary>How much of a kernel the step reads and changes, guard included.</summary>
    public virtual StepFootprint FootprintIn(BootContext boot) => StepFootprint.Machine;

    /// <summary>Whether the step leads to the same state whenever it runs, whatever else happens
    /// first, so that nobody needs to try something else before it.</summary>
    /// <remarks>Asked only while the step is enabled.</remarks>
    public virtual bool IsSettling(Kernel kernel) => false;
}

/// <summary>How much of a kernel a step reads and changes.</summary>
/// <remarks>Where a slot is what shares no address and no card with the rest of the
/// machine.</remarks>
public enum StepFootprint
{
    /// <summary>What no slot has: modules, flags, queues.</summary>
    Drivers,

    /// <summary>That, and the slot of one card.</summary>
    Card,

    /// <summary>Every slot by itself: what it does to one does not depend on another.</summary>
    EachSlot,

    /// <summary>Everything.</summary>
    Machine,
}
