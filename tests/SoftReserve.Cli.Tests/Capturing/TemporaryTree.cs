using System.Text;
using SoftReserve.Cli.Tests.Sysfs;

namespace SoftReserve.Cli.Tests.Capturing;

/// <summary>A folder that stands for a machine's root, and goes with the test.</summary>
internal sealed class TemporaryTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("softreserve-").FullName;

    public TemporaryTree With(string path, string text)
    {
        var file = Root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, Encoding.Latin1);
        return this;
    }

    public TemporaryTree WithLink(string path, string target)
    {
        var link = Root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, target);
        return this;
    }

    public TemporaryTree With(IEnumerable<SysfsEntry> entries)
    {
        foreach (var entry in entries)
            if (entry.IsLink)
                WithLink(entry.Path, entry.Target);
            else if (entry.Value == SysfsEntry.Folder)
                Directory.CreateDirectory(Root + entry.Path);
            else
                With(entry.Path, entry.Value);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
