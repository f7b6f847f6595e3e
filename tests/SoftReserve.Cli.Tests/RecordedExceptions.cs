using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Where the model does not say what was recorded, and why:
/// <c>captures/exceptions.txt</c>, <c>folder output text - reason</c> a line. Only values that
/// contain the text may differ, and one must: a repaired one has to be taken out.</summary>
internal static class RecordedExceptions
{
    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<RecordedException> All { get; } =
        Read(Repository.At("captures", "exceptions.txt"));

    /// <summary>Another list of the same form.</summary>
    public static IReadOnlyList<RecordedException> Read(string file) =>
    [
        .. File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Parse),
    ];

    /// <summary>Fails where something differs that is not listed, and where nothing does that
    /// is.</summary>
    public static void Judge(string folder, string output, IReadOnlyList<string> differences) =>
        Judge(All, folder, output, differences);

    /// <summary>As above, with another list.</summary>
    public static void Judge(
        IReadOnlyList<RecordedException> all, string folder, string output,
        IReadOnlyList<string> differences)
    {
        var listed = all.Where(each => each.Folder == folder && each.Output == output).ToList();
        var unknown = differences.Where(line => !listed.Exists(each => each.Covers(line)));
        Assert.True(!unknown.Any(), $"{folder} {output}\n{string.Join('\n', unknown)}");
        foreach (var each in listed)
            Assert.True(differences.Any(each.Covers), $"matches now: {each}");
    }

    private static RecordedException Parse(string line)
    {
        var halves = line.Split(" - ", 2);
        var words = halves[0].Split(' ', 3);
        return new RecordedException(words[0], words[1], words[2], halves[1]);
    }
}

/// <summary>One line of the list.</summary>
/// <param name="Folder">Below captures.</param>
/// <param name="Output">Which one; behind <c>@</c> the state, where it is not that of the
/// boot.</param>
/// <param name="Text">Part of each value that may differ; a star for all.</param>
/// <param name="Why">The reason.</param>
internal sealed record RecordedException(string Folder, string Output, string Text, string Why)
{
    public bool Covers(string line) =>
        Text == "*" || line.Contains(Text, StringComparison.Ordinal);
}
