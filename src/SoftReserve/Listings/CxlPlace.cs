namespace SoftReserve.Listings;

/// <summary>A port of any kind on the way down from a bus.</summary>
/// <param name="Above">The port above; null for the bus.</param>
/// <param name="Kind"><c>root</c>, <c>switch</c> (host bridges too) or <c>endpoint</c>.</param>
/// <param name="Name"><c>port1</c>.</param>
/// <param name="Host">The device that it stands for.</param>
internal sealed record CxlPlace(CxlPlace? Above, string Kind, string Name, string Host)
{
    public const string Root = "root", Switch = "switch", Endpoint = "endpoint";

    /// <summary>True when words mean this port.</summary>
    public bool IsNamed(string? words) => CxlListFilter.Allows(
        words, word => word == Kind || word == Name || word == Host
            || NumberedName.Matches(word, "port", NumberedName.Of(Name)));

    /// <summary>True when words mean this port or, unless <paramref name="isSingle"/>, one above
    /// it.</summary>
    public bool IsBelow(string? words, bool isSingle) =>
        IsNamed(words) || (!isSingle && Above?.IsBelow(words, isSingle) == true);
}
