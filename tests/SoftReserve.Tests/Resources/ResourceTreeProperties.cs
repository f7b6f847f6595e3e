using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Resources;

/// <summary>Random runs of operations on a tree and on the reference model give the same answers
/// and the same trees.</summary>
public sealed class ResourceTreeProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure
        .WithMaxTest(4000).WithStartSize(1).WithEndSize(60).WithReplay(20260304, 1);

    [Fact]
    public void Every_operation_does_what_the_sibling_lists_do() =>
        Check.One(Thorough, Prop.ForAll(TreeOperation.Runs(), run =>
        {
            var (tree, naive) = Fresh(run);
            foreach (var operation in run)
            {
                tree = Apply(operation, tree, naive);
                AssertSameTree(naive, tree);
            }
        }));

    [Fact]
    public void Trees_are_equal_however_they_came_about() =>
        Check.One(Thorough.WithMaxTest(1000), Prop.ForAll(TreeOperation.Runs(), run =>
        {
            var (tree, naive) = Fresh(run);
            foreach (var operation in run)
                tree = Apply(operation, tree, naive);

            var rebuilt = Rebuilt(tree);
            Assert.Equal(tree, rebuilt);
            Assert.Equal(tree.GetHashCode(), rebuilt.GetHashCode());
            foreach (var (_, node) in tree.Preorder())
                Assert.NotEqual(
                    tree, tree.ChangeFlags(node.Ref, Outermost(tree, node) ^ Odd));
        }));

    private const ResourceFlags Odd = ResourceFlags.Unset;

    private static ResourceFlags Outermost(ResourceTree tree, Resource node) =>
        tree.Find(node.Ref)!.Flags;

    private static (ResourceTree Tree, NaiveResourceTree Naive) Fresh(TreeOperation[] run)
    {
        // some roots end where the addresses do, some have room on both sides
        var root = run.FirstOrDefault() is { Base: 0x1000, Target: > 500 } narrow
            ? new AddressRange(narrow.Base + 2, narrow.Base + 29)
            : AddressRange.Everything;
        return (ResourceTree.Empty("root", root), new NaiveResourceTree("root", root));
    }

    /// <summary>The same nodes inserted from the inside out, the highest first.</summary>
    private static ResourceTree Rebuilt(ResourceTree tree)
    {
        var rebuilt = ResourceTree.Empty("root", tree.Root.Range);
        foreach (var (_, node) in tree.Preorder().Reverse())
            rebuilt = rebuilt.With(new Resource(
                node.Range, node.Name, node.Flags, node.Description));
        return rebuilt;
    }

    private static void AssertSameTree(NaiveResourceTree naive, ResourceTree tree)
    {
        var expected = naive.Root.Preorder().Select(item => (
            item.Depth, new AddressRange(item.Node.Start, item.Node.End), item.Node.Name,
            item.Node.Flags, item.Node.Description));
        var actual = tree.Preorder().Select(item => (
            item.Depth, item.Resource.Range, item.Resource.Name,
            item.Resource.Flags, item.Resource.Description));
        Assert.Equal(expected, actual);
        Assert.Equal(naive.Root.Children.Count, tree.Root.Children.Count);
    }

    private static ResourceTree Apply(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive) =>
        operation.Verb switch
        {
            TreeVerb.Request => Same(
                tree, tree.Request(operation.Resource()), naive.Root.Request(operation.Node())),
            TreeVerb.Insert => Same(
                tree, tree.Insert(operation.Resource()),
                NaiveResourceTree.Insert(naive.Root, operation.Node())),
            TreeVerb.InsertUnder => InsertUnder(operation, tree, naive),
            TreeVerb.Expand => Expand(operation, tree, naive),
            TreeVerb.Release => TakeOut(
                tree, naive, tree.Release(operation.Ref(naive)),
                naive.Find(operation.Ref(naive)), true),
            TreeVerb.Remove => TakeOut(
                tree, naive, tree.Remove(operation.Ref(naive)),
                naive.Find(operation.Ref(naive)), false),
            TreeVerb.RequestRegion => Same(
                tree, tree.RequestRegion(operation.Resource()),
                naive.RequestRegion(operation.Node())),
            TreeVerb.ReleaseRegion => ReleaseRegion(operation, tree, naive),
            TreeVerb.ReleaseAdjustable => ReleaseAdjustable(operation, tree, naive),
            TreeVerb.AllocateFree => AllocateFree(operation, tree, naive),
            TreeVerb.ChangeFlags => ChangeFlags(operation, tree, naive),
            TreeVerb.Ask => Ask(operation, tree, naive),
            _ => throw new UnreachableException(),
        };

    private static ResourceTree Same(ResourceTree tree, Insertion insertion, NaiveNode? conflict)
    {
        if (conflict is null)
            return insertion.Tree();
        AssertSame(conflict, insertion.Conflict());
        return tree;
    }

    private static void AssertSame(NaiveNode expected, Resource actual) => Assert.Equal(
        (expected.Start, expected.End, expected.Name, expected.Flags),
        (actual.Range.Start.Value, actual.Range.End.Value, actual.Name, actual.Flags));

    private static ResourceTree InsertUnder(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var target = operation.Ref(naive);
        if (naive.Find(target) is not { } parent)
            return tree;
        return Same(
            tree, tree.Insert(operation.Resource(), target),
            NaiveResourceTree.Insert(parent, operation.Node()));
    }

    private static ResourceTree Expand(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var growths = new List<(ulong Start, ulong End, NaiveNode Conflict)>();
        var node = operation.Node();
        var isPlaced = naive.Expand(node, growths);

        var expansion = tree.InsertExpandingToFit(operation.Resource());

        Assert.Equal(isPlaced, expansion.IsPlaced);
        Assert.Equal(new AddressRange(node.Start, node.End), expansion.Placed);
        Assert.Equal(growths.Count, expansion.Growths.Count);
        for (var index = 0; index < growths.Count; index++)
        {
            var growth = expansion.Growths[index];
            Assert.Equal(
                new AddressRange(growths[index].Start, growths[index].End), growth.Before);
            AssertSame(growths[index].Conflict, growth.Conflict);
        }

        return expansion.Tree;
    }

    private static ResourceTree TakeOut(
        ResourceTree tree, NaiveResourceTree naive, Removal removal, NaiveNode? node,
        bool withChildren)
    {
        if (node is null || node == naive.Root)
        {
            Assert.IsType<Removal.NotFound>(removal);
            return tree;
        }

        var done = Assert.IsType<Removal.Done>(removal);
        AssertSame(node, done.Node);
        NaiveResourceTree.TakeOut(node, withChildren);
        return done.Tree;
    }

    private static ResourceTree ReleaseRegion(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var range = RangeNear(operation, naive);
        return TakeOut(
            tree, naive, tree.ReleaseRegion(range),
            naive.BusyExactly(range.Start.Value, range.End.Value), true);
    }

    private static ResourceTree ReleaseAdjustable(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var removal = tree.ReleaseAdjustable(operation.Range, operation.Split);
        if (naive.ReleaseAdjustable(operation.Start, operation.End, operation.Split))
            return removal.Tree();
        Assert.IsType<Removal.NotFound>(removal);
        return tree;
    }

    /// <summary>The range of an existing node in half of the cases: a random one rarely is.
    /// </summary>
    private static AddressRange RangeNear(TreeOperation operation, NaiveResourceTree naive) =>
        operation.Target % 2 == 0 ? operation.Ref(naive).Range : operation.Range;

    private static ResourceTree AllocateFree(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var target = operation.Ref(naive);
        if (naive.Find(target) is not { } container)
            return tree;
        var (size, alignment) = ((ulong)operation.Length + 1, (ulong)operation.Kind + 1);

        var allocation = tree.AllocateFree(target, new ByteSize(size), alignment, "new");

        if (NaiveQueries.FreeRange(container, size, alignment) is not { } range)
        {
            Assert.IsType<Allocation.NoSpace>(allocation);
            return tree;
        }

        var placed = Assert.IsType<Allocation.Placed>(allocation);
        Assert.Equal(range, placed.Range);
        Assert.Null(container.Request(new NaiveNode(
            range.Start.Value, range.End.Value, "new", ResourceFlags.Mem, 0)));
        return placed.Tree;
    }

    private static ResourceTree ChangeFlags(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var target = operation.Ref(naive);
        if (naive.Find(target) is not { } node || node == naive.Root)
            return tree;
        node.Flags = operation.FlagsOfKind;
        return tree.ChangeFlags(target, operation.FlagsOfKind);
    }

    private static ResourceTree Ask(
        TreeOperation operation, ResourceTree tree, NaiveResourceTree naive)
    {
        var (start, end) = (operation.Start, operation.End);
        var (flags, description) = (operation.FlagsOfKind, operation.Description);
        Assert.Equal(
            naive.Intersects(start, end, flags, description),
            tree.Intersects(operation.Range, flags, description));
        Assert.Equal(
            naive.Walk(start, end, flags, description),
            tree.Walk(operation.Range, flags, description));

        var target = operation.Ref(naive);
        var way = new List<(ulong, string?)>();
        for (var node = naive.Find(target); node is { Parent: not null }; node = node.Parent)
            way.Insert(0, (node.Start, node.Name));
        Assert.Equal(
            way, tree.Path(target).Select(node => (node.Range.Start.Value, node.Name)));
        Assert.Equal(naive.Find(target)?.Flags, tree.Find(target)?.Flags);
        Assert.Equal(
            naive.Nodes.FirstOrDefault(
                node => node.Overlaps(start, end) && node.Is(flags, 0))?.Start,
            tree.FirstOverlapping(operation.Range, flags)?.Range.Start.Value);
        return tree;
    }
}
