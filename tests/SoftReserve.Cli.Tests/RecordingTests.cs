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
            .Single(each => each.State.Name == name);
        Assert.SkipWhen(replayed.Kernel is null, $"not modelled: {replayed.Unknown}");
        foreach (var output in RecordedOutput.All)
            RecordedExceptions.Judge(
                folder, $"{output.Name}@{name}",
                output.Differences(replayed.State, replayed.Kernel!));
        RecordedExceptions.Judge(folder, $"exits@{name}", replayed.Exits);
    }

    [Fact]
    public void Exceptions_are_outputs_of_recordings()
    {
        Assert.Empty(RecordedExceptions.All.Select(each => each.Folder)
            .Except(RecordedBoots.Folders));
        Assert.Empty(RecordedExceptions.All.Select(each => each.Output.Split('@')[0])
            .Except([.. RecordedOutput.All.Select(output => output.Name), "exits"]));
        Assert.DoesNotContain(RecordedExceptions.All, each => each.Why.Length == 0);
    }
}
