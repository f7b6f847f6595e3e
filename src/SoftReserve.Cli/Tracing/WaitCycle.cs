using SoftReserve.Addresses;

namespace SoftReserve.Cli.Tracing;

/// <summary>Finds threads that wait for each other, so that nothing can end their waits.</summary>
internal static class WaitCycle
{
    /// <summary>The waits of one circle, each for the waiter of the next and the last for that of
    /// the first; empty when there is none.</summary>
    public static ValueList<Wait> In(IEnumerable<Wait> waits)
    {
        var all = waits.ToList();
        foreach (var wait in all)
            if (PathBack(wait, [wait], all) is { } path)
                return [.. path];
        return [];
    }

    /// <summary><c>A waits for B, B waits for A</c>.</summary>
    public static string Text(ValueList<Wait> cycle) => string.Join(", ", cycle.Select(
        (wait, index) => $"{wait.Waiter.Name} waits {wait.What} for "
            + cycle[(index + 1) % cycle.Count].Waiter.Name));

    private static List<Wait>? PathBack(Wait start, List<Wait> path, List<Wait> all)
    {
        if (path[^1].On.Contains(start.Waiter))
            return path;
        foreach (var next in all.Where(wait =>
            path[^1].On.Contains(wait.Waiter) && !path.Contains(wait)))
            if (PathBack(start, [.. path, next], all) is { } found)
                return found;
        return null;
    }
}
