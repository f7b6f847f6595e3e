using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Tests.Exploration;

/// <summary>Shards joined are one exploration.</summary>
public sealed class ShardTests
{
    private const ulong Identity = 42;

    private static readonly ExplorerOptions Plain = new()
    {
        IsReduced = false,
        IsSymmetric = false,
        StatesPerShard = 16,
    };

    [Theory]
    [InlineData("0123", false, 1)]
    [InlineData("0123", false, 2)]
    [InlineData("0123", false, 5)]
    [InlineData("01234", false, 7)]
    [InlineData("001122", true, 3)]
    public void Joined_shards_are_one_exploration(string kinds, bool isSymmetric, int count)
    {
        var options = Plain with { IsSymmetric = isSymmetric };
        var whole = Explorer.Explore(new Counters(kinds, 4).Rows(), options);
        var files = Enumerable.Range(0, count).Reverse()
            .Select(index => File(kinds, options with { Shard = new Shard(index, count) }))
            .ToList();
        var joined = Joined(kinds, options, files);
        Assert.Equal(
            (whole.States, whole.Transitions, whole.Bound),
            (joined.States, joined.Transitions, joined.Bound));
        Assert.Equal(Same.Ways(whole), Same.Ways(joined));
    }

    [Fact]
    public void Each_shard_leaves_something_to_the_others()
    {
        var whole = Explorer.Explore(new Counters("01234", 6).Rows(), Plain).Transitions;
        var parts = Enumerable.Range(0, 4).Select(index => Explorer.Explore(
            new Counters("01234", 6).Rows(), Plain with { Shard = new Shard(index, 4) }));
        var transitions = parts.Select(part => part.Transitions).ToList();
        Assert.All(transitions, each => Assert.InRange(each, 1, whole - 1));
        Assert.InRange(transitions.Sum(), whole, whole * 4 - 1);
    }

    [Fact]
    public void Shards_of_a_machine_too_small_to_divide_are_whole()
    {
        var whole = Explorer.Explore(new Counters("01", 2).Rows(), Plain);
        var shard = Explorer.Explore(
            new Counters("01", 2).Rows(), Plain with { Shard = new Shard(1, 2) });
        Same.Check(whole, shard);
    }

    [Fact]
    public void A_shard_that_hit_a_bound_makes_the_join_incomplete()
    {
        var joined = Joined("01234", Plain,
        [
            File("01234", Plain with { Shard = new Shard(0, 2), MostStates = 500 }),
            File("01234", Plain with { Shard = new Shard(1, 2) }),
        ]);
        Assert.Equal((Bound.States, false), (joined.Bound, joined.IsComplete));
        Assert.InRange(joined.States, 500,
            Explorer.Explore(new Counters("01234", 4).Rows(), Plain).States - 1);
    }

    [Fact]
    public void Missing_and_doubled_shards_are_told()
    {
        var files = Enumerable.Range(0, 3)
            .Select(index => File("0123", Plain with { Shard = new Shard(index, 3) })).ToList();
        Assert.Equal("missing: shard 1/3", Refusal([files[2], files[0]]));
        Assert.Equal("shard 2/3 is there twice", Refusal([.. files, files[2]]));
        var other = File("0123", Plain with { Shard = new Shard(0, 2) });
        Assert.Equal("shard 0/2 is of another division than shard 0/3",
            Refusal([files[0], other]));
        Assert.Equal("there are no files", Refusal([]));
    }

    [Fact]
    public void Files_that_cannot_be_joined_are_told()
    {
        var file = File("0123", Plain with { Shard = new Shard(0, 1) });
        Assert.Equal("file 1 is of another machine, kernel or program version",
            Refusal([file], Plain, Identity + 1));
        Assert.Equal("file 1 was made with other reductions",
            Refusal([file], Plain with { IsReduced = true }));
        var (one, two) = (
            File("0123", Plain with { Shard = new Shard(0, 2) }),
            File("0132", Plain with { Shard = new Shard(1, 2) }));
        Assert.NotEmpty(Refusal([one, File("4567", Plain with { Shard = new Shard(1, 2) })]));
        Assert.NotEmpty(two);
    }

    [Fact]
    public void A_damaged_file_is_refused_whichever_byte_changed_and_wherever_it_is_cut()
    {
        var file = File("01", Plain with { Shard = new Shard(0, 1) });
        for (var at = 0; at < file.Length; at++)
        {
            Assert.NotEmpty(Refusal([file[..at]], kinds: "01"));
            var changed = (byte[])file.Clone();
            changed[at] ^= 0x41;
            Assert.NotEmpty(Refusal([changed], kinds: "01"));
        }
    }

    [Fact]
    public void A_file_says_how_it_was_made()
    {
        var file = File("01", Plain with { Shard = new Shard(0, 1) });
        var header = ShardHeader.Read(new MemoryStream(file))!;
        Assert.Equal(["one", "two"], header.Arguments);
        Assert.Equal((new Shard(0, 1), Identity), (header.Shard, header.Identity));
        Assert.Null(ShardHeader.Read(new MemoryStream([1, 2, 3])));
    }

    private static byte[] File(string kinds, ExplorerOptions options)
    {
        var file = new MemoryStream();
        Explorer.Explore(new Counters(kinds, 4).Rows(), options)
            .SaveShard(file, Identity, ["one", "two"]);
        return file.ToArray();
    }

    private static Explored Joined(
        string kinds, ExplorerOptions options, IEnumerable<byte[]> files) =>
        Assert.IsType<Resumption.Finished>(
            Merge(kinds, options, files, Identity)).Explored;

    private static string Refusal(
        IEnumerable<byte[]> files, ExplorerOptions? options = null, ulong identity = Identity,
        string kinds = "0123") =>
        Assert.IsType<Resumption.Refused>(
            Merge(kinds, options ?? Plain, files, identity)).Reason;

    private static Resumption Merge(
        string kinds, ExplorerOptions options, IEnumerable<byte[]> files, ulong identity) =>
        ShardMerge.Merge(new Counters(kinds, 4).Rows(), options, identity,
            [.. files.Select(file => new MemoryStream(file))]);
}
