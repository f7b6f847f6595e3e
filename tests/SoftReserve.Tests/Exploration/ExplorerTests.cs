using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Tests.Exploration;

/// <summary>The explorer on models whose number of states anybody can count.</summary>
public sealed class ExplorerTests
{
    private static readonly ExplorerOptions Plain = new()
    {
        IsReduced = false,
        IsSymmetric = false,
    };

    // two counters to n: (n+1)^2 values, and who was first where one is there: both ways in one
    [Theory]
    [InlineData(1, 5, 4, 2)]
    [InlineData(2, 10, 12, 2)]
    [InlineData(3, 17, 24, 2)]
    public void Two_counters_reach_every_pair_of_values_and_either_may_be_first(
        int most, int states, int transitions, int ends)
    {
        var found = Explorer.Explore(new Counters("01", most).Rows(), Plain);
        Assert.True(found.IsComplete);
        Assert.Equal((states, transitions, ends),
            (found.States, found.Transitions, found.Ends.Count));
    }

    // ... and when nobody can tell them apart: pairs without order, and the winner is one of them
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(3, 10)]
    public void Like_counters_are_counted_without_order(int most, int states)
    {
        var found = Explorer.Explore(
            new Counters("00", most).Rows(), Plain with { IsSymmetric = true });
        Assert.Equal(states, found.States);
        Assert.Equal((most + 1) * (most + 1),
            Explorer.Explore(new Counters("00", most).Rows(), Plain).States);
    }

    [Fact]
    public void The_way_to_an_end_is_a_shortest_one_that_prefers_default_steps()
    {
        var found = Explorer.Explore(new Counters("012", 2).Rows(), Plain);
        Assert.Equal(["001122", "011022", "012201"],
            found.Ends.Select(end => string.Concat(found.WayTo(end, out _))).Order());
    }

    [Theory]
    [InlineData("0123", false)]
    [InlineData("0011", true)]
    [InlineData("0000", true)]
    public void Running_a_way_leads_to_its_state(string kinds, bool isSymmetric)
    {
        var model = new Counters(kinds, 3).Rows();
        var found = Explorer.Explore(model, Plain with { IsSymmetric = isSymmetric });
        var (row, next) = (new int[model.Width], new int[model.Width]);
        for (var state = 0; state < found.States; state++)
        {
            model.Start(row);
            foreach (var step in found.WayTo(state, out var told))
            {
                model.Run(row, step, next);
                (row, next) = (next, row);
            }

            if (isSymmetric)
                model.Sort(row);
            Assert.Equal(found[state], row);
        }
    }

    [Fact]
    public void A_circle_ends_the_exploration_without_an_end()
    {
        var found = Explorer.Explore(
            new Counters("01", 5) { IsCircle = true }.Rows(), Plain);
        Assert.True(found.IsComplete);
        Assert.Equal((25L, 50L), (found.States, found.Transitions));
        Assert.Empty(found.Ends);
    }

    [Fact]
    public void A_step_of_all_places_runs_on_each()
    {
        var model = new Counters("001", 4) { IsTogether = true };
        var found = Explorer.Explore(model.Rows(), Plain);
        Assert.Equal((5L, 4L), (found.States, found.Transitions));
        var rows = model.Rows();
        var end = Explorer.Explore(rows, Plain);
        var parts = new int[3];
        Assert.Equal(1, rows.Open(end[Assert.Single(end.Ends)], parts));
        Assert.Equal([4, 4, 4], parts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Any_number_of_threads_finds_the_same_under_the_same_numbers(int threads)
    {
        foreach (var (kinds, isSymmetric) in new[] { ("01234", false), ("00112", true) })
        {
            var plain = Plain with { IsSymmetric = isSymmetric };
            var one = Explorer.Explore(new Counters(kinds, 6).Rows(), plain);
            var many = Explorer.Explore(
                new Counters(kinds, 6).Rows(), plain with { Threads = threads });
            Same.Check(one, many);
        }
    }

    [Fact]
    public void What_a_model_throws_on_another_thread_is_thrown()
    {
        var model = new Counters("01234", 6) { ThrowsAt = 6 };
        Assert.Throws<InvalidDataException>(() =>
            Explorer.Explore(model.Rows(), Plain with { Threads = 3 }));
    }

    [Fact]
    public void Two_values_with_one_fingerprint_are_told()
    {
        var model = new Counters("00", 3) { IsWithoutFingerprints = true };
        Assert.Throws<InvalidOperationException>(() =>
            Explorer.Explore(model.Rows(), Plain with { IsSymmetric = true }));
    }
}

/// <summary>Two explorations are one.</summary>
internal static class Same
{
    public static void Check(Explored expected, Explored found)
    {
        Assert.Equal(
            (expected.States, expected.Transitions, expected.Bound),
            (found.States, found.Transitions, found.Bound));
        Assert.Equal(Ways(expected), Ways(found));
        for (var state = 0; state < expected.States; state += 97)
            Assert.Equal(expected.WayTo(state, out _), found.WayTo(state, out _));
    }

    public static IEnumerable<string> Ways(Explored explored) =>
        explored.Ends.Select(end => string.Join(' ', explored.WayTo(end, out _)));
}
