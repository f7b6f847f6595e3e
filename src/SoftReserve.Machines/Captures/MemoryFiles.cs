namespace SoftReserve.Machines.Captures;

/// <summary>Files that are already in memory: those of an archive, or of a test.</summary>
internal sealed class MemoryFiles(string name, SortedDictionary<string, byte[]> files)
    : ICaptureFiles
{
    public string Name => name;

    public IReadOnlyList<string> Paths { get; } = [.. files.Keys];

    public byte[]? TryRead(string path, int limit) =>
        files.TryGetValue(path, out var bytes) && bytes.Length <= limit ? bytes : null;
}
