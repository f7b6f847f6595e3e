using System.Collections;
using System.Diagnostics.CodeAnalysis;
using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>The resources directly inside another: ascending, disjoint, immutable.</summary>
/// <remarks>Looking up, adding and removing cost O(log n), as does taking out a whole run of
/// neighbours. <c>default</c> has no elements.</remarks>
public readonly struct SiblingSet : IReadOnlyCollection<Resource>, IEquatable<SiblingSet>
{
    private readonly SiblingNode? _tree;

    private SiblingSet(SiblingNode? tree) => _tree = tree;

    /// <inheritdoc/>
    public int Count => SiblingNode.CountOf(_tree);

    /// <summary>True when nothing is inside.</summary>
    public bool IsEmpty => _tree is null;

    internal ulong Hash => SiblingNode.HashOf(_tree);

    /// <summary>The lowest child that shares a byte with <paramref name="range"/>; null when none
    /// does.</summary>
    public Resource? FirstOverlapping(AddressRange range)
    {
        var first = FirstReaching(range.Start);
        return first is not null && first.Range.Start <= range.End ? first : null;
    }

    /// <summary>The highest child that shares a byte with <paramref name="range"/>; null when
    /// none does.</summary>
    public Resource? LastOverlapping(AddressRange range)
    {
        Resource? last = null;
        for (var node = _tree; node is not null;)
        {
            var starts = node.Item.Range.Start <= range.End;
            last = starts ? node.Item : last;
            node = starts ? node.Above : node.Below;
        }

        return last is not null && last.Range.End >= range.Start ? last : null;
    }

    /// <summary>The child after <paramref name="sibling"/>; null after the last.</summary>
    public Resource? Next(Resource sibling) => sibling.Range.End == Hpa.Max
        ? null
        : FirstReaching(sibling.Range.End.Plus(1));

    /// <summary>As <see cref="Next"/>, as long as the child shares a byte with
    /// <paramref name="range"/>.</summary>
    public Resource? NextOverlapping(Resource sibling, AddressRange range)
    {
        var next = Next(sibling);
        return next is not null && next.Range.Start <= range.End ? next : null;
    }

    /// <inheritdoc/>
    public IEnumerator<Resource> GetEnumerator()
    {
        for (var child = FirstReaching(default); child is not null; child = Next(child))
            yield return child;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Equal elements, descendants included. Deep nesting costs no stack.</summary>
    public bool Equals(SiblingSet other)
    {
        return ReferenceEquals(_tree, other._tree) || HasEqualNodes(_tree, other._tree);
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) =>
        obj is SiblingSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();

    /// <summary>The elements between brackets, for messages of failed tests.</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";

    /// <summary>The lowest child that ends at <paramref name="from"/> or later and has
    /// <paramref name="size"/> free bytes behind it; the last child always has.</summary>
    internal Resource? BeforeGap(Hpa from, ByteSize size) => SiblingNode.BeforeGap(
        _tree, from, (ulong)UInt128.Min(size.Bytes, ulong.MaxValue));

    internal SiblingSet Add(Resource added) => new(SiblingNode.Add(_tree, added));

    internal SiblingSet Replace(Resource item) => new(SiblingNode.Replace(_tree, item));

    /// <summary>Takes out the children that start in <paramref name="range"/> and puts
    /// <paramref name="inserted"/>, whose starts lie there too, in their place.</summary>
    internal SiblingSet Exchange(AddressRange range, SiblingSet inserted)
    {
        var (below, rest) = SiblingNode.Split(_tree, range.Start);
        var above = range.End == Hpa.Max
            ? null
            : SiblingNode.Split(rest, range.End.Plus(1)).Above;
        return new SiblingSet(
            SiblingNode.Join(SiblingNode.Join(below, inserted._tree), above));
    }

    /// <summary>The children that start before <paramref name="address"/>, and the others.
    /// </summary>
    internal (SiblingSet Below, SiblingSet Above) SplitAt(Hpa address)
    {
        var (below, above) = SiblingNode.Split(_tree, address);
        return (new SiblingSet(below), new SiblingSet(above));
    }

    /// <summary>The children that start in <paramref name="range"/>.</summary>
    internal SiblingSet StartingIn(AddressRange range)
    {
        var (_, rest) = SiblingNode.Split(_tree, range.Start);
        return new SiblingSet(
            range.End == Hpa.Max ? rest : SiblingNode.Split(rest, range.End.Plus(1)).Below);
    }

    private Resource? FirstReaching(Hpa address)
    {
        Resource? first = null;
        for (var node = _tree; node is not null;)
        {
            var reaches = node.Item.Range.End >= address;
            first = reaches ? node.Item : first;
            node = reaches ? node.Below : node.Above;
        }

        return first;
    }

    private static bool HasEqualNodes(SiblingNode? left, SiblingNode? right)
    {
        var pending = new Stack<(SiblingNode? Left, SiblingNode? Right)>();
        pending.Push((left, right));
        while (pending.TryPop(out var pair))
        {
            if (pair.Left is not { } one || pair.Right is not { } other)
                return false;
            if (one.Hash != other.Hash || !one.Item.HasSameFields(other.Item))
                return false;
            PushUnlessShared(pending, one.Below, other.Below);
            PushUnlessShared(pending, one.Above, other.Above);
            PushUnlessShared(pending, one.Item.Children._tree, other.Item.Children._tree);
        }

        return true;
    }

    private static void PushUnlessShared(
        Stack<(SiblingNode?, SiblingNode?)> pending, SiblingNode? left, SiblingNode? right)
    {
        if (!ReferenceEquals(left, right))
            pending.Push((left, right));
    }

    /// <summary>Element-wise equality.</summary>
    public static bool operator ==(SiblingSet left, SiblingSet right) =>
        left.Equals(right);

    /// <summary>Element-wise equality.</summary>
    public static bool operator !=(SiblingSet left, SiblingSet right) =>
        !left.Equals(right);
}
