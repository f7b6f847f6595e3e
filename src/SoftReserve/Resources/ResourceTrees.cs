namespace SoftReserve.Resources;

/// <summary>The resource trees of the kernel.</summary>
/// <param name="Iomem">What /proc/iomem shows.</param>
/// <param name="SoftReserved">Where the series keeps Soft Reserved ranges out of iomem.</param>
/// <param name="DaxRegions">Claims of dax regions, from v6 on; overlapping claims are
/// refused.</param>
public sealed record ResourceTrees(
    ResourceTree Iomem, ResourceTree SoftReserved, ResourceTree DaxRegions);
