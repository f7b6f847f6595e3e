using System.Diagnostics;
using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>Changes and remedies in the words of text and JSON.</summary>
internal static class ChangeWords
{
    /// <summary>The kind of a change, and what it was and is; null for nothing.</summary>
    public static (string Kind, string? From, string? To) Of(RangeChange change) => change switch
    {
        RangeChange.Lost each => ("lost", Join(each.Ranges), null),
        RangeChange.Gained each => ("gained", null, Join(each.Ranges)),
        RangeChange.BackingLost each => ("unbacked", null, Join(each.Ranges)),
        RangeChange.BackingRegained each => ("unbacked", Join(each.Ranges), null),
        RangeChange.OwnerChanged each =>
            ("owner", OwnerWords.Of(each.From), OwnerWords.Of(each.To)),
        RangeChange.UseChanged each => ("use", OwnerWords.Of(each.From), OwnerWords.Of(each.To)),
        RangeChange.DeviceChanged each => ("device", each.From, each.To),
        RangeChange.PathChanged each => ("path", each.From, each.To),
        RangeChange.NodeChanged each => ("node", Node(each.From), Node(each.To)),
        RangeChange.TierChanged each => ("tier", Tier(each.From), Tier(each.To)),
        RangeChange.OnlineChanged each => ("online", Online(!each.IsOnline), Online(each.IsOnline)),
        RangeChange.CxlRegionsChanged each => ("cxl-regions", Join(each.Gone), Join(each.New)),
        RangeChange.SoftReservedLine each => each.IsShown
            ? ("soft-reserved-line", null, "shown")
            : ("soft-reserved-line", "shown", null),
        RangeChange.IomemLines each => ("iomem", Join(each.Gone), Join(each.New)),
        RangeChange.IomemNesting each => ("iomem-nesting", Nest(each.From), Nest(each.To)),
        _ => throw new UnreachableException(),
    };

    /// <summary>A remedy as one phrase.</summary>
    public static string Of(Remedy remedy) => remedy switch
    {
        Remedy.RemoveParameter each => $"kernel command line without {each.Parameter}",
        Remedy.AddParameter each => $"kernel command line with {each.Parameter}",
        Remedy.InstallModule each => $"module {each.Module} installed",
        Remedy.AllowModule each => $"module {each.Module} not blacklisted",
        Remedy.BlockModule each => $"kernel command line with module_blacklist={each.Module}",
        Remedy.Configure each => string.Join(" and ", each.Symbols.Select(pair =>
            $"CONFIG_{ConfigSymbols.NameOf(pair.Symbol)}={Letter(pair.Value)}")),
        _ => throw new UnreachableException(),
    };

    public static string Letter(Tristate value) => value switch
    {
        Tristate.Yes => "y",
        Tristate.Module => "m",
        Tristate.No => "n",
        _ => throw new UnreachableException(),
    };

    /// <summary><c>memory_tier4</c>; null for none.</summary>
    public static string? Tier(int? tier) => tier is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"memory_tier{number}")
        : null;

    /// <summary>The node's number; null for none.</summary>
    public static string? Node(int node) =>
        node < 0 ? null : node.ToString(CultureInfo.InvariantCulture);

    private static string Online(bool isOnline) => isOnline ? "online" : "offline";

    private static string? Join<T>(ValueList<T> items) =>
        items.IsEmpty ? null : string.Join(", ", items);

    private static string Nest(ValueList<IomemLine> lines) =>
        string.Join(" > ", lines.Select(line => line.Name));
}
