using BenchmarkDotNet.Attributes;
using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Bench;

/// <summary>What a resource tree costs as its siblings grow from a thousand to a million.
/// </summary>
/// <remarks>Every method does its work once for each of <see cref="Queries"/> places, spread over
/// the tree in a fixed shuffled order; building does it once for each sibling.</remarks>
// not sealed: BenchmarkDotNet derives from it
[MemoryDiagnoser]
public class ResourceTreeBenchmarks
{
    private const int Queries = 1_000;

    private const ulong Stride = 0x1000, Length = 0x800;

    private Resource[] _resources = [];
    private AddressRange[] _places = [];
    private ResourceTree _tree = ResourceTree.Iomem;

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _resources = SiblingOrders.Shuffled(N);
        _places = [.. _resources.Take(Queries).Select(resource => resource.Range)];
        _tree = Build();
    }

    [Benchmark]
    public ResourceTree Build()
    {
        var tree = ResourceTree.Iomem;
        foreach (var resource in _resources)
            tree = ((Insertion.Placed)tree.Insert(resource)).Tree;
        return tree;
    }

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Intersects()
    {
        var hits = 0;
        foreach (var place in _places)
            if (_tree.Intersects(place, ResourceFlags.SystemRam, 0) == Intersection.Intersects)
                hits++;
        return hits;
    }

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Find()
    {
        var hits = 0;
        foreach (var place in _places)
            if (_tree.Find(new ResourceRef(place, IomemLabels.SystemRam)) is not null)
                hits++;
        return hits;
    }

    [Benchmark(OperationsPerInvoke = Queries)]
    public ResourceTree ReleaseAndInsert()
    {
        var tree = _tree;
        foreach (var place in _places)
        {
            var released = (Removal.Done)tree.ReleaseRegion(place);
            tree = ((Insertion.Placed)released.Tree.Insert(released.Node)).Tree;
        }

        return tree;
    }

    /// <summary>One node becomes the parent of half of all siblings.</summary>
    [Benchmark]
    public Insertion CoverHalf() => _tree.Insert(new Resource(
        new AddressRange((ulong)N / 4 * Stride, ((ulong)N / 4 * 3 * Stride) - 1), "half",
        ResourceFlags.Mem));

    /// <summary>No gap between the siblings is large enough.</summary>
    [Benchmark]
    public Allocation AllocateAboveAll() =>
        _tree.AllocateFree(_tree.Root.Ref, new ByteSize(Stride), Stride, "region0");

    internal static Resource Ram(int number) => new(
        AddressRange.Sized(new Hpa((ulong)number * Stride), new ByteSize(Length)),
        IomemLabels.SystemRam,
        ResourceFlags.SystemRam | ResourceFlags.Busy);
}

/// <summary>The same beside it on a sorted sibling list that is scanned from its head, as the
/// kernel's is.</summary>
/// <remarks>Building is quadratic: a million siblings in shuffled order mean 2.5 x 10^11 steps from
/// link to link, so the list stops at 10 000 for building and 100 000 for asking.</remarks>
// not sealed: BenchmarkDotNet derives from it
[MemoryDiagnoser]
public class SiblingListBenchmarks
{
    private const int Queries = 1_000, MostToBuild = 10_000;

    private Resource[] _resources = [];
    private AddressRange[] _places = [];
    private SiblingList _list = new();

    [Params(1_000, 10_000, 100_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _resources = SiblingOrders.Shuffled(N);
        _places = [.. _resources.Take(Queries).Select(resource => resource.Range)];
        _list = SiblingList.Of(_resources.OrderByDescending(resource => resource.Range));
    }

    /// <summary>At most <see cref="MostToBuild"/> siblings, whatever N is.</summary>
    [Benchmark]
    public SiblingList Build() => SiblingList.Of(_resources.Take(MostToBuild));

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Intersects()
    {
        var hits = 0;
        foreach (var place in _places)
            if (_list.FirstOverlapping(place) is { } found
                && found.Matches(ResourceFlags.SystemRam, ResourceDescription.None))
                hits++;
        return hits;
    }
}

/// <summary>A sorted, mutable, singly linked list of disjoint resources.</summary>
public sealed class SiblingList
{
    private readonly Link _head = new(null);

    public static SiblingList Of(IEnumerable<Resource> resources)
    {
        var list = new SiblingList();
        foreach (var resource in resources)
            list.Request(resource);
        return list;
    }

    /// <summary>The conflict; null once the resource is in the list.</summary>
    public Resource? Request(Resource added)
    {
        var before = _head;
        while (before.Next is { } next && next.Item!.Range.End < added.Range.Start)
            before = next;
        if (before.Next is { } after && after.Item!.Range.Start <= added.Range.End)
            return after.Item;
        before.Next = new Link(added) { Next = before.Next };
        return null;
    }

    public Resource? FirstOverlapping(AddressRange range)
    {
        for (var link = _head.Next; link is not null; link = link.Next)
            if (link.Item!.Range.Overlaps(range))
                return link.Item;
        return null;
    }

    private sealed class Link(Resource? item)
    {
        public Resource? Item { get; } = item;

        public Link? Next { get; set; }
    }
}

/// <summary>The order in which siblings arrive.</summary>
internal static class SiblingOrders
{
    /// <summary>Shuffled, the same in every run.</summary>
    public static Resource[] Shuffled(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        var state = 1UL;
        for (var last = count - 1; last > 0; last--)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            var other = (int)((state >> 33) % (ulong)(last + 1));
            (numbers[last], numbers[other]) = (numbers[other], numbers[last]);
        }

        return [.. numbers.Select(ResourceTreeBenchmarks.Ram)];
    }
}
