using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Orders;
using Xunit;

namespace SoftReserve.Tests.Orders;

/// <summary>An order written as a token is the same order when it is read.</summary>
public sealed class OrderTokenTests
{
    private const int Seeds = 4, QuietCharacters = 14;

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Any_order_of_any_kernel_comes_back_from_at_most_80_characters(string machine)
    {
        foreach (var start in Starts(machine))
        {
            CheckReturn(start, Walks.Contrary(start));
            for (var seed = 0; seed < Seeds; seed++)
                CheckReturn(start, Walks.AtRandom(start, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void The_quiet_order_is_the_shortest_token(string machine)
    {
        foreach (var start in Starts(machine))
        {
            var token = OrderToken.Of(start, []);
            Assert.Equal(QuietCharacters, token.Length);
            var followed = Followed(token, start);
            Assert.Equal(StepsOf(Schedule.RunToEnd(start)), followed.Steps);
            Assert.Equal(token, OrderToken.Of(start, followed.Steps));
        }
    }

    [Fact]
    public void An_order_that_breaks_off_goes_on_quietly()
    {
        var start = new Boots("amd-three-windows").Context().PowerOn();
        var (steps, _) = Walks.AtRandom(start, seed: 1);
        for (var count = 0; count <= steps.Count; count++)
        {
            var broken = steps.GetRange(0, count);
            var followed = Followed(OrderToken.Of(start, broken), start);
            Assert.Equal(broken, followed.Steps.Take(count));
            var kernel = broken.Aggregate(start, Schedule.Take);
            Assert.True(Schedule.RunToEnd(kernel).IsSameState(followed.End));
        }
    }

    [Fact]
    public void Sixteen_windows_in_the_most_contrary_order_fit()
    {
        var start = new Boots("one-window") { With = SixteenWindows() }.Context().PowerOn();
        var (steps, _) = Walks.Contrary(start);
        Assert.InRange(steps.Count, 45, 80);
        Assert.StartsWith("v1.", OrderToken.Of(start, steps), StringComparison.Ordinal);
        CheckReturn(start, (steps, Schedule.RunToEnd(steps.Aggregate(start, Schedule.Take))));
        for (var seed = 0; seed < 50; seed++)
            CheckReturn(start, Walks.AtRandom(start, seed));
    }

    [Fact]
    public void What_does_not_fit_is_written_wide()
    {
        var start = new Boots("amd-three-windows")
        {
            Commands = [.. Enumerable.Repeat("modprobe kmem", 300)],
        }.Context().PowerOn();
        var (steps, end) = Walks.Contrary(start);
        var token = OrderToken.Of(start, steps);
        Assert.StartsWith("w1.", token, StringComparison.Ordinal);
        Assert.True(token.Length > OrderToken.MostCharacters);
        Assert.True(end.IsSameState(Followed(token, start).End));
    }

    [Fact]
    public void A_token_needs_no_quotes_in_a_shell()
    {
        var start = new Boots("amd-three-windows").Context().PowerOn();
        for (var seed = 0; seed < 30; seed++)
            Assert.Matches(
                @"^v1\.[\w-]{8}\.[\w-]{2,}$",
                OrderToken.Of(start, Walks.AtRandom(start, seed).Steps));
    }

    [Fact]
    public void A_step_before_its_time_has_no_token()
    {
        var start = new Boots("one-window").Context().PowerOn();
        Assert.Throws<ArgumentException>(
            () => OrderToken.Of(start, [new SoftReserve.Cxl.Steps.AttachMemdev("mem0")]));
    }

    [Fact]
    public void A_machine_keeps_its_tokens_under_another_name()
    {
        var start = new Boots("amd-three-windows").Context().PowerOn();
        var (steps, end) = Walks.AtRandom(start, seed: 3);
        var renamed = new Boots("amd-three-windows") { With = "name: copy\nabout: 'mine'\n" }
            .Context().PowerOn();
        Assert.True(end.IsSameState(Followed(OrderToken.Of(start, steps), renamed).End));
    }

    private static IEnumerable<Kernel> Starts(string machine) => Catalogue.Standard.All.Select(
        generation => new Boots(machine) { Generation = generation }.Context().PowerOn());

    private static void CheckReturn(Kernel start, (List<KernelStep> Steps, Kernel End) walk)
    {
        var token = OrderToken.Of(start, walk.Steps);
        Assert.InRange(token.Length, 1, OrderToken.MostCharacters);
        var followed = Followed(token, start);
        Assert.Equal(walk.Steps, followed.Steps);
        Assert.True(walk.End.IsSameState(followed.End));
        Assert.Equal(walk.End.Journal.Count, followed.End.Journal.Count);
    }

    private static OrderReading.Followed Followed(string token, Kernel start) =>
        Assert.IsType<OrderReading.Followed>(OrderToken.Read(token, start));

    private static ValueList<KernelStep> StepsOf(Kernel kernel) =>
        [.. kernel.Journal.OfType<JournalEntry.StepBegan>().Select(entry => entry.Step)];

    private static string SixteenWindows()
    {
        string Each(Func<int, string> text) =>
            string.Join(", ", Enumerable.Range(0, 16).Select(text));
        string Range(int n) => $"0x{0x10_0000_0000 + n * 0x8_0000_0000:x}"
            + $"-0x{0x10_0000_0000 + (n + 1) * 0x8_0000_0000 - 1:x}";
        return "memory-map: [{range: 0x100000000-0x7ffffffff, type: usable}, "
            + Each(n => $"{{range: {Range(n)}, type: soft-reserved}}") + "]\n"
            + "srat: [{range: 0x0-0x7ffffffff, pxm: 0, cpus: true}]\n"
            + "cedt:\n  host-bridges: [" + Each(n => $"{{uid: {n}}}") + "]\n  windows: ["
            + Each(n => $"{{range: {Range(n)}, targets: [{n}], granularity: 256}}") + "]\n"
            + "cxl:\n  host-bridges: ["
            + Each(n => $"{{uid: {n}, ports: [{{memdev: mem{n}}}]}}") + "]\n  memdevs: {"
            + Each(n => $"mem{n}: {{volatile: 32GiB}}") + "}\n  decoders: ["
            + Each(n => $"{{memdev: mem{n}, range: {Range(n)}, ways: 1, granularity: 256, "
                + "position: 0, committed: true}") + "]\n";
    }
}
