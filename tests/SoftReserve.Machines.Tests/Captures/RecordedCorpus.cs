using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>The recordings of the repository's folder <c>captures/</c>.</summary>
internal static class RecordedCorpus
{
    public static string Root { get; } = FindRoot();

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

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null;
            folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "softreserve.slnx")))
                return Path.Combine(folder.FullName, "captures");
        throw new DirectoryNotFoundException("no softreserve.slnx above the tests");
    }
}
