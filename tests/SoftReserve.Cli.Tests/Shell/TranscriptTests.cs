using System.Globalization;
using System.Text;
using SoftReserve.Shell;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>Scripts and what they print, in Golden/Shell and the folders in it;
/// SOFTRESERVE_ACCEPT=1 rewrites the transcripts.</summary>
/// <remarks>A script's first line is a comment with what <c>softreserve shell</c> would be given:
/// a bundled machine or a file beside the script, and options.</remarks>
public sealed class TranscriptTests
{
    private static readonly string Folder =
        Repository.At("tests", "SoftReserve.Cli.Tests", "Golden", "Shell");

    public static TheoryData<string> Scripts() =>
        [.. FilesOf("*.sh")];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_prints_its_transcript(string script)
    {
        var file = Path.Combine(Folder, Path.ChangeExtension(script, ".txt"));
        var transcript = Run(Path.Combine(Folder, script));
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(file, transcript);
        Assert.Equal(File.ReadAllText(file), transcript);
    }

    [Fact]
    public void No_transcript_is_without_its_script() => Assert.Equal(
        FilesOf("*.sh").Select(name => Path.ChangeExtension(name, ".txt")), FilesOf("*.txt"));

    private static IEnumerable<string> FilesOf(string pattern) =>
        Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal);

    private static string Run(string script)
    {
        var lines = File.ReadAllText(script).TrimEnd('\n').Split('\n');
        var session = new ShellSession(
            Booted.AsTyped(lines[0].Split(' ')[1..], Path.GetDirectoryName(script)!));
        var (transcript, text) = (new StringBuilder(), "");
        foreach (var line in lines[1..])
        {
            transcript.Append(text.Length > 0 ? "> " : "$ ").Append(line).Append('\n');
            text += line + "\n";
            if (ShellSession.NeedsMore(text))
                continue;
            session.Run(text, part => transcript.Append(part), part => transcript.Append(part));
            if (session.ExitCode != 0)
                transcript.Append(CultureInfo.InvariantCulture, $"[rc={session.ExitCode}]\n");
            text = "";
        }

        return transcript.ToString();
    }
}
