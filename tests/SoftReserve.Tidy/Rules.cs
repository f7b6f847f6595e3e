using Xunit;

namespace SoftReserve.Tidy;

/// <summary>Applies a rule to files.</summary>
internal static class Rules
{
    /// <summary>Fails with one line for each violation.</summary>
    public static void AssertNone(IEnumerable<Violation> violations)
    {
        var lines = violations.Select(violation => violation.ToString()).ToArray();
        Assert.True(lines.Length == 0, $"{lines.Length} places:\n" + string.Join('\n', lines));
    }

    /// <summary>What a rule says about a text of one file, as <c>line: what</c>.</summary>
    public static IEnumerable<string> On(
        string text, Func<SourceFile, IEnumerable<Violation>> rule,
        string path = "src/SoftReserve/Dax/Sample.cs") =>
        rule(new SourceFile(path, text)).Select(each => $"{each.Line}: {each.What}");
}
