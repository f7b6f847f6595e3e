using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Tests.Exploration;

/// <summary>An exploration that ends early says why, and what it found until then.</summary>
public sealed class BoundTests
{
    private static readonly ExplorerOptions Plain = new()
    {
        IsReduced = false,
        IsSymmetric = false,
    };

    [Theory]
    [InlineData(9, Bound.States)]
    [InlineData(10, Bound.None)]
    public void The_bound_on_states_is_told_when_there_are_more(int most, Bound bound)
    {
        var found = Explorer.Explore(
            new Counters("01", 2).Rows(), Plain with { MostStates = most });
        Assert.Equal((bound, bound == Bound.None), (found.Bound, found.IsComplete));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void Any_number_of_threads_stops_at_the_same_state(int most)
    {
        var options = Plain with { MostStates = most };
        var one = Explorer.Explore(new Counters("012345", 5).Rows(), options);
        var many = Explorer.Explore(
            new Counters("012345", 5).Rows(), options with { Threads = 3 });
        Assert.InRange(one.States, most + 1, most + 6);
        Same.Check(one, many);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Who_stops_it_gets_what_is_known(int threads)
    {
        using var stop = new CancellationTokenSource();
        var found = Explorer.Explore(new Counters("012345", 6).Rows(), Plain with
        {
            Threads = threads,
            Stop = stop.Token,
            Progress = progress =>
            {
                if (progress.States > 5000)
                    stop.Cancel();
            },
        });
        Assert.Equal(Bound.Stopped, found.Bound);
        Assert.InRange(found.States, 5001, 60_000);
    }

    [Fact]
    public void Memory_is_a_bound_that_is_told()
    {
        var bytes = GC.GetTotalMemory(true) + (24 << 20);
        var found = Explorer.Explore(
            new Counters("01234567", 7).Rows(), Plain with { MostBytes = bytes });
        Assert.Equal(Bound.Memory, found.Bound);
        Assert.InRange(GC.GetTotalMemory(true), 0, bytes);
        GC.KeepAlive(found);
    }

    [Fact]
    public void Progress_never_goes_back()
    {
        var (states, explored, transitions) = (0, 0, 0L);
        Explorer.Explore(new Counters("01234", 6).Rows(), Plain with
        {
            Threads = 2,
            Progress = progress =>
            {
                Assert.True(progress.States >= states && progress.Explored > explored
                    && progress.Transitions >= transitions);
                Assert.InRange(progress.Explored, 0, progress.States);
                (states, explored, transitions) =
                    (progress.States, progress.Explored, progress.Transitions);
            },
        });
        Assert.Equal(explored, states);
    }
}
