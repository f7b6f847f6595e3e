using Xunit;

namespace SoftReserve.Tests.Orders;

/// <summary>Orders of a boot that nobody planned.</summary>
internal static class Walks
{
    private const int MostSteps = 2_000;

    /// <summary>Takes any enabled step until none is left.</summary>
    public static (List<KernelStep> Steps, Kernel End) AtRandom(Kernel start, int seed)
    {
        var random = new Random(seed);
        return Take(start, enabled => enabled[random.Next(enabled.Count)]);
    }

    /// <summary>Takes what the quiet machine would take last.</summary>
    public static (List<KernelStep> Steps, Kernel End) Contrary(Kernel start) =>
        Take(start, enabled => enabled[^1]);

    private static (List<KernelStep> Steps, Kernel End) Take(
        Kernel kernel, Func<List<KernelStep>, KernelStep> choose)
    {
        var steps = new List<KernelStep>();
        while (Schedule.Enabled(kernel).ToList() is { Count: > 0 } enabled)
        {
            Assert.True(steps.Count < MostSteps, "a walk without an end");
            steps.Add(choose(enabled));
            kernel = Schedule.Take(kernel, steps[^1]);
        }

        return (steps, kernel);
    }
}
