using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class ResourceEqualityTests
{
    private static readonly Resource Sample = SoftReserved(0x1000, 0x1fff);

    public static TheoryData<Resource> Others => new(
        SoftReserved(0x1000, 0x1ffe),
        SoftReserved(0x1001, 0x1fff),
        Node(0x1000, 0x1fff, "Soft reserved", Sample.Flags, Sample.Description),
        Node(0x1000, 0x1fff, null, Sample.Flags, Sample.Description),
        Node(0x1000, 0x1fff, Sample.Name, Sample.Flags | ResourceFlags.Busy, Sample.Description),
        Node(0x1000, 0x1fff, Sample.Name, Sample.Flags));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_difference_in_any_field_counts(Resource other)
    {
        Assert.NotEqual(Sample, other);
        Assert.NotEqual(Sample.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(
            ResourceTree.Iomem.With(Sample, Ram(0x8000, 0x8fff)),
            ResourceTree.Iomem.With(other, Ram(0x8000, 0x8fff)));
    }

    [Fact]
    public void Nesting_counts()
    {
        var (outer, inner) = (Node(0x1000, 0x1fff, "outer"), Node(0x1000, 0x1fff, "inner"));

        Assert.NotEqual(
            ResourceTree.Iomem.With(inner, outer), ResourceTree.Iomem.With(outer, inner));
        Assert.NotEqual(
            ResourceTree.Iomem.With(inner), ResourceTree.Iomem.With(inner, outer));
    }

    [Fact]
    public void A_resource_equals_another_with_the_same_fields_and_children()
    {
        Assert.Equal(Sample, SoftReserved(0x1000, 0x1fff));
        Assert.Equal(Sample.GetHashCode(), SoftReserved(0x1000, 0x1fff).GetHashCode());
        Assert.Equal(Node(1, 2, null), Node(1, 2, null));
        Assert.False(Sample.Equals(null));
    }

    [Fact]
    public void Equal_hashes_do_not_make_resources_equal()
    {
        // a flag that no kernel sets looks to the hash like the description
        const ResourceFlags lookalike = (ResourceFlags)(8UL << 48);
        var other = Node(0x1000, 0x1fff, Sample.Name, Sample.Flags | lookalike);
        var (around, aroundOther) = (
            ResourceTree.Iomem.With(Sample, Node(0x0, 0xffff, "CXL Window 0")),
            ResourceTree.Iomem.With(other, Node(0x0, 0xffff, "CXL Window 0")));

        Assert.Equal(around.GetHashCode(), aroundOther.GetHashCode());
        Assert.NotEqual(Sample, other);
        Assert.NotEqual(around, aroundOther);
    }

    [Fact]
    public void The_same_siblings_are_equal_in_every_order_of_arrival()
    {
        var nodes = Enumerable.Range(0, 200)
            .Select(n => Ram((ulong)n * 0x100, ((ulong)n * 0x100) + 0x7f)).ToArray();
        var upward = ResourceTree.Iomem.With(nodes);
        var downward = ResourceTree.Iomem.With([.. nodes.Reverse()]);
        var detour = upward.Remove(nodes[77].Ref).Tree().With(nodes[77]);

        Assert.Equal(upward, downward);
        Assert.Equal(upward, detour);
        Assert.Equal(upward.GetHashCode(), detour.GetHashCode());
        Assert.True(upward.Root.Children == downward.Root.Children);
        Assert.True(upward.Root.Children != upward.Remove(nodes[3].Ref).Tree().Root.Children);
    }

    [Fact]
    public void Children_are_listed_in_order_and_counted()
    {
        var children = ResourceTree.Iomem
            .With(Ram(0x3000, 0x3fff), Ram(0x1000, 0x1fff), Ram(0x2000, 0x2fff)).Root.Children;

        Assert.Equal(3, children.Count);
        Assert.Equal([0x1000UL, 0x2000UL, 0x3000UL], children.Select(c => c.Range.Start.Value));
        Assert.False(children.IsEmpty);
        Assert.True(default(SiblingSet).IsEmpty);
        Assert.Empty(default(SiblingSet));
    }

    [Fact]
    public void A_failed_test_names_the_resource() =>
        Assert.Equal("00001000-00001fff : Soft Reserved", Sample.ToString());
}
