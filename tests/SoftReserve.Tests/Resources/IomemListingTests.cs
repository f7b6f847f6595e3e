using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class IomemListingTests
{
    [Fact]
    [Trait("Rule", "R17")]
    public void Addresses_have_eight_digits_or_as_many_as_they_need()
    {
        var tree = ResourceTree.Iomem.With(
            Ram(0x0, 0xfff), Node(0xfffffff0, 0x1_0000_000f, "edge"),
            Node(0x8_5000_0000, ulong.MaxValue, "CXL Window 0"));

        ListsAs("""
            00000000-00000fff : System RAM
            fffffff0-10000000f : edge
            850000000-ffffffffffffffff : CXL Window 0
            """, tree);
    }

    [Theory]
    [InlineData(IomemListing.MaxLevel, 8)]
    [InlineData(IomemListing.MaxLevelBefore7, 5)]
    [Trait("Rule", "R17")]
    public void Each_level_is_two_spaces_deeper_up_to_the_deepest(int maxLevel, int deepest)
    {
        var tree = ResourceTree.Iomem;
        for (ulong level = 0; level < 10; level++)
            tree = tree.With(Node(level, 0xff, "nested"));

        var lines = IomemListing.Text(tree, maxLevel).Split('\n', StringSplitOptions.None);

        Assert.Equal(
            Enumerable.Range(0, 10).Select(level => 2 * Math.Min(level, deepest)),
            lines.SkipLast(1).Select(line => line.Length - line.TrimStart().Length));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    [Trait("Rule", "R17")]
    public void Unprivileged_readers_see_zeros()
    {
        var tree = ResourceTree.Iomem.With(Ram(0x1000, 0x1fff), Ram(0x1100, 0x11ff));

        Assert.Equal(
            "00000000-00000000 : System RAM\n  00000000-00000000 : System RAM\n",
            IomemListing.Text(tree, isPrivileged: false));
    }

    [Fact]
    [Trait("Rule", "R17")]
    public void A_node_without_a_name_is_bad() =>
        ListsAs("00001000-00001fff : <BAD>", ResourceTree.Iomem.With(Node(0x1000, 0x1fff, null)));

    [Fact]
    public void An_empty_tree_lists_nothing() => ListsAs("", ResourceTree.Iomem);

    [Fact]
    public void A_writer_gets_the_same_text()
    {
        var tree = ResourceTree.Iomem.With(Ram(0x1000, 0x1fff), Ram(0x1100, 0x11ff));
        using var writer = new StringWriter();

        IomemListing.Write(writer, tree, maxLevel: 0);

        Assert.Equal(
            "00001000-00001fff : System RAM\n00001100-000011ff : System RAM\n",
            writer.ToString());
    }

    [Theory]
    [InlineData(0, "CXL Window 0", "region0", "dax0.0")]
    [InlineData(7, "CXL Window 7", "region7", "dax7.7")]
    [InlineData(31, "CXL Window 31", "region31", "dax31.31")]
    [InlineData(32, "CXL Window 32", "region32", "dax32.32")]
    public void Names_carry_their_number(int number, string window, string region, string dax)
    {
        Assert.Equal(window, IomemLabels.CxlWindow(number));
        Assert.Equal(region, IomemLabels.CxlRegion(number));
        Assert.Equal(dax, IomemLabels.DaxDevice(number, number));
        Assert.Equal($"dax{number}.3", IomemLabels.DaxDevice(number, 3));
        Assert.Equal($"dax{number}.4", IomemLabels.DaxDevice(number, 4));
    }

    [Fact]
    public void Names_with_small_numbers_are_made_once()
    {
        Assert.Same(IomemLabels.CxlWindow(2), IomemLabels.CxlWindow(2));
        Assert.Same(IomemLabels.CxlRegion(2), IomemLabels.CxlRegion(2));
        Assert.Same(IomemLabels.DaxDevice(2, 0), IomemLabels.DaxDevice(2, 0));
    }
}
