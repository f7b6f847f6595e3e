using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>The outermost resources of each slot, as they are taken out of the trees.</summary>
internal sealed class SlotPieces
{
    private readonly ValueList<Slot> _slots;

    public SlotPieces(ValueList<Slot> slots)
    {
        _slots = slots;
        (Iomem, SoftReserved, DaxClaims) = (Lists(), Lists(), Lists());
    }

    /// <summary>Of each slot, by its index, ascending.</summary>
    public List<Resource>[] Iomem { get; }

    /// <summary>The same of the tree that keeps Soft Reserved ranges.</summary>
    public List<Resource>[] SoftReserved { get; }

    /// <summary>The same of the tree of dax regions.</summary>
    public List<Resource>[] DaxClaims { get; }

    /// <summary>Takes the pieces out.</summary>
    /// <returns>What is left of the trees.</returns>
    public ResourceTrees Carve(ResourceTrees trees) => new(
        Carve(trees.Iomem, Iomem),
        Carve(trees.SoftReserved, SoftReserved),
        Carve(trees.DaxRegions, DaxClaims));

    private ResourceTree Carve(ResourceTree tree, List<Resource>[] pieces) =>
        SpineTree.Carve(tree.Root, _slots, pieces) is var left && ReferenceEquals(left, tree.Root)
            ? tree
            : new ResourceTree(left);

    private List<Resource>[] Lists()
    {
        var lists = new List<Resource>[_slots.Count];
        for (var index = 0; index < lists.Length; index++)
            lists[index] = [];
        return lists;
    }
}
