using System.Globalization;
using System.Text.RegularExpressions;
using SoftReserve.Machines.Cases;

namespace SoftReserve.Cli.Tests;

/// <content>/proc/iomem: the lines that a case compares (CXL windows, regions, Soft Reserved, dax,
/// kmem), nested; CXL regions are numbered by address, and so is a dax device that carries a
/// region's number. Numbers of hmem devices stay and must be equal.</content>
internal static partial class RecordingFilter
{
    // away from any number that a kernel gives, so that renamed and kept never mix
    private const int FirstNewNumber = 1000;

    /// <summary>The lines, in order.</summary>
    public static IReadOnlyList<string> Iomem(string listing) => Renumber(
        IomemExpectation.Reduce(listing)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Renumber(string listing)
    {
        var numbers = IomemRegion().Matches(listing)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        return IomemNumbered().Replace(listing, match =>
            numbers.IndexOf(match.Groups[2].Value) is >= 0 and var index
                ? match.Groups[1].Value
                    + (FirstNewNumber + index).ToString(CultureInfo.InvariantCulture)
                : match.Value);
    }

    [GeneratedRegex(@" : region(\d+)$", RegexOptions.Multiline)]
    private static partial Regex IomemRegion();

    [GeneratedRegex(@"( : (?:region|dax))(\d+)")]
    private static partial Regex IomemNumbered();
}
