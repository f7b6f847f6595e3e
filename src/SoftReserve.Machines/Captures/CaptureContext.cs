using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Captures;

/// <summary>What every part of the reader shares: the files, the limits and the problems found
/// so far.</summary>
internal sealed class CaptureContext(ICaptureFiles files, CaptureLimits limits)
{
    private readonly SortedDictionary<string, CaptureText?> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    public ICaptureFiles Files => files;

    public CaptureLimits Limits => limits;

    public DiagnosticBag Problems { get; } = new(limits.Diagnostics);

    /// <summary>What had to be assumed, one sentence each.</summary>
    public ValueList<string> Notes => [.. _notes];

    public bool Has(string path) => files.Paths.Contains(path);

    /// <summary>A text file; null when it is absent, or reported as unreadable.</summary>
    public CaptureText? Text(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
            _texts[path] = text = Has(path) ? Load(path) : null;
        return text;
    }

    /// <summary>The bytes of a file; null when it is absent, or reported as too large.</summary>
    public byte[]? Bytes(string path)
    {
        var bytes = files.TryRead(path, limits.FileBytes);
        if (bytes is null && Has(path))
            Report(CaptureDiagnosticId.TooLarge, path, 1,
                $"larger than {limits.FileBytes} bytes");
        return bytes;
    }

    public void Note(string sentence) => _notes.Add(sentence);

    public void Report(string id, string file, int line, FormattableString message) =>
        Problems.Add(new Diagnostic(id, file, line, 1, FormattableString.Invariant(message)));

    private CaptureText? Load(string path)
    {
        if (Bytes(path) is not { } bytes)
            return null;
        if (bytes.Contains((byte)0))
        {
            Report(CaptureDiagnosticId.NotText, path, 1, $"binary content in a text file");
            return null;
        }

        var text = new CaptureText(path, Encoding.UTF8.GetString(bytes));
        var longest = text.Lines.Count == 0 ? 0 : text.Lines.Max(line => line.Length);
        if (text.Lines.Count <= limits.Lines && longest <= limits.LineLength)
            return text;
        Report(CaptureDiagnosticId.TooLarge, path, 1,
            $"{text.Lines.Count} lines of up to {longest} characters");
        return null;
    }
}
