using System.Globalization;
using System.Xml.Linq;
using SoftReserve.Addresses;
using SoftReserve.Cli.Tracing;
using SoftReserve.Cli.Tracing.Pages;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>The page of an order: well formed, harmless, and the same as the steps.</summary>
public sealed class PageTests
{
    private const string Hostile = "</title><script>alert('1')</script>@@script@@\"&\u0001";

    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_machine_has_a_page_with_a_row_for_each_step(string machine)
    {
        foreach (var kernel in new[] { "6.12", "v4", "v6", "7.2" })
        {
            var trace = Traces.AtRandom(Traces.PowerOn(machine, kernel), seed: 2);
            var main = MainOf(Page(trace));
            var rows = main.Descendants("tr").Where(row => row.Attribute("data-step") is not null);
            Assert.Equal(
                trace.Steps.Select(step => step.Title),
                rows.Select(row => row.Descendants("strong").First().Value));
            Assert.All(Lives(main), life => Assert.Equal(
                Number(life, "data-last") < trace.Steps.Count,
                life.Attribute("class")!.Value.EndsWith(" gone", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_page_loads_nothing()
    {
        var page = Page(Traces.Quiet(Traces.PowerOn("amd-three-windows", "v4")));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        foreach (var word in new[] { "http:", "https:", "src=", "url(", "@import", "<link" })
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_can_not_break_out_of_the_page()
    {
        var read = MachineFile.Read(BundledMachines.TryReadText("one-window")!, "x").Value!;
        var machine = read with { Name = Hostile, About = Hostile };
        var trace = Traces.Quiet(Traces.PowerOn(machine, "v4"));
        var page = TracePage.Of(Hostile, Hostile, [new TitledTrace(Hostile, Hostile, trace)]);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        var copies = page.Split("@@script@@").Length - 1;
        Assert.Equal(5, copies); // title, two headings, two details
        Assert.Contains("&lt;/title&gt;", page, StringComparison.Ordinal);
        Assert.Single(MainOf(page).Elements("section"));
    }

    [Fact]
    public void A_circle_of_waits_is_shown()
    {
        var trace = Traces.Quiet(
            Traces.PowerOn("hbm-and-window", "v6", Traces.FailsBehindWindow));
        var main = MainOf(Page(trace));
        Assert.Contains(main.Descendants("li"), item => item.Value.StartsWith(
            "A circle: work dax_hmem waits", StringComparison.Ordinal));
        Assert.Contains(main.Descendants("line"), line => Class(line) == "wait cycle");
    }

    [Fact]
    public void Several_traces_stand_on_one_page_with_a_list_of_them()
    {
        var trace = Traces.Quiet(Traces.PowerOn("one-window", "v4"));
        var main = MainOf(TracePage.Of(
            "two", "",
            [new TitledTrace("first", "", trace), new TitledTrace("second", "x", trace)]));
        Assert.Equal(
            ["#trace-1", "#trace-2"],
            main.Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.Equal(
            ["trace-1", "trace-2"],
            main.Elements("section").Select(section => section.Attribute("id")!.Value));
    }

    [Fact]
    public void Bars_of_the_map_keep_the_order_of_addresses_and_none_vanishes()
    {
        AddressRange first = new(0, 0xfff), second = new(0x1000, 0x1fff);
        AddressRange far = new(1UL << 40, ulong.MaxValue), all = new(0, 0x1fff);
        var axis = new AddressAxis([far, first, second, all]);
        Assert.Equal([all, far], axis.Clusters);
        Assert.Equal(axis.Place(all).Width, axis.Place(first).Width + axis.Place(second).Width, 6);
        Assert.Equal(axis.Place(second).Left, axis.Place(first).Width, 6);
        Assert.All([first, second, far], range => Assert.True(axis.Place(range).Width > 5));
        Assert.Equal(100, axis.Place(far).Left + axis.Place(far).Width, 6);
    }

    [Fact]
    public void A_thing_that_comes_back_has_two_lives() => Assert.Equal(
        [new("a", 0, 1), new("b", 1, 2), new("a", 3, 3)],
        Lifetimes.Of<string>([["a"], ["a", "b"], ["b"], ["a"]]));

    [Fact]
    public void Only_the_named_file_is_written_and_only_over_a_page()
    {
        using var folder = new Folder();
        var page = folder.At("page.html");
        for (var count = 0; count < 2; count++)
            Assert.Equal(
                (ExitCode.Fine, "", ""), Command.Run("replay", "one-window", "--html", page));
        Assert.Equal(["page.html"], folder.Files);
        var other = folder.Write("machine.yaml", "softreserve: 1\n");
        var (exit, _, error) = Command.Run("replay", "one-window", "--html", other);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains("exists and is no page", error, StringComparison.Ordinal);
        Assert.Equal("softreserve: 1\n", File.ReadAllText(other));
    }

    [Fact]
    public void Mermaid_gets_no_text_that_it_would_take_for_its_own()
    {
        using var folder = new Folder();
        var script = folder.Write("commands", "cxl destroy-region -f region0\n");
        var output = Command.Run(
            "replay", "one-window", "--run", script, "--format", "mermaid").Output;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("sequenceDiagram", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Matches(
            @"^    (participant L\d+ as [\w .]+"
            + @"|(Note (over|right of) L\d+|L\d+(-->>|-x)L\d+): [^;#{}<>%]+)$",
            line));
        Assert.Contains(lines, line => line.EndsWith(
            "type 'cxl destroy-region -f region0'", StringComparison.Ordinal));
    }

    private static string Page(Trace trace) =>
        TracePage.Of("title", "about", [new TitledTrace("order", "", trace)]);

    private static XElement MainOf(string page)
    {
        var begin = page.IndexOf("<main>", StringComparison.Ordinal);
        var end = page.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length;
        // the one element of a page that XML wants closed
        var text = System.Text.RegularExpressions.Regex.Replace(
            page[begin..end], "(<input [^>]*)>", "$1/>");
        return XElement.Parse(text);
    }

    private static IEnumerable<XElement> Lives(XElement main) => main.Descendants().Where(
        element => Class(element).StartsWith("life", StringComparison.Ordinal));

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    private static int Number(XElement element, string name) =>
        int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
