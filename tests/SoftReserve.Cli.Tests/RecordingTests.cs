using SoftReserve.Machines.Captures;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Recordings of real kernels: the model boots the recorded machine, in the load order
/// that its notes state, and must end with what was recorded, through
/// <see cref="RecordingFilter"/>. <see cref="RecordedExceptions"/> lists where it does
/// not.</summary>
public sealed class RecordingTests
{
    public static MatrixTheoryData<string, string> Compared() => new(
        RecordedOutput.All.Select(output => output.Name), RecordedBoots.Folders);

    [Theory]
    [MemberData(nameof(Compared))]
    public void The_boot_ends_with_what_was_recorded(string output, string folder)
    {
        var recording = RecordedBoots.Read(folder);
        Assert.SkipWhen(recording.BootState is null, "no state of the boot was recorded");
        RecordedExceptions.Judge(
            folder, output, RecordedOutput.Find(output).Differences(
                recording.BootState!, RecordedBoots.Boot(recording)));
    }

    public static TheoryData<string, string> Others() => new(
        RecordedBoots.Folders.SelectMany(folder => RecordedBoots.Read(folder) is var recording
            ? recording.States.Where(state => state != recording.BootState)
                .Select(state => (folder, state.Name))
            : []));

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_other_state_is_what_was_recorded(string folder, string name)
    {
        var replayed = RecordedReplay.States(RecordedBoots.Read(folder))
            .First(each => each.State.Name == name);
        RecordedExceptions.Judge(
            folder, $"replay@{name}", replayed.Unknown is { } unknown ? [unknown] : []);
        if (replayed.Kernel is null)
            return;
        foreach (var output in RecordedOutput.All)
            RecordedExceptions.Judge(
                folder, $"{output.Name}@{name}",
                output.Differences(replayed.State, replayed.Kernel!));
        RecordedExceptions.Judge(folder, $"exits@{name}", replayed.Exits);
    }

    // an exception of nothing would never be missed
    [Fact]
    public void Exceptions_are_outputs_of_recorded_states()
    {
        var outputs = RecordedOutput.All.Select(output => output.Name).ToList();
        var places = RecordedBoots.Folders
            .SelectMany(folder => outputs.Select(output => $"{folder} {output}"))
            .Concat(Others().SelectMany(other => outputs.Concat(["exits", "replay"])
                .Select(output => $"{other.Data.Item1} {output}@{other.Data.Item2}")));
        Assert.Empty(RecordedExceptions.All.Select(each => $"{each.Folder} {each.Output}")
            .Except(places));
        Assert.DoesNotContain(RecordedExceptions.All, each => each.Why.Length == 0);
    }

    [Theory]
    [InlineData("iomem", 111)]
    [InlineData("daxctl", 111)]
    [InlineData("daxctl-u", 111)]
    [InlineData("daxctl-R-u", 111)]
    [InlineData("cxl", 111)]
    [InlineData("drivers", 111)]
    [InlineData("memory", 111)]
    [InlineData("log", 99)]
    public void So_many_boots_have_the_output(string output, int count) => Assert.Equal(
        count,
        RecordedBoots.Folders.Select(RecordedBoots.Read).Count(recording =>
            recording.BootState is { } state
            && RecordedOutput.Find(output).Recorded(state) is not null));
}
