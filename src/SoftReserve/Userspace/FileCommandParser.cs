using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace;

/// <summary>Reads the words of tools that read and write files. Paths are absolute; options that
/// are not modelled make the line unknown.</summary>
internal static class FileCommandParser
{
    private const char Slash = '/';
    private const string Deletion = "/delete_region";

    public static UserCommand? Echo(string[] words, string line)
    {
        var lineEnd = words is ["-n", ..] ? "" : "\n";
        var rest = lineEnd.Length == 0 ? words[1..] : words;
        if (rest is [.. var text, ">" or ">>", var path])
            return !path.StartsWith(Slash) || text.Contains(">") ? null
                : DeletionOf(string.Join(' ', text), path) is { } deletion
                    ? deletion with { Line = line }
                    : new WriteFile(path, string.Join(' ', text) + lineEnd) { Line = line };
        return rest.Contains(">")
            ? null
            : new PrintText(string.Join(' ', rest) + lineEnd) { Line = line };
    }

    public static UserCommand? Cat(string[] words, string line) =>
        PathsOf(words) is { IsEmpty: false } paths ? new ReadFiles(paths) { Line = line } : null;

    public static UserCommand? Readlink(string[] words, string line)
    {
        var follows = words is ["-f" or "-e" or "-m", ..];
        return PathsOf(follows ? words[1..] : words) is { IsEmpty: false } paths
            ? new ReadLinks(paths, follows, IsRealpath: false) { Line = line }
            : null;
    }

    public static UserCommand? Realpath(string[] words, string line) =>
        PathsOf(words) is { IsEmpty: false } paths
            ? new ReadLinks(paths, Follows: true, IsRealpath: true) { Line = line }
            : null;

    public static UserCommand? Ls(string[] words, string line)
    {
        var letters = string.Concat(words.Where(IsOption).Select(word => word[1..]));
        if (letters.Any(letter => !"1adlA".Contains(letter, StringComparison.Ordinal))
            || PathsOf([.. words.Where(word => !IsOption(word))]) is not { } paths)
            return null;
        return new ListFiles(
            paths.IsEmpty ? ["/"] : paths, letters.Contains('l', StringComparison.Ordinal),
            letters.Contains('d', StringComparison.Ordinal),
            letters.Contains('a', StringComparison.Ordinal))
        {
            Line = line,
        };
    }

    public static UserCommand? Find(string[] words, string line)
    {
        var count = words.TakeWhile(word => !IsOption(word)).Count();
        if (PathsOf(words[..count]) is not { IsEmpty: false } paths)
            return null;
        var find = new FindFiles(paths, null, null, int.MaxValue) { Line = line };
        for (var rest = words[count..]; rest.Length > 0; rest = rest[2..])
            switch (rest)
            {
                case ["-name", var name, ..]:
                    find = find with { Name = name };
                    break;
                case ["-type", "f" or "d" or "l", ..]:
                    find = find with { Kind = rest[1][0] };
                    break;
                case ["-maxdepth", var number, ..] when int.TryParse(
                    number, NumberStyles.None, CultureInfo.InvariantCulture, out var depth):
                    find = find with { Depth = depth };
                    break;
                default:
                    return null;
            }

        return find;
    }

    // two that run side by side may find the same region: it has a beginning of its own
    private static DeleteCxlRegion? DeletionOf(string text, string path) =>
        WrittenText.NumberBehind("region", text) is { } region
        && path.EndsWith(Deletion, StringComparison.Ordinal)
        && WrittenText.NumberBehind(
            "/sys/bus/cxl/devices/decoder0.", path[..^Deletion.Length]) is { } decoder
            ? new DeleteCxlRegion(decoder, region) { Line = "" }
            : null;

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static ValueList<string>? PathsOf(string[] words) =>
        words.All(word => word.StartsWith(Slash)) ? [.. words] : null;
}
