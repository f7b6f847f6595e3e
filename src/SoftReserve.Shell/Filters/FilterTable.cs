namespace SoftReserve.Shell.Filters;

/// <summary>The filters by name.</summary>
internal static class FilterTable
{
    private static readonly Dictionary<string, Filter> Filters = new()
    {
        ["grep"] = Grep.Run,
        ["egrep"] = given => Grep.Run(given with { Arguments = ["-E", .. given.Arguments] }),
        ["head"] = LineFilters.Head,
        ["tail"] = LineFilters.Tail,
        ["wc"] = LineFilters.Wc,
        ["sort"] = LineFilters.Sort,
        ["uniq"] = LineFilters.Uniq,
        ["cut"] = LineFilters.Cut,
        ["tr"] = LineFilters.Tr,
        ["sed"] = Sed.Run,
        ["awk"] = Awk.Run,
    };

    /// <summary>Their names, sorted.</summary>
    public static IEnumerable<string> Names => Filters.Keys.Order(StringComparer.Ordinal);

    /// <summary>The filter of a name; null when there is none.</summary>
    public static Filter? Find(string name) => Filters.GetValueOrDefault(name);
}
