using System.Text;
using SoftReserve.Diagnosis;
using SoftReserve.Generations;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnosing;

namespace SoftReserve.Cli.Tests.Diagnosing;

/// <summary>A recording's last state with some of its files changed: what no recording
/// shows.</summary>
internal sealed class Bundle
{
    private const int Largest = 16 * 1024 * 1024;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>The files of a recording, without what was typed.</summary>
    public static Bundle Of(string folder)
    {
        var bundle = new Bundle();
        var files = CaptureFiles.Open(Repository.At("captures", folder)).Value!;
        foreach (var path in files.Paths)
            if (!path.Contains('/', StringComparison.Ordinal)
                || path.StartsWith("acpi/", StringComparison.Ordinal))
                bundle._files[path] = files.TryRead(path, Largest)!;
        return bundle;
    }

    public Bundle With(string path, string text)
    {
        _files[path] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public Bundle Without(params string[] paths)
    {
        foreach (var path in paths)
            if (!_files.Remove(path))
                throw new ArgumentException($"no {path}", nameof(paths));
        return this;
    }

    public Bundle Change(string path, string from, string to)
    {
        var text = Encoding.UTF8.GetString(_files[path]);
        return text.Contains(from, StringComparison.Ordinal)
            ? With(path, text.Replace(from, to, StringComparison.Ordinal))
            : throw new ArgumentException($"no '{from}' in {path}", nameof(from));
    }

    public ICaptureFiles Open() => CaptureFiles.FromMemory("bundle", _files);

    public DiagnosisReport Check()
    {
        var recording = CaptureReader.Read(Open()).Value!;
        return Diagnoser.Check(DiagnosisSubject.Boot(
            SeenReader.Read(Open()).Value!, recording.Machine, recording.Order,
            Catalogue.Standard, typed: 0));
    }

    /// <summary>The first finding of a rule.</summary>
    public Finding First(string rule) => Check().Findings.First(each => each.Rule.Id == rule);
}
