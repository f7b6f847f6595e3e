using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;

namespace SoftReserve;

/// <summary>Runs a kernel along one order of its steps.</summary>
/// <remarks>At each point the first enabled step of <see cref="BootContext.Steps"/> runs, the one
/// that a quiet machine would take; an order of tokens holds steps back until their turn.</remarks>
public static class Schedule
{
    private const int MostSteps = 10_000;

    /// <summary>Runs until nothing is left to do.</summary>
    public static Kernel RunToEnd(Kernel kernel) =>
        ((Scheduled.Settled)Run(kernel, [], skipsImpossible: true)).Kernel;

    /// <summary>Runs until nothing is left to do, the named steps in the named order.</summary>
    /// <param name="kernel">Where to begin.</param>
    /// <param name="order">Tokens: modules (their init is done), cards (attached),
    /// <c>decision</c>, <c>commands</c>.</param>
    /// <param name="skipsImpossible">True passes over tokens that never happen, as a missing
    /// module; false refuses the order.</param>
    public static Scheduled Run(Kernel kernel, ValueList<string> order, bool skipsImpossible)
    {
        var next = 0;
        for (var count = 0; count < MostSteps; count++)
        {
            next += CountLive(kernel, order, next, skipsImpossible);
            kernel = TypeModprobe(kernel, order, next);
            var isNested = skipsImpossible && kernel.Drivers.Waiting.Has(KernelModule.DaxHmem);
            if (FirstAllowed(kernel, order, next, isNested) is { } step)
            {
                if (next < order.Count && step.Token == order[next] && !HasMore(kernel, step))
                    next++;
                kernel = Take(kernel, step);
            }
            else if (next >= order.Count)
            {
                return new Scheduled.Settled(kernel);
            }
            else if (skipsImpossible)
            {
                next++;
            }
            else
            {
                return new Scheduled.Forbidden(kernel, order[next]);
            }
        }

        throw new InvalidOperationException($"no end after {MostSteps} steps");
    }

    /// <summary>Runs one step and journals it.</summary>
    public static Kernel Take(Kernel kernel, KernelStep step) => step.Run(
        kernel with { Journal = kernel.Journal.Add(new JournalEntry.StepBegan(step)) });

    /// <summary>The steps that can happen now, the quiet machine's choice first.</summary>
    public static IEnumerable<KernelStep> Enabled(Kernel kernel) =>
        kernel.Boot.Steps.Where(step => step.IsEnabled(kernel));

    /// <summary>The step that <see cref="RunToEnd"/> would take now: the first that is enabled
    /// and does not let others go first, or else the first enabled; null when nothing is left to
    /// do.</summary>
    public static KernelStep? QuietChoice(Kernel kernel) =>
        FirstAllowed(kernel, [], next: 0, isNested: false);

    private static KernelStep? FirstAllowed(
        Kernel kernel, ValueList<string> order, int next, bool isNested)
    {
        KernelStep? polite = null;
        foreach (var group in kernel.Boot.StepGroups)
        {
            for (var at = group.FirstPossible(kernel); at < group.Steps.Count; at++)
            {
                var step = group.Steps[at];
                if (!IsAllowed(step, order, next, isNested) || !step.IsEnabled(kernel))
                    continue;
                if (!step.LetsOthersGoFirst(kernel))
                    return step;
                polite ??= step;
            }
        }

        return polite;
    }

    private static bool IsAllowed(
        KernelStep step, ValueList<string> order, int next, bool isNested) =>
        HasItsTurn(step, order, next)
        || (isNested && step is LoadModule { Module: var module } && AskedFor.Has(module));

    private static bool HasItsTurn(KernelStep step, ValueList<string> order, int next)
    {
        if (step is Initcall) // their order is the kernel's own
            return true;
        for (var index = next; index < order.Count; index++)
            if (order[index] == step.Token)
                return index == next;
        return true;
    }

    // an order that names a module which nothing else loads means that somebody loads it, and no
    // other that the order does not name: softdeps are not read
    private static Kernel TypeModprobe(Kernel kernel, ValueList<string> order, int next) =>
        next < order.Count && ModuleNames.Find(order[next]) is { } module
        && !kernel.Boot.UdevLoads.Has(module)
        && kernel.Drivers.InitcallsDone == kernel.Boot.Initcalls.Count
            ? kernel.RequestByHand(module, readsSoftdeps: false)
            : kernel;

    // a script of several commands is one token
    private static bool HasMore(Kernel kernel, KernelStep step) =>
        step is Userspace.TypeCommand command && command.Index + 1 < kernel.Boot.Commands.Count;

    // what is built in, and in a recording what dax_hmem has pulled in, needs no turn of its own
    private static int CountLive(
        Kernel kernel, ValueList<string> order, int next, bool countsLoaded)
    {
        var live = 0;
        while (next + live < order.Count
            && ModuleNames.Find(order[next + live]) is { } module
            && kernel.Drivers.Live.Has(module)
            && (countsLoaded || kernel.Boot.IsBuiltIn(module)))
            live++;
        return live;
    }

    // the modules that dax_hmem's init may load before it ends, whatever comes later in the order
    private static ModuleSet AskedFor => ModuleSet.Of(
        KernelModule.CxlPort, KernelModule.CxlAcpi, KernelModule.CxlMem, KernelModule.CxlPci);
}

/// <summary>How a run along an order ended.</summary>
public abstract record Scheduled
{
    private Scheduled()
    {
    }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Settled(Kernel Kernel) : Scheduled;

    /// <summary>The order can not happen.</summary>
    /// <param name="Kernel">Where it got stuck.</param>
    /// <param name="Token">The step that could not come next.</param>
    public sealed record Forbidden(Kernel Kernel, string Token) : Scheduled;
}
