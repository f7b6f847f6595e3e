using System.Globalization;

namespace SoftReserve.Cli.Tests.Transcripts;

/// <summary>A command of a transcript and what it printed, both streams as they came.</summary>
internal sealed record TranscriptEntry(string Command, string Output, int ExitCode)
{
    /// <summary>The entries of a transcript: <c>$ command</c>, what it printed,
    /// <c>[rc=N]</c>.</summary>
    public static IReadOnlyList<TranscriptEntry> Read(string file)
    {
        var entries = new List<TranscriptEntry>();
        var (command, output) = ("", new List<string>());
        foreach (var line in File.ReadLines(file))
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                (command, output) = (line[2..].Trim(), []);
            else if (line.StartsWith("[rc=", StringComparison.Ordinal))
                entries.Add(new TranscriptEntry(
                    command, string.Concat(output.Select(each => each + "\n")),
                    int.Parse(line.AsSpan(4..^1), CultureInfo.InvariantCulture)));
            else
                output.Add(line);
        return entries;
    }

    /// <summary>A command of the tools that are compared.</summary>
    public bool IsNdctl => Command.Split(' ')[0] is "cxl" or "daxctl";
}
