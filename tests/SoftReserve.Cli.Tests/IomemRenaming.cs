using System.Globalization;
using System.Text.RegularExpressions;
using SoftReserve.Addresses;
using SoftReserve.Machines.Cases;

namespace SoftReserve.Cli.Tests;

/// <summary>Compares two listings of /proc/iomem up to the numbers of CXL regions: regions are
/// numbered anew by address, and so is a dax device that carries a region's number. Numbers of
/// hmem devices stay and must be equal.</summary>
internal static partial class IomemRenaming
{
    // away from any number that a kernel gives, so that renamed and kept never mix
    private const int FirstNewNumber = 1000;

    /// <summary>Lines that differ.</summary>
    public static ValueList<string> Differences(string recorded, string predicted) =>
        IomemExpectation.Differences(
            Renumber(IomemExpectation.Reduce(recorded)),
            Renumber(IomemExpectation.Reduce(predicted)));

    private static string Renumber(string listing)
    {
        var numbers = Region().Matches(listing)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        return Numbered().Replace(listing, match =>
            numbers.IndexOf(match.Groups[2].Value) is >= 0 and var index
                ? match.Groups[1].Value
                    + (FirstNewNumber + index).ToString(CultureInfo.InvariantCulture)
                : match.Value);
    }

    [GeneratedRegex(@" : region(\d+)$", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"( : (?:region|dax))(\d+)")]
    private static partial Regex Numbered();
}
