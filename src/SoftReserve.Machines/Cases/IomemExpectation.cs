using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.Cases;

/// <summary>Compares a case's tree with /proc/iomem: only the lines that tell a range's story
/// count, nested as they are after all others are dropped.</summary>
/// <remarks>Counted are CXL Window, region, Soft Reserved, dax and System RAM (kmem). Plain System
/// RAM is compared only where the case lists it. <c>*</c> in an expected name stands for any
/// number.</remarks>
public static class IomemExpectation
{
    private const string SystemRam = "System RAM";

    private static readonly string[] Patterns =
        ["CXL Window *", "region*", "Soft Reserved", "dax*.*", "System RAM (kmem)"];

    /// <summary>The lines that differ: <c>- </c> in front of an expected one that is not there,
    /// <c>+ </c> in front of one that was not expected, both with their nesting. Empty when the
    /// trees agree.</summary>
    /// <param name="expected">From the case, nested by two spaces.</param>
    /// <param name="actual">A whole /proc/iomem.</param>
    public static ValueList<string> Differences(string expected, string actual)
    {
        var wanted = Nest([.. IomemLine.ReadAll(expected)]);
        var plain = wanted.Where(line => line.Name == SystemRam)
            .Select(line => line.Range).ToHashSet();
        var found = Nest([.. IomemLine.ReadAll(actual).Where(line =>
            IsCounted(line.Name) || (line.Name == SystemRam && plain.Contains(line.Range)))]);
        return Compare(wanted, found);
    }

    /// <summary>The counted lines of a whole /proc/iomem, nested by two spaces: what a case
    /// would say.</summary>
    public static string Reduce(string actual) => string.Concat(
        Nest([.. IomemLine.ReadAll(actual).Where(line => IsCounted(line.Name))])
            .Select(line => line + "\n"));

    /// <summary>True for the names that are compared wherever they stand.</summary>
    public static bool IsCounted(string name) =>
        Array.Exists(Patterns, pattern => NamePattern.Matches(pattern, name));

    /// <summary>Gives each line as many steps of indentation as lines around it contain it: what
    /// the kernel prints above its deepest level, and below.</summary>
    internal static List<IomemLine> Nest(List<IomemLine> lines)
    {
        var nested = new List<IomemLine>(lines.Count);
        var around = new Stack<AddressRange>();
        foreach (var line in lines)
        {
            while (around.Count > 0 && !around.Peek().Contains(line.Range))
                around.Pop();
            nested.Add(line with { Depth = around.Count });
            around.Push(line.Range);
        }

        return nested;
    }

    private static ValueList<string> Compare(List<IomemLine> wanted, List<IomemLine> found)
    {
        var common = CommonLengths(wanted, found);
        var differences = new List<string>();
        var (left, right) = (0, 0);
        while (left < wanted.Count || right < found.Count)
        {
            if (left < wanted.Count && right < found.Count && wanted[left].Fits(found[right]))
                (left, right) = (left + 1, right + 1);
            else if (right == found.Count
                || (left < wanted.Count && common[left + 1, right] >= common[left, right + 1]))
                differences.Add($"- {wanted[left++]}");
            else
                differences.Add($"+ {found[right++]}");
        }

        return [.. differences];
    }

    /// <summary>For each pair of places, how many lines from there on can be paired in
    /// order.</summary>
    private static int[,] CommonLengths(List<IomemLine> wanted, List<IomemLine> found)
    {
        var common = new int[wanted.Count + 1, found.Count + 1];
        for (var left = wanted.Count - 1; left >= 0; left--)
            for (var right = found.Count - 1; right >= 0; right--)
                common[left, right] = wanted[left].Fits(found[right])
                    ? common[left + 1, right + 1] + 1
                    : Math.Max(common[left + 1, right], common[left, right + 1]);
        return common;
    }
}

/// <summary>One line of /proc/iomem.</summary>
/// <param name="Depth">Steps of two spaces.</param>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Name">Behind the colon; a <see cref="NamePattern"/> in a case.</param>
internal sealed record IomemLine(int Depth, AddressRange Range, string Name)
{
    private const string Separator = " : ";

    /// <summary>Every line that is one; others are passed over.</summary>
    public static IEnumerable<IomemLine> ReadAll(string text) =>
        text.Split('\n').Select(TryRead).OfType<IomemLine>();

    /// <summary>Null for text that is no such line.</summary>
    public static IomemLine? TryRead(string text)
    {
        var line = text.TrimEnd();
        var start = line.AsSpan().TrimStart(' ');
        var depth = (line.Length - start.Length) / 2;
        var colon = line.IndexOf(Separator, StringComparison.Ordinal);
        return colon > 0 && AddressRange.TryParse(line[..colon], out var range)
            ? new IomemLine(depth, range, line[(colon + Separator.Length)..])
            : null;
    }

    /// <summary>True when <paramref name="found"/> is what this line expects.</summary>
    public bool Fits(IomemLine found) =>
        Depth == found.Depth && Range == found.Range && NamePattern.Matches(Name, found.Name);

    /// <inheritdoc/>
    public override string ToString() => new string(' ', 2 * Depth) + string.Create(
        CultureInfo.InvariantCulture,
        $"{Range.Start.Value:x8}-{Range.End.Value:x8}{Separator}{Name}");
}
