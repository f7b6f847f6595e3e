namespace SoftReserve.Listings;

/// <summary>Which objects <c>cxl list</c> was asked for by name. Each is a list of words between
/// blanks or commas, of which one has to fit; null for all.</summary>
/// <param name="Bus"><c>-b</c>: root0, 0, or the provider.</param>
/// <param name="Port"><c>-p</c>: port1, 1, its host, or root, switch, endpoint.</param>
/// <param name="Endpoint"><c>-e</c>: endpoint2, 2, or its host.</param>
/// <param name="Decoder"><c>-d</c>: decoder0.0, 0.0, or root, switch, endpoint.</param>
/// <param name="Memdev"><c>-m</c>: mem0, 0, or its host.</param>
/// <param name="Serial"><c>-s</c>: serial numbers.</param>
/// <param name="Region"><c>-r</c>: region0 or 0.</param>
/// <param name="IsSingle"><c>-S</c>: a port's descendants do not come with it.</param>
public sealed record CxlListFilter(
    string? Bus = null,
    string? Port = null,
    string? Endpoint = null,
    string? Decoder = null,
    string? Memdev = null,
    string? Serial = null,
    string? Region = null,
    bool IsSingle = false)
{
    /// <summary>Everything.</summary>
    public static readonly CxlListFilter None = new();

    /// <summary>True without words, and when one of them is <c>all</c> or fits.</summary>
    /// <param name="words">What was typed; null for nothing.</param>
    /// <param name="fits">Whether one word means the object.</param>
    internal static bool Allows(string? words, Func<string, bool> fits) =>
        words is null || Split(words).Any(word => word == "all" || fits(word));

    /// <summary>The words: between blanks if there is one, else between commas.</summary>
    internal static string[] Split(string words) => words.Split(
        words.Contains(' ', StringComparison.Ordinal) ? ' ' : ',',
        StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when words mean the card.</summary>
    internal static bool IsMemdev(string? words, CxlMemdevView memdev) => Allows(
        words, word => word == memdev.Name || word == memdev.Host
            || NumberedName.Matches(word, "mem", NumberedName.Of(memdev.Name)));

    /// <summary>True when words mean the CXL region.</summary>
    internal static bool IsRegion(string? words, string region) => Allows(
        words, word => word == region
            || NumberedName.Matches(word, "region", NumberedName.Of(region)));

    /// <summary>True when words mean the bus.</summary>
    internal static bool IsBus(string? words, CxlBusView bus) => Allows(
        words, word => word == bus.Name || word == bus.Provider
            || NumberedName.Matches(word, "root", NumberedName.Of(bus.Name)));
}
