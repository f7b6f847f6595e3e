using System.Diagnostics;

namespace SoftReserve.Machines.Tests.Fuzz;

public sealed class HostileFileTests
{
    private const int Many = 1_000_000;

    public static TheoryData<string, string> Files => new()
    {
        { "nothing", "" },
        { "a scalar", "x" },
        { "a list", "- 1" },
        { "a comment", "# x" },
        { "open brackets", new string('[', Many) },
        { "open braces", Repeat("{a: ", Many / 4) },
        { "dashes", Repeat("- ", Many / 2) },
        { "question marks", Repeat("? ", Many / 2) },
        { "keys inside keys", Repeat("a:\n ", Many / 4) },
        { "many keys", "softreserve: 1\n" + Numbered("k{0}: v\n", 300_000) },
        { "many nodes", "softreserve: 1\nmemory-map: [" + Repeat("1,", Many) + "]" },
        { "a long scalar", "softreserve: 1\nname: " + new string('x', Many) },
        { "a long key", new string('x', Many) + ": 1" },
        { "a long key with problems", new string('x', Many) + ": [" + Repeat("{},", 1000) + "]" },
        { "an open quote", "name: \"" + Repeat("a\n", Many / 2) },
        { "anchors", Numbered("&a{0} ", 10_000) },
        { "tabs", Repeat("\t", Many) },
        { "nul", Repeat("\0", 1000) },
        { "carriage returns", Repeat("\r", Many) },
        { "aliases that double", "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]" },
        { "an alias to itself", "softreserve: 1\ncxl: &a {host-bridges: [{ports: [*a]}]}" },
        { "a tag that names a type", "!<tag:yaml.org,2002:System.Type> x" },
        { "windows", "softreserve: 1\nmemory-map: []\ncedt: {windows: ["
            + Repeat("{range: 0x0-0xfff, targets: [1, 2, 3, 4]},", 4096) + "]}" },
        { "decoders of one range", Decoders(16384) },
        { "unknown cards", "softreserve: 1\nmemory-map: []\ncxl: {memdevs: {"
            + Numbered("mem{0}: {{}},", 4096) + "}, decoders: ["
            + Repeat("{memdev: memx, range: 0x0-0xfff},", 16384) + "]}" },
        { "switches", "softreserve: 1\nmemory-map: []\ncxl: {host-bridges: [{uid: 0, ports: ["
            + Repeat("{switch: {ports: [", 20) + Repeat("]}}", 20) + "]}]}" },
        { "a matrix of everything", "softreserve: 1\nmemory-map: []\nhmat: {localities: ["
            + "{type: read-latency, unit: 1, initiators: [" + Repeat("1,", 100_000)
            + "], targets: [" + Repeat("1,", 100_000) + "], entries: [1]}]}" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_quickly(string what, string text)
    {
        Assert.NotEmpty(what);
        var watch = Stopwatch.StartNew();

        var result = MachineFile.Read(text, "hostile.yaml");

        Assert.NotEmpty(result.Diagnostics);
        Assert.InRange(result.Diagnostics.Count, 1, 51);
        Assert.All(result.Diagnostics, problem =>
        {
            Assert.InRange(problem.Message.Length, 1, 4000);
            Assert.DoesNotContain(problem.Message, char.IsControl);
        });
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    private static string Repeat(string text, int count) =>
        string.Concat(Enumerable.Repeat(text, count));

    private static string Numbered(string text, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(number => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, text, number)));

    private static string Decoders(int count) =>
        "softreserve: 1\nmemory-map: []\ncxl: {host-bridges: [{uid: 0, ports: [{memdev: mem0}]}], "
        + "memdevs: {mem0: {volatile: 4096TiB}}, decoders: ["
        + Repeat("{memdev: mem0, range: 0x0-0xfff},", count) + "]}";
}
