using System.Globalization;

namespace SoftReserve.Machines.Diagnostics;

/// <summary>One problem of an input file, with its place.</summary>
/// <param name="Id">Stable: <c>SR0107</c>; one of <see cref="DiagnosticId"/>.</param>
/// <param name="File">As the reader was told, the machine's file for a problem that a case finds
/// there.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
/// <param name="Message">The key, what stood there and what was expected; one line.</param>
public sealed record Diagnostic(string Id, string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:col: SR0107: message</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Id}: {Message}");
}
