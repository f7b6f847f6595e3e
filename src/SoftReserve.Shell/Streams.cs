namespace SoftReserve.Shell;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">All of standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Streams(string Input, Action<string> Output, Action<string> Error);
