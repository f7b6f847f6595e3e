using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>How many states there are, without any reduction and with all: a change of the model
/// that changes what can happen shows here.</summary>
public sealed class StateCountTests
{
    [Theory]
    [InlineData("one-window", "6.12", 149, 96)]
    [InlineData("one-window", "v4", 83, 39)]
    [InlineData("one-window", "v5", 89, 51)]
    [InlineData("one-window", "7.2", 90, 51)]
    [InlineData("amd-three-windows", "6.12", 9077, 543)]
    [InlineData("amd-three-windows", "v4", 3005, 214)]
    [InlineData("amd-three-windows", "v5", 1559, 256)]
    [InlineData("amd-three-windows", "7.2", 1650, 176)]
    [InlineData("one-window-x2", "7.2", 304, 159)]
    public void The_orders_of_a_boot_reach_so_many_states(
        string machine, string kernel, int all, int reduced)
    {
        var start = SoundnessTests.Boots(machine)
            .Single(each => each.Boot.Generation.Name == kernel);
        var unreduced = new ExplorerOptions { IsReduced = false, IsSymmetric = false };
        Assert.Equal(
            (all, reduced),
            (KernelExploration.Run(start, unreduced).Explored.States,
                KernelExploration.Run(start, new ExplorerOptions()).Explored.States));
    }
}
