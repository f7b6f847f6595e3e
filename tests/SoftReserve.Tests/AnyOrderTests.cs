using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Generations;
using Xunit;

namespace SoftReserve.Tests;

/// <summary>What holds on every bundled machine whatever order its steps happen to
/// take.</summary>
/// <remarks>Random walks with a fixed seed: each takes any enabled step until none is
/// left.</remarks>
public sealed class AnyOrderTests
{
    private const int Walks = 6, MostSteps = 500;

    private static readonly ValueList<string> Commands =
    [
        "daxctl offline-memory dax0.0", "cxl destroy-region -f region0",
        "cxl create-region -m -t ram -d decoder0.0 mem0",
        "daxctl reconfigure-device -f -m devdax dax1.0",
    ];

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_order_comes_to_an_end_with_sound_trees(string machine)
    {
        foreach (var generation in Catalogue.Standard.All)
        {
            var context = new Boots(machine) { Generation = generation, Commands = Commands }
                .Context();
            for (var seed = 0; seed < Walks; seed++)
                Check(Walk(context.PowerOn(), new Random(seed)), $"{generation.Name} walk {seed}");
        }
    }

    private static Kernel Walk(Kernel kernel, Random random)
    {
        for (var count = 0; count < MostSteps; count++)
        {
            var steps = Schedule.Enabled(kernel).ToList();
            if (steps.Count == 0)
                return kernel;
            kernel = Schedule.Take(kernel, steps[random.Next(steps.Count)]);
        }

        Assert.Fail("a walk without an end");
        return kernel;
    }

    private static void Check(Kernel kernel, string walk)
    {
        Nesting.Assert(kernel.Resources.Iomem.Root);
        Nesting.Assert(kernel.Resources.DaxRegions.Root);
        var added = kernel.Memory.Added.Select(memory => memory.Range).Order().ToList();
        Assert.All(
            added.Zip(added.Skip(1)),
            pair => Assert.False(pair.First.Overlaps(pair.Second), walk));
        var working = kernel.Dax.Regions.SelectMany(region => region.Devices)
            .Where(device => device.Binding is DaxBinding.Kmem or DaxBinding.DeviceDax)
            .SelectMany(device => device.Reserved).Order().ToList();
        Assert.All(
            working.Zip(working.Skip(1)),
            pair => Assert.False(pair.First.Overlaps(pair.Second), walk));
    }
}
