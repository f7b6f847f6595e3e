namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>A folder of its own, gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("softreserve");

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name).Order()];

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
