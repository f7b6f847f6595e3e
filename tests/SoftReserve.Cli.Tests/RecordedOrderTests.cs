using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Lists in the output of tools come in the order of names. Where a boot of the model
/// numbers everything as the recorded one, order must agree too, and so the whole text.</summary>
public sealed class RecordedOrderTests
{
    [Fact]
    public void Where_the_numbers_are_the_recorded_ones_so_is_the_order_of_cxl_list()
    {
        var outputs = Outputs("cxl")
            .Where(each => RecordingFilter.CxlNames(each.Recorded)
                .SequenceEqual(RecordingFilter.CxlNames(each.Predicted)))
            .ToArray();

        Assert.True(outputs.Length > 80, $"{outputs.Length} recordings");
        Assert.All(outputs, each => Assert.Equal(
            RecordingFilter.WithoutMailbox(each.Recorded),
            RecordingFilter.WithoutMailbox(each.Predicted)));
    }

    [Theory]
    [InlineData("daxctl")]
    [InlineData("daxctl-u")]
    [InlineData("daxctl-R-u")]
    public void Where_the_numbers_are_the_recorded_ones_so_is_every_byte_of_daxctl(string name)
    {
        var outputs = Outputs(name)
            .Where(each => DaxNumbers(each.Recorded).SequenceEqual(DaxNumbers(each.Predicted)))
            .ToArray();

        Assert.True(outputs.Length > 100, $"{outputs.Length} recordings");
        Assert.All(outputs, each => Assert.Equal(each.Recorded, each.Predicted));
    }

    // each dax region with the place of its devices
    private static IEnumerable<string> DaxNumbers(string json) => json
        .Split("\"path\"")
        .Select(region => string.Concat(region.Split('\n').Where((line, index) =>
            index == 0 || line.Contains("\"start\"", StringComparison.Ordinal))))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Recorded, string Predicted)> Outputs(string name)
    {
        var output = RecordedOutput.Find(name);
        return RecordedBoots.Folders
            .Where(folder => !RecordedExceptions.All.Any(
                each => each.Folder == folder && each.Output == name))
            .Select(RecordedBoots.Read)
            .Where(recording => recording.BootState is not null
                && output.Recorded(recording.BootState) is not null)
            .Select(recording => (
                output.Recorded(recording.BootState!)!,
                output.Predicted(RecordedBoots.Boot(recording))));
    }
}
