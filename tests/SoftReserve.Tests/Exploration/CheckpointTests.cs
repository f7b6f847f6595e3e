using SoftReserve.Exploration;
using Xunit;

namespace SoftReserve.Tests.Exploration;

/// <summary>An exploration that went down goes on where a checkpoint was, to the same
/// end.</summary>
public sealed class CheckpointTests
{
    private const ulong Identity = 0xC0FFEE_1234_5678;

    private static readonly ExplorerOptions Plain = new()
    {
        IsReduced = false,
        IsSymmetric = false,
        StatesPerShard = 16,
    };

    [Theory]
    [InlineData("01234", false, 1)]
    [InlineData("01234", false, 3)]
    [InlineData("00112", true, 1)]
    public void Every_checkpoint_leads_to_the_end_of_a_run_without_stop(
        string kinds, bool isSymmetric, int threads)
    {
        var options = Plain with { IsSymmetric = isSymmetric };
        var saved = new List<byte[]>();
        var whole = Explorer.Explore(new Counters(kinds, 5).Rows(), options with
        {
            Threads = threads,
            Progress = progress => saved.Add(Bytes(file => progress.Save(file, Identity))),
        });
        Assert.NotEmpty(saved);
        foreach (var file in saved)
            Same.Check(whole, Finish(new Counters(kinds, 5), options, file));
    }

    [Fact]
    public void What_was_stopped_goes_on()
    {
        var options = Plain with { Shard = new Shard(1, 3) };
        var stopped = Explorer.Explore(
            new Counters("01234", 5).Rows(), options with { MostStates = 3000 });
        var file = Bytes(stream => stopped.Save(stream, Identity));
        Same.Check(
            Explorer.Explore(new Counters("01234", 5).Rows(), options),
            Finish(new Counters("01234", 5), options, file));
    }

    [Fact]
    public void A_checkpoint_of_something_else_is_refused_with_the_reason()
    {
        var file = SavedSmall();
        var model = new Counters("012", 2);
        Assert.Equal("it is of another machine, kernel or program version",
            Refusal(model, Plain, file, Identity + 1));
        Assert.Equal("it is of another machine, kernel or program version",
            Refusal(new Counters("0123", 2), Plain, file));
        Assert.Equal("it was made with other reductions",
            Refusal(model, Plain with { IsReduced = true }, file));
        Assert.Equal("it is not of a shard",
            Refusal(model, Plain with { Shard = new Shard(0, 2) }, file));
        Assert.Equal("it is no checkpoint", Refusal(model, Plain, []));
        Assert.Equal("it is cut short or damaged", Refusal(new Counters("012", 1), Plain, file));
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused_wherever_it_is_cut()
    {
        var file = SavedSmall();
        for (var length = 0; length < file.Length; length++)
            Assert.NotEmpty(Refusal(new Counters("012", 2), Plain, file[..length]));
        Assert.NotEmpty(Refusal(new Counters("012", 2), Plain, [.. file, 0]));
    }

    [Fact]
    public void A_file_with_a_changed_byte_is_refused_whichever_it_is()
    {
        var file = SavedSmall();
        for (var at = 0; at < file.Length; at++)
            foreach (var flip in new byte[] { 1, 0x80, 0xFF })
            {
                var changed = (byte[])file.Clone();
                changed[at] ^= flip;
                Assert.NotEmpty(Refusal(new Counters("012", 2), Plain, changed));
            }
    }

    private static byte[] SavedSmall()
    {
        var stopped = Explorer.Explore(
            new Counters("012", 2).Rows(), Plain with { MostStates = 20 });
        return Bytes(file => stopped.Save(file, Identity));
    }

    private static Explored Finish(Counters model, ExplorerOptions options, byte[] file) =>
        Assert.IsType<Resumption.Finished>(Explorer.Resume(
            model.Rows(), options, new MemoryStream(file), Identity)).Explored;

    private static string Refusal(
        Counters model, ExplorerOptions options, byte[] file, ulong identity = Identity) =>
        Assert.IsType<Resumption.Refused>(Explorer.Resume(
            model.Rows(), options, new MemoryStream(file), identity)).Reason;

    private static byte[] Bytes(Action<Stream> write)
    {
        var file = new MemoryStream();
        write(file);
        return file.ToArray();
    }
}
