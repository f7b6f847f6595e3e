namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>Something that is shown in some states of a trace.</summary>
/// <param name="Item">What.</param>
/// <param name="First">The first state, counted in steps taken.</param>
/// <param name="Last">The last state, inclusive.</param>
internal readonly record struct Lifetime<T>(T Item, int First, int Last);

/// <summary>Finds from when until when things are there, so that a page holds each once.</summary>
internal static class Lifetimes
{
    /// <summary>The lives of every item, in the order of their first states; one that comes back
    /// has two.</summary>
    /// <param name="states">The items of each state, without repetition.</param>
    public static List<Lifetime<T>> Of<T>(IReadOnlyList<IReadOnlyList<T>> states)
        where T : notnull
    {
        var lives = new List<Lifetime<T>>();
        var open = new Dictionary<T, int>(); // item to index of its life
        for (var state = 0; state < states.Count; state++)
            foreach (var item in states[state])
            {
                if (!open.TryGetValue(item, out var index) || lives[index].Last < state - 1)
                {
                    open[item] = index = lives.Count;
                    lives.Add(new Lifetime<T>(item, state, state));
                }

                lives[index] = lives[index] with { Last = state };
            }

        return lives;
    }

    /// <summary>Attributes by which the page's script shows the thing in its states; without a
    /// script only what is there at the end shows.</summary>
    /// <param name="life">The thing.</param>
    /// <param name="end">The last state of the trace.</param>
    /// <param name="classes">Further classes.</param>
    public static string Attributes<T>(Lifetime<T> life, int end, string classes)
    {
        var gone = life.Last < end ? " gone" : "";
        return FormattableString.Invariant(
            $"class=\"life {classes}{gone}\" data-first=\"{life.First}\" ")
            + FormattableString.Invariant($"data-last=\"{life.Last}\"");
    }
}
