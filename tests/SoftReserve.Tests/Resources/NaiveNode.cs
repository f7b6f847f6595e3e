using SoftReserve.Resources;

namespace SoftReserve.Tests.Resources;

/// <summary>A node of the reference model: mutable, with a parent and a plain list of
/// children.</summary>
internal sealed class NaiveNode(
    ulong start, ulong end, string? name, ResourceFlags flags, ResourceDescription description)
{
    public ulong Start { get; set; } = start;

    public ulong End { get; set; } = end;

    public string? Name { get; } = name;

    public ResourceFlags Flags { get; set; } = flags;

    public ResourceDescription Description { get; } = description;

    public NaiveNode? Parent { get; set; }

    public List<NaiveNode> Children { get; private set; } = [];

    public bool IsBusy => Flags.HasFlag(ResourceFlags.Busy);

    public bool Contains(NaiveNode other) => Start <= other.Start && other.End <= End;

    public bool Contains(ulong first, ulong last) => Start <= first && last <= End;

    public bool Overlaps(ulong first, ulong last) => !(End < first || last < Start);

    public bool Is(ResourceFlags flags, ResourceDescription description) =>
        (Flags & flags) == flags && (description == 0 || Description == description);

    /// <summary>A.2-1: the conflict, or null once the node is a child.</summary>
    public NaiveNode? Request(NaiveNode added)
    {
        if (!Contains(added))
            return this;
        foreach (var child in Children)
            if (child.Overlaps(added.Start, added.End))
                return child;
        Adopt([added]);
        return null;
    }

    public void Adopt(IEnumerable<NaiveNode> added)
    {
        foreach (var child in added)
        {
            child.Parent = this;
            Children.Add(child);
        }

        Children.Sort((one, other) => one.Start.CompareTo(other.Start));
    }

    public void Disown(NaiveNode child)
    {
        child.Parent = null;
        Children.Remove(child);
    }

    /// <summary>The descendants, parents first.</summary>
    public IEnumerable<(int Depth, NaiveNode Node)> Preorder(int depth = 0)
    {
        foreach (var child in Children)
        {
            yield return (depth, child);
            foreach (var inner in child.Preorder(depth + 1))
                yield return inner;
        }
    }
}
