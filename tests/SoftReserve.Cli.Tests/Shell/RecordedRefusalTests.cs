using System.Text;
using SoftReserve.Cli.Tests.Transcripts;
using SoftReserve.Shell;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>What Debian's kernels and ndctl 85 printed in QEMU when something went wrong, in
/// Golden/Shell/goes-wrong/recorded, typed again on the model.</summary>
/// <remarks>A transcript's first line says the machine and the kernel, as a script's does. In a
/// recording both streams went to one file, standard error first; so lines are compared without
/// their order. Left out: the library's debug lines behind <c>-v</c>, whole listings of iomem and
/// modules, and what 6.12 says of files that it does not have.</remarks>
public sealed class RecordedRefusalTests
{
    private static readonly string Folder = Repository.At(
        "tests", "SoftReserve.Cli.Tests", "Golden", "Shell", "goes-wrong");

    public static TheoryData<string> Transcripts() =>
    [
        .. Directory.GetFiles(Path.Combine(Folder, "recorded"), "*.transcript")
            .Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Every_command_ends_as_it_did_on_the_real_kernel(string transcript)
    {
        var file = Path.Combine(Folder, "recorded", transcript);
        var words = File.ReadLines(file).First().Split(' ')[1..];
        var session = new ShellSession(Booted.AsTyped(words, Folder));

        Assert.All(TranscriptEntry.Read(file), recorded =>
        {
            var printed = new StringBuilder();
            session.Run(
                recorded.Command, part => printed.Append(part), part => printed.Append(part));
            Assert.Equal(
                (recorded.Command, recorded.ExitCode, Lines(recorded.Output)),
                (recorded.Command, session.ExitCode, Lines(printed.ToString())));
        });
    }

    private static string Lines(string text) => string.Join(
        '\n', text.Split('\n').Order(StringComparer.Ordinal));
}
