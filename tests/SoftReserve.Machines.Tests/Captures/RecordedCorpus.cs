using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>The recordings of the repository's folder <c>captures/</c>.</summary>
internal static class RecordedCorpus
{
    public static string Root { get; } = Path.Combine(Corpus.Root, "captures");

    /// <summary><c>v4/a-exact</c> and so on, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetDirectories(Root)
            .SelectMany(Directory.GetDirectories)
            .Select(folder => Path.GetRelativePath(Root, folder).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static ICaptureFiles Open(string name) =>
        CaptureFiles.Open(Path.Combine(Root, name)).Value!;

    public static Recording Read(string name)
    {
        var read = CaptureReader.Read(Open(name));
        Assert.True(read.IsRead, string.Join("\n", read.Diagnostics));
        return read.Value;
    }

    public static bool Has(string name, string path) =>
        File.Exists(Path.Combine(Root, name, path));

    /// <summary>The same files but some.</summary>
    public static ICaptureFiles Without(ICaptureFiles files, params string[] paths) =>
        CaptureFiles.FromMemory(
            files.Name, Contents(files).Where(pair => !paths.Contains(pair.Key)));

    /// <summary>The same files, one of them with other content.</summary>
    public static ICaptureFiles With(ICaptureFiles files, string path, byte[] content) =>
        CaptureFiles.FromMemory(
            files.Name, Contents(files).Append(KeyValuePair.Create(path, content)));

    /// <summary>Every file with its bytes.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> Contents(ICaptureFiles files) =>
        files.Paths.Select(path =>
            KeyValuePair.Create(path, files.TryRead(path, int.MaxValue)!));
}
