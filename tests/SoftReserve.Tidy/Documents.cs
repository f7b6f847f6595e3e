using System.Text.RegularExpressions;

namespace SoftReserve.Tidy;

/// <summary>What the documents in Markdown name.</summary>
internal static partial class Documents
{
    /// <summary>The lines below a heading, to the next heading.</summary>
    public static IEnumerable<string> Section(string text, string heading) =>
        text.Split('\n')
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'));

    /// <summary>What stands between backticks and ends as a file does, in order.</summary>
    public static IEnumerable<string> FilesNamed(string text) =>
        File().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Whether a path means a file of this repository: from the root or from the model's
    /// folder.</summary>
    public static bool Exists(string path) => PathTo(path) is not null;

    /// <summary>The path from the root, or null when there is no such file.</summary>
    public static string? PathTo(string path) =>
        new[] { path, "src/SoftReserve/" + path }.FirstOrDefault(candidate =>
            System.IO.File.Exists(Path.Combine(Repository.Root.FullName, candidate)));

    [GeneratedRegex(@"`([\w./-]+\.(?:cs|md|json|props|slnx|yaml))`")]
    private static partial Regex File();
}
