using System.Text.RegularExpressions;

namespace SoftReserve.Tidy;

/// <summary>Traces of the machine on which something was written.</summary>
internal static partial class PathRules
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".yml", ".yaml", ".editorconfig"];

    public static bool IsText(string path) =>
        TextFiles.Any(end => path.EndsWith(end, StringComparison.Ordinal));

    public static IEnumerable<Violation> MachinePaths(SourceFile file) =>
        file.Lines.Select((line, number) => (Match: Pattern().Match(line), number))
            .Where(each => each.Match.Success)
            .Select(each => file.Violation(each.number, $"{each.Match.Value} of one machine"));

    [GeneratedRegex(@"(?<![\w./\\}*-])(/(work|tmp|root|home/\w+|Users/\w+)/\w|[A-Z]:\\Users\\)")]
    private static partial Regex Pattern();
}
