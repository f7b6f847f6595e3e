using SoftReserve.Sysfs;
using Xunit;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>The model's /sys against every recorded one, path by path: names, modes, values,
/// targets of links. <c>exceptions.txt</c> lists where they differ, and why.</summary>
public sealed class RecordedSysfsTests
{
    private const string Tar = "sysfs.tar.gz";

    private static readonly IReadOnlyList<RecordedException> Exceptions = RecordedExceptions.Read(
        Repository.At("tests", "SoftReserve.Cli.Tests", "Sysfs", "exceptions.txt"));

    public static TheoryData<string, string> Recorded() => new(
        RecordedBoots.Folders.SelectMany(folder => RecordedBoots.Read(folder).States
            .Where(state => File.Exists(TarOf(folder, state.Name)))
            .Select(state => (folder, state.Name))));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Sysfs_has_the_recorded_paths_and_values(string folder, string name)
    {
        var recording = RecordedBoots.Read(folder);
        var kernel = recording.BootState?.Name == name
            ? RecordedBoots.Boot(recording)
            : RecordedReplay.States(recording).First(each => each.State.Name == name).Kernel;
        Assert.SkipWhen(kernel is null, "the model cannot do what was done");
        var recorded = SysfsEntry.ReadTar(TarOf(folder, name));
        var predicted = SysfsEntry.Read(FileTree.Of(kernel!));
        RecordedExceptions.Judge(
            Exceptions, folder, $"sysfs@{name}",
            [
                .. SysfsFilter.Differences(recorded, predicted),
                .. SysfsFilter.PciDifferences(recorded, predicted),
            ]);
    }

    [Fact]
    public void Exceptions_are_of_recorded_states() => Assert.Empty(Exceptions
        .Select(each => $"{each.Folder} {each.Output}")
        .Except(Recorded().Select(row => $"{row.Data.Item1} sysfs@{row.Data.Item2}")));

    [Fact]
    public void So_many_states_have_their_sysfs() => Assert.Equal(85, Recorded().Count);

    private static string TarOf(string folder, string state) =>
        Path.GetFullPath(Repository.At("captures", folder, state, Tar));
}
