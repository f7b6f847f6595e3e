using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <content>The kernel log: the lines that decide or tell who owns memory, without times, the names
/// of functions, page counts and numbers of devices, which follow the order in which probes end.
/// Lines of registers, ports and mailboxes are left out.</content>
internal static partial class RecordingFilter
{
    /// <summary>The lines, in order of the log.</summary>
    public static IReadOnlyList<string> Log(string text) =>
    [
        .. LinesOf(text)
            .Select(line => Stamp().Replace(line, ""))
            .Where(line => Decisive().IsMatch(line))
            .Select(line => line.Replace("__construct", "construct", StringComparison.Ordinal))
            .Select(line => PagesTotal().Replace(line, ""))
            .Select(line => LogNumbered().Replace(line, "$1N")),
    ];

    [GeneratedRegex(@"^\[ *\d+\.\d+\] *")]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"^(?:Fallback order|Built \d|Demotion targets|hmem|kmem |dax |dax\d|cxl_dax_region"
        + @"|cxl_region |cxl region)|created region|construct_region|to region|no CXL window"
        + @"|decode range: node")]
    private static partial Regex Decisive();

    [GeneratedRegex("  Total pages: .*$")]
    private static partial Regex PagesTotal();

    [GeneratedRegex(@"\b((?:dax_)?region|mem|endpoint|port|decoder|dax|hmem\.)\d+(?:\.\d+)?")]
    private static partial Regex LogNumbered();
}
