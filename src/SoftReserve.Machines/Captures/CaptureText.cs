namespace SoftReserve.Machines.Captures;

/// <summary>A text file of a recording.</summary>
internal sealed class CaptureText(string file, string content)
{
    public string File => file;

    public string Content => content;

    /// <summary>Without line ends; the first is line 1 of diagnostics.</summary>
    public IReadOnlyList<string> Lines { get; } =
        [.. content.Split('\n').Select(line => line.TrimEnd('\r'))];

    /// <summary>The first line that is not blank, without spaces around it.</summary>
    public string FirstLine => Lines.FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
}

/// <summary>A line, or a part of one, with its place.</summary>
/// <param name="Text">Without spaces around it.</param>
/// <param name="File">The file.</param>
/// <param name="Line">From 1.</param>
internal sealed record PlacedText(string Text, string File, int Line);
