using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

public sealed class RecordingTests
{
    public static TheoryData<string> Recordings => [.. RecordedCorpus.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_recording_reads_without_a_diagnostic(string name)
    {
        var read = CaptureReader.Read(RecordedCorpus.Open(name));

        Assert.Equal("", string.Join("\n", read.Diagnostics));
    }
}
