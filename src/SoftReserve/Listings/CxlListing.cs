namespace SoftReserve.Listings;

/// <summary>The output of <c>cxl list</c>.</summary>
/// <remarks>Objects go below the nearest object above them that is shown; what has nothing above it
/// that is shown goes to the top. ndctl: <c>cxl_filter_walk()</c>, cxl/filter.c.</remarks>
public static class CxlListing
{
    /// <summary>What the tool writes, byte for byte.</summary>
    public static string Text(CxlView view, CxlListOptions options) =>
        Text(view, options, out _);

    /// <summary>The same, and what goes to standard error.</summary>
    internal static string Text(
        CxlView view, CxlListOptions options, out IReadOnlyList<string> complaints)
    {
        var walk = new CxlWalk(view, options.WithDefaults());
        var text = NdctlJson.Print([.. walk.Lists().Top()], options.Human);
        complaints = walk.Complaints;
        return text;
    }

    /// <summary>One card, as the commands that change it print it.</summary>
    /// <param name="memdev">The card.</param>
    /// <param name="decoder">A decoder of it to show inside; null for none.</param>
    internal static NdctlJson Memdev(CxlMemdevView memdev, CxlDecoderView.Endpoint? decoder) =>
        CxlObjects.Memdev(memdev, new CxlListOptions())
            .Json("decoder", decoder is null ? null : CxlObjects.EndpointDecoder(decoder))
            .Build();

    /// <summary>One CXL region with its mappings, as <c>cxl create-region</c> prints it.</summary>
    internal static string Region(CxlRegionView region) => NdctlJson.Print(
        CxlObjects.Region(region, new CxlListOptions(Targets: true)));
}
