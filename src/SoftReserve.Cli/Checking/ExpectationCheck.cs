using System.Globalization;
using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Listings;
using SoftReserve.Machines.Cases;
using SoftReserve.Memory;
using SoftReserve.Owners;
using SoftReserve.Resources;
using SoftReserve.Userspace;

namespace SoftReserve.Cli.Checking;

/// <summary>Compares a final state with what a case expects of it.</summary>
internal static class ExpectationCheck
{
    /// <summary>One line for each difference; none when the kernel shows what it must.</summary>
    public static IEnumerable<string> Differences(Expectation expectation, Kernel kernel) =>
    [
        .. expectation.Owners.SelectMany(expected => OwnerDifferences(expected, kernel)),
        .. IomemDifferences(expectation, kernel),
        .. DaxctlDifferences(expectation, kernel),
        .. LogDifferences(expectation, kernel),
        .. CommandDifferences(expectation, kernel),
        .. FactDifferences(expectation, kernel),
    ];

    /// <summary>What differs from one expected owner.</summary>
    public static IEnumerable<string> OwnerDifferences(OwnerExpectation expected, Kernel kernel)
    {
        var pieces = OwnersTable.Within(kernel, expected.Range);
        if (pieces.IsEmpty && (expected.Owner, expected.Use) != (OwnerWord.None, UseWord.None))
            yield return $"{expected.Range}: nobody asks for it, expected {Words(expected)}";
        foreach (var piece in pieces)
            if (!Fits(expected, piece))
                yield return $"{piece.Range}: {Words(piece)}, expected {Words(expected)}";
    }

    private static bool Fits(OwnerExpectation expected, OwnedRange piece) =>
        (int)expected.Owner == (int)OwnerOrdinal(piece.Owner)
        && expected.Use == UseOf(piece.Use)
        && (expected.Device is null
            || (piece.Device is { } device && NamePattern.Matches(expected.Device, device)));

    private static OwnerWord OwnerOrdinal(RangeOwner owner) => owner switch
    {
        RangeOwner.Cxl => OwnerWord.Cxl,
        RangeOwner.Hmem => OwnerWord.Hmem,
        RangeOwner.Both => OwnerWord.Both,
        _ => OwnerWord.None,
    };

    private static UseWord UseOf(RangeUse use) => use switch
    {
        RangeUse.SystemRam => UseWord.SystemRam,
        RangeUse.Devdax => UseWord.Devdax,
        RangeUse.Failed => UseWord.Failed,
        _ => UseWord.None,
    };

    private static string Words(OwnerExpectation owner) =>
        $"{owner.Owner} {owner.Device} {owner.Use}";

    private static string Words(OwnedRange owner) => $"{owner.Owner} {owner.Device} {owner.Use}";

    private static IEnumerable<string> IomemDifferences(Expectation expectation, Kernel kernel)
    {
        if (expectation.Iomem is not { } expected)
            return [];
        var actual = IomemListing.Text(
            kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth);
        return IomemExpectation.Differences(expected, actual).Select(line => "iomem: " + line);
    }

    private static IEnumerable<string> DaxctlDifferences(Expectation expectation, Kernel kernel)
    {
        if (expectation.Daxctl is not { } expected)
            yield break;
        var actual = DaxctlRegions(kernel);
        if (!actual.SequenceEqual(expected))
            yield return $"daxctl: {string.Join("; ", actual)}, expected {expected}";
    }

    // read back from the text, so that order and units are judged too
    private static List<DaxctlExpectation> DaxctlRegions(Kernel kernel)
    {
        var text = DaxctlListing.Text(
            DaxctlOfKernel.Regions(kernel), new DaxctlOptions(Regions: true, Human: true));
        if (text.Length == 0)
            return [];
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var elements = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()]
            : new List<JsonElement> { root };
        return
        [
            .. elements.Select(element => new DaxctlExpectation(
                element.GetProperty("path").GetString()!,
                element.GetProperty("id").GetInt32(),
                element.GetProperty("size").ToString(),
                element.GetProperty("align").GetUInt64())),
        ];
    }

    private static IEnumerable<string> LogDifferences(Expectation expectation, Kernel kernel)
    {
        if (expectation.Dmesg.IsEmpty && expectation.DmesgAny.IsEmpty
            && expectation.NotDmesg.IsEmpty)
            yield break;
        var lines = kernel.Journal.Messages.Select(message => message.ToString()).ToList();
        var log = string.Join('\n', lines);
        var at = 0;
        foreach (var wanted in expectation.Dmesg)
        {
            var found = log.IndexOf(wanted, at, StringComparison.Ordinal);
            if (found < 0)
                yield return $"dmesg: not there or out of order: {wanted}";
            else
                at = found + wanted.Length;
        }

        foreach (var wanted in expectation.DmesgAny)
            if (!lines.Exists(line => Has(line, wanted)))
                yield return $"dmesg: not there: {wanted}";
        foreach (var unwanted in expectation.NotDmesg)
            if (lines.Find(line => Has(line, unwanted)) is { } line)
                yield return $"dmesg: must not be there: {line}";
    }

    private static IEnumerable<string> CommandDifferences(Expectation expectation, Kernel kernel)
    {
        foreach (var ended in kernel.Journal.Decisions<CommandEnded>())
        {
            var expected = expectation.Errors
                .FirstOrDefault(error => error.Command == ended.Command.Line);
            var actual = ended.Errno == 0 ? null : ErrnoNames.Of(ended.Errno);
            if (expected?.Error != actual)
                yield return $"{ended.Command.Line}: {actual ?? "worked"} {ended.Complaints}, "
                    + $"expected {expected?.Error ?? "that it works"}";
        }
    }

    private static IEnumerable<string> FactDifferences(Expectation expectation, Kernel kernel)
    {
        var possible = new NodeList(kernel.Boot.Numa.PossibleNodes).ToString();
        if (expectation.NumaPossible is { } nodes && nodes != possible)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"possible nodes: {possible}, expected {nodes}");
        foreach (var setting in expectation.EffectiveConfig)
            if (ConfigSymbols.Find(setting.Symbol) is not { } symbol
                || kernel.Boot.Config[symbol] != setting.Value)
                yield return $"config: {setting.Symbol} is not {setting.Value}";
    }

    private static bool Has(string line, string part) =>
        line.Contains(part, StringComparison.Ordinal);
}
