using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>Where a Soft Reserved range lives between boot and its owner, and where HMEM looks
/// for it.</summary>
/// <remarks>Kernel: <c>e820__reserve_resources_late()</c>, arch/x86/kernel/e820.c;
/// <c>region_intersects_soft_reserve()</c>, kernel/resource.c.</remarks>
public abstract class SoftReservedHome
{
    /// <summary>Up to 6.19, on every architecture: in iomem, visible from boot.</summary>
    public static readonly SoftReservedHome Iomem = new InIomem();

    /// <summary>The series and 7.0 on: a private tree that only x86 fills.</summary>
    public static readonly SoftReservedHome PrivateTree = new InPrivateTree();

    /// <summary>True when /proc/iomem shows the ranges from boot on.</summary>
    public bool IsIomem => this is InIomem;

    /// <summary>The tree that HMEM asks whether a range is Soft Reserved.</summary>
    public abstract ResourceTree Of(ResourceTrees trees);

    /// <summary>Places a range at boot on x86; grows it when something stands in the way.</summary>
    public abstract Expansion Place(ResourceTrees trees, Resource softReserved);

    /// <summary>The trees after <see cref="Place"/>.</summary>
    public abstract ResourceTrees With(ResourceTrees trees, ResourceTree changed);

    /// <summary>True when HMEM may register <paramref name="range"/>: Soft Reserved, and nothing
    /// else beside it.</summary>
    /// <remarks>The private tree holds nothing else, so one byte is enough there (rule R14); in
    /// iomem neighbouring System RAM makes the answer no (rule R27).</remarks>
    public bool Offers(ResourceTrees trees, AddressRange range) =>
        Asked(trees, range) == Intersection.Intersects;

    /// <summary>How a range lies to the Soft Reserved ranges of the tree.</summary>
    public Intersection Asked(ResourceTrees trees, AddressRange range) =>
        Of(trees).Intersects(range, ResourceFlags.Mem, ResourceDescription.SoftReserved);

    private sealed class InIomem : SoftReservedHome
    {
        public override ResourceTree Of(ResourceTrees trees) => trees.Iomem;

        public override Expansion Place(ResourceTrees trees, Resource softReserved) =>
            trees.Iomem.InsertExpandingToFit(softReserved);

        public override ResourceTrees With(ResourceTrees trees, ResourceTree changed) =>
            trees with { Iomem = changed };
    }

    private sealed class InPrivateTree : SoftReservedHome
    {
        public override ResourceTree Of(ResourceTrees trees) => trees.SoftReserved;

        public override Expansion Place(ResourceTrees trees, Resource softReserved) =>
            trees.SoftReserved.InsertExpandingToFit(softReserved);

        public override ResourceTrees With(ResourceTrees trees, ResourceTree changed) =>
            trees with { SoftReserved = changed };
    }
}

/// <summary>A Soft Reserved range found its home at boot.</summary>
/// <param name="Range">The entry of the memory map.</param>
/// <param name="Placed">What the tree got: larger where something was in the way.</param>
/// <param name="Home">The tree.</param>
/// <param name="Architecture">Other architectures than x86 always use iomem.</param>
public sealed record SoftReservedKept(
    AddressRange Range, AddressRange Placed, SoftReservedHome Home, Architecture Architecture)
    : Decision
{
    /// <inheritdoc/>
    public override string Rule => Architecture switch
    {
        Architecture.X86 => Home.IsIomem ? "R22" : "R23",
        _ => "R24",
    };

    /// <inheritdoc/>
    public override FormattableString Because => Home.IsIomem
        ? (FormattableString)$"{Range} is Soft Reserved in iomem from now on"
        : $"{Range} is kept in a private tree: iomem does not show it";
}
