using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>A tree of resources, as an immutable value.</summary>
/// <remarks>
/// Every operation is atomic, as under the kernel's lock, and gives a new tree that shares its
/// untouched branches with this one. Each costs O(depth x log siblings), plus what it returns.
/// At every level siblings are ascending and disjoint, and children lie inside their parent.
/// Kernel: <c>iomem_resource</c> and the private roots, kernel/resource.c.
/// </remarks>
public sealed partial record ResourceTree
{
    internal ResourceTree(Resource root) => Root = root;

    /// <summary>The tree that /proc/iomem shows, without any entry.</summary>
    public static ResourceTree Iomem { get; } =
        Empty(IomemLabels.PciMem, AddressRange.Everything);

    /// <summary>The node around all others. Not printed.</summary>
    public Resource Root { get; }

    /// <summary>A tree of memory resources with nothing inside its root.</summary>
    public static ResourceTree Empty(string name, AddressRange range) =>
        new(new Resource(range, name, ResourceFlags.Mem));

    /// <summary>The node meant by <paramref name="node"/>, the root included; null when there is
    /// none.</summary>
    public Resource? Find(ResourceRef node) => PathTo(node)?.Node;

    /// <summary>The way to a node: its ancestors below the root, outermost first, then the node.
    /// Empty when there is no such node, and for the root.</summary>
    public ValueList<Resource> Path(ResourceRef node)
    {
        var way = new List<Resource>();
        for (var at = PathTo(node); at?.Outer is not null; at = at.Outer)
            way.Add(at.Node);
        way.Reverse();
        return [.. way];
    }

    /// <summary>Every node below the root, parents before children, each with the number of its
    /// ancestors below the root.</summary>
    public IEnumerable<(int Depth, Resource Resource)> Preorder()
    {
        var everything = AddressRange.Everything;
        var at = new ResourcePath(Root, null).NextOverlapping(everything);
        for (; at is not null; at = at.NextOverlapping(everything))
            yield return (at.Depth, at.Node);
    }

    /// <summary>The tree with other flags on one node: for drivers that write
    /// <c>res-&gt;flags</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such node below the root.
    /// </exception>
    public ResourceTree ChangeFlags(ResourceRef node, ResourceFlags flags)
    {
        var path = PathTo(node);
        Invariant.Holds(path?.Outer is not null);
        var parent = path!.Outer!;
        return new ResourceTree(
            parent.Rebuild(parent.Node.Children.Replace(path.Node.WithFlags(flags))));
    }

    /// <summary>The name of the root and the number of its children, for messages of failed
    /// tests.</summary>
    public override string ToString() => $"{Root.Name} ({Root.Children.Count})";

    private ResourcePath? PathTo(ResourceRef node)
    {
        var at = new ResourcePath(Root, null);
        while (at.Node.Range != node.Range || at.Node.Name != node.Name)
        {
            var inner = at.Node.Children.FirstOverlapping(node.Range);
            if (inner is null || !inner.Range.Contains(node.Range))
                return null;
            at = at.Into(inner);
        }

        return at;
    }
}
