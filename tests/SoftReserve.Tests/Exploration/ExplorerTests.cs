using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Tests.Exploration;

/// <summary>The explorer on models whose number of states anybody can count.</summary>
public sealed class ExplorerTests
{
    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(1, 1, 4, 4)]
    [InlineData(2, 3, 12, 17)]
    [InlineData(7, 7, 64, 112)]
    public void Two_counters_reach_every_pair_of_values(
        int first, int second, int states, int transitions)
    {
        var found = Explorer.Explore(new Counters(first, second), (0, 0), 1000);
        Assert.True(found.IsComplete);
        Assert.Equal((states, transitions), (found.States, found.Transitions));
        Assert.Equal((first, second), Assert.Single(found.Ends).State);
    }

    [Fact]
    public void The_path_to_an_end_is_a_shortest_one_that_prefers_default_steps()
    {
        var found = Explorer.Explore(new Counters(2, 2), (0, 0), 1000);
        Assert.Equal("aabb", string.Concat(Assert.Single(found.Ends).Steps));
    }

    [Fact]
    public void Replaying_a_path_leads_to_its_state()
    {
        var model = new Counters(3, 4);
        foreach (var end in Explorer.Explore(model, (0, 0), 1000).Ends)
            Assert.Equal(end.State, end.Steps.Aggregate((0, 0), model.Run));
    }

    [Theory]
    [InlineData(1, false, 2)]
    [InlineData(63, false, 64)]
    [InlineData(64, true, 64)]
    public void A_bound_that_is_hit_is_told(int most, bool isComplete, int states)
    {
        var found = Explorer.Explore(new Counters(7, 7), (0, 0), most);
        Assert.Equal((isComplete, states), (found.IsComplete, found.States));
    }

    [Fact]
    public void A_circle_ends_the_exploration_without_an_end()
    {
        var found = Explorer.Explore(new Circle(5), 0, 1000);
        Assert.True(found.IsComplete);
        Assert.Equal((5, 5L), (found.States, found.Transitions));
        Assert.Empty(found.Ends);
    }

    [Fact]
    public void Every_end_is_found_nearest_first()
    {
        var found = Explorer.Explore(new Fork(), "", 1000);
        Assert.Equal(["b", "aa", "ab"], found.Ends.Select(end => end.State));
    }

    [Fact]
    public void The_model_says_which_states_are_the_same()
    {
        var found = Explorer.Explore(new Folded(), 0, 1000);
        Assert.Equal((3, true), (found.States, found.IsComplete));
    }

    private sealed class Counters(int first, int second) : IModel<(int A, int B), char>
    {
        public IEqualityComparer<(int A, int B)> Identity =>
            EqualityComparer<(int A, int B)>.Default;

        public IReadOnlyList<char> Enabled((int A, int B) state) =>
            [.. state.A < first ? "a" : "", .. state.B < second ? "b" : ""];

        public (int A, int B) Run((int A, int B) state, char step) =>
            step == 'a' ? (state.A + 1, state.B) : (state.A, state.B + 1);
    }

    private sealed class Circle(int size) : IModel<int, int>
    {
        public IEqualityComparer<int> Identity => EqualityComparer<int>.Default;

        public IReadOnlyList<int> Enabled(int state) => [1];

        public int Run(int state, int step) => (state + step) % size;
    }

    private sealed class Fork : IModel<string, char>
    {
        public IEqualityComparer<string> Identity => StringComparer.Ordinal;

        public IReadOnlyList<char> Enabled(string state) =>
            state is "" or "a" ? ['a', 'b'] : [];

        public string Run(string state, char step) => state + step;
    }

    private sealed class Folded : IModel<int, int>, IEqualityComparer<int>
    {
        public IEqualityComparer<int> Identity => this;

        public IReadOnlyList<int> Enabled(int state) => [1];

        public int Run(int state, int step) => state + step;

        public bool Equals(int x, int y) => x % 3 == y % 3;

        public int GetHashCode(int obj) => obj % 3;
    }
}
