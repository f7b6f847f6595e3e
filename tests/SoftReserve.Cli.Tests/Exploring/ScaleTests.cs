using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>Threads, shards and checkpoints change nothing that is found on a machine.</summary>
public sealed class ScaleTests
{
    private const int MostStates = 1_000;

    private static readonly ExplorerOptions Unreduced = new()
    {
        IsReduced = false,
        IsSymmetric = false,
        StatesPerShard = 32,
        FewStates = 8,
    };

    public static TheoryData<string> Machines() => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Threads_find_the_same_in_the_same_order(string name)
    {
        var machine = MachineFile.Read(BundledMachines.TryReadText(name)!, name).Value!;
        foreach (var generation in new[] { V4.Choices, Mainline72.Choices })
            foreach (var options in new[] { Unreduced, Unreduced with { IsSymmetric = true } })
            {
                var start = GeneratedMachine.PowerOn(machine, generation);
                var one = Explore(start, options with { MostStates = MostStates });
                foreach (var threads in new[] { 2, 4 })
                    CheckSame(one, Explore(
                        start, options with { MostStates = MostStates, Threads = threads }));
            }
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(6, true)]
    public void Threads_find_the_same_on_a_machine_with_many_windows(int windows, bool isSymmetric)
    {
        var start = GeneratedMachine.PowerOn(windows, V4.Choices);
        var options = Unreduced with { IsSymmetric = isSymmetric };
        CheckSame(Explore(start, options), Explore(start, options with { Threads = 3 }));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    public void Shards_joined_are_one_exploration(int count, bool isSymmetric)
    {
        var start = GeneratedMachine.PowerOn(4, V4.Choices);
        var options = Unreduced with { IsSymmetric = isSymmetric };
        var files = Enumerable.Range(0, count).Select(index =>
        {
            var file = new MemoryStream();
            Explore(start, options with { Shard = new Shard(index, count) })
                .SaveShard(file, ModelIdentity.Of(start, StepOrder.Any), []);
            return new MemoryStream(file.ToArray());
        }).ToList();
        var joined = KernelExploration.Run(start, model =>
            ((Resumption.Finished)ShardMerge.Merge(
                model, options, ModelIdentity.Of(start, StepOrder.Any), files)).Explored)!.Explored;
        CheckSame(Explore(start, options), joined);
    }

    [Fact]
    public void An_exploration_goes_on_from_each_checkpoint_to_the_same_end()
    {
        var start = GeneratedMachine.PowerOn(3, V4.Choices);
        var saved = new List<byte[]>();
        var whole = Explore(start, Unreduced with
        {
            Threads = 2,
            Progress = progress =>
            {
                var file = new MemoryStream();
                progress.Save(file, ModelIdentity.Of(start, StepOrder.Any));
                saved.Add(file.ToArray());
            },
        });
        foreach (var file in saved)
            CheckSame(whole, KernelExploration.Run(start, model =>
                ((Resumption.Finished)Explorer.Resume(
                    model, Unreduced, new MemoryStream(file),
                    ModelIdentity.Of(start, StepOrder.Any)))
                .Explored)!.Explored);
    }

    [Fact]
    public void What_decides_the_states_decides_the_identity()
    {
        Kernel[] starts =
        [
            GeneratedMachine.PowerOn(1, V4.Choices), GeneratedMachine.PowerOn(2, V4.Choices),
            GeneratedMachine.PowerOn(1, Mainline72.Choices),
        ];
        Assert.Equal(
            3, starts.Select(each => ModelIdentity.Of(each, StepOrder.Any)).Distinct().Count());
        Assert.Equal(
            ModelIdentity.Of(starts[0], StepOrder.Any),
            ModelIdentity.Of(GeneratedMachine.PowerOn(1, V4.Choices), StepOrder.Any));
    }

    private static Explored Explore(Kernel start, ExplorerOptions options) =>
        KernelExploration.Run(start, options).Explored;

    private static void CheckSame(Explored expected, Explored found)
    {
        Assert.Equal(
            (expected.States, expected.Transitions, expected.Bound),
            (found.States, found.Transitions, found.Bound));
        Assert.Equal(
            expected.Ends.Select(end => expected.WayTo(end, out _)),
            found.Ends.Select(end => found.WayTo(end, out _)));
    }
}
