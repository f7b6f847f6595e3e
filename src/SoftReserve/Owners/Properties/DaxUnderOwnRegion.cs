using System.Globalization;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Properties;

/// <summary>A dax device that /proc/iomem shows inside a CXL region is that region's own.</summary>
/// <remarks>A CXL region and its dax region share their number, and no hmem device has it at the
/// same time.</remarks>
public sealed class DaxUnderOwnRegion : KernelProperty
{
    private const string RegionName = "region", DaxName = "dax";

    /// <inheritdoc/>
    public override string Name => "dax-under-own-region";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        Nested(kernel).Any(pair => pair.Dax != pair.Region);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        Nested(kernel).Any(pair => pair.Dax == pair.Region);

    private static IEnumerable<(int Dax, int Region)> Nested(Kernel kernel)
    {
        (int Depth, int Region)? inside = null;
        foreach (var (depth, resource) in kernel.Resources.Iomem.Preorder())
        {
            if (depth <= inside?.Depth)
                inside = null;
            if (NumberIn(resource, RegionName) is { } region)
                inside = (depth, region);
            else if (inside is { } around && NumberIn(resource, DaxName) is { } dax)
                yield return (dax, around.Region);
        }
    }

    // region0, dax0.1: the number behind the word, up to the point
    private static int? NumberIn(Resource resource, string word) =>
        resource.Name is { } name
        && name.StartsWith(word, StringComparison.Ordinal)
        && int.TryParse(
            name[word.Length..].Split('.')[0], NumberStyles.None,
            CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
