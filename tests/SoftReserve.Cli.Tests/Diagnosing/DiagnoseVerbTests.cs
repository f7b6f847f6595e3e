using System.Globalization;
using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Cli.Tests.Capturing;
using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnosing;
using Xunit;

namespace SoftReserve.Cli.Tests.Diagnosing;

/// <summary>softreserve diagnose on every recording, and on a machine that runs.</summary>
public sealed class DiagnoseVerbTests
{
    private const int Columns = 100;

    private static readonly string Golden = Repository.At(
        "tests", "SoftReserve.Cli.Tests", "Golden", "Diagnose");

    public static TheoryData<string> Printed =>
    [
        "7.2/a-exact", "7.2/d-larger", "7.2/b-nocxl", "6.12/c-missing-member",
        "6.18/i-teardown-cxl", "v4/f-two-gap.cxlfirst", "v4/n16-region-user-before-hmem.cxlfirst",
    ];

    /// <summary>SOFTRESERVE_ACCEPT=1 rewrites the files.</summary>
    [Theory]
    [MemberData(nameof(Printed))]
    public void These_findings_are_printed(string folder)
    {
        var (_, output, _) = Command.Run("diagnose", Repository.At("captures", folder));

        Expect(folder.Replace('/', '-') + ".txt", output);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= Columns, line));
    }

    [Fact]
    public void Every_recording_is_diagnosed_and_the_overview_is_as_it_was()
    {
        var overview = new StringBuilder();
        foreach (var folder in RecordedBoots.Folders)
        {
            var (exit, output, error) = Command.Run(
                "diagnose", Repository.At("captures", folder));
            Assert.All(
                error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                line => Assert.StartsWith("note: ", line, StringComparison.Ordinal));
            var lines = output.Split('\n');
            var rows = lines.Skip(2).TakeWhile(line => line.Length > 0).Select(Shortened);
            var rules = lines.Where(line => line.StartsWith('D')).Select(line => line[..3]);
            overview.Append(
                CultureInfo.InvariantCulture,
                $"{folder} {exit} {string.Join("; ", rows)} | {string.Join(' ', rules)}\n");
            Assert.Equal(
                output.Contains("\nERROR", StringComparison.Ordinal)
                    ? ExitCode.BadAnswer : ExitCode.Fine,
                exit);
        }

        Expect("overview.txt", overview.ToString());
    }

    [Theory]
    [MemberData(nameof(Printed))]
    public void The_json_is_as_the_schema_says(string folder)
    {
        var (_, output, _) = Command.Run(
            "diagnose", Repository.At("captures", folder), "--json");

        Assert.Empty(JsonShape.Read("diagnose.schema.json").Problems(output));
    }

    [Theory]
    [MemberData(nameof(Printed))]
    public void Evidence_stands_where_it_is_said_to_stand(string folder)
    {
        var report = Bundle.Of(folder).Check();

        foreach (var line in report.Findings.SelectMany(found => found.Evidence)
            .Concat(report.Rows.Select(row => row.At).OfType<Sighting>()))
            Assert.Contains(
                line.Text,
                File.ReadLines(Repository.At("captures", folder, line.File))
                    .ElementAt(line.Line - 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_machine_is_diagnosed_as_its_bundle_is()
    {
        using var tree = new TemporaryTree();
        var host = tree.Root + "/host";
        Command.Run("boot", "one-window", "-k", "7.2", "--sysfs-out", host);
        Command.Run("capture", "-o", tree.Root + "/host.tar", "--root", host);
        var live = Command.Run("diagnose", "--root", host);

        Assert.Equal(Command.Run("diagnose", tree.Root + "/host.tar").Output, live.Output);
        Assert.Contains(" system-ram ", live.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("D12", live.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no capture '/nowhere/at/all'", "/nowhere/at/all")]
    [InlineData("no running Linux below", "--root", "/nowhere/at/all")]
    public void What_can_not_be_read_is_refused(string told, params string[] arguments)
    {
        var (exit, output, error) = Command.Run(["diagnose", .. arguments]);

        Assert.Equal((ExitCode.Unusable, ""), (exit, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_a_capture_is_listed_and_nothing_is_printed()
    {
        using var tree = new TemporaryTree();
        tree.With("/bad/iomem.txt", "110000000-14fffffff : CXL Window 0\n")
            .With("/bad/daxctl.json", "[{").With("/bad/cxl-list.json", "}")
            .With("/bad/firmware_memmap.txt", "nonsense\n");
        var (exit, output, error) = Command.Run("diagnose", tree.Root + "/bad");

        Assert.Equal((ExitCode.Unusable, ""), (exit, output));
        foreach (var file in new[] { "daxctl.json", "cxl-list.json", "firmware_memmap.txt" })
            Assert.Contains(file, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iomem.txt", "110000000-14fffffff : CXL Window 0\n", 40_000)]
    [InlineData("daxctl.json", "{\"id\":1,\"devices\":[{\"chardev\":\"dax0.0\"}]}", 5_000)]
    [InlineData("cxl-list.json", "{\"region\":\"r\",\"resource\":1,\"size\":9}", 5_000)]
    public void More_than_any_machine_has_is_refused(string file, string part, int times)
    {
        var parts = Enumerable.Repeat(part, times);
        var read = SeenReader.Read(Bundle.Of("7.2/a-exact").With(
            file, file.EndsWith(".txt", StringComparison.Ordinal)
                ? string.Concat(parts) : $"[{string.Join(',', parts)}]").Open());

        Assert.Null(read.Value);
        Assert.Equal(CaptureDiagnosticId.TooLarge, Assert.Single(read.Diagnostics).Id);
    }

    [Theory]
    [InlineData("iomem.txt")]
    [InlineData("daxctl.json")]
    [InlineData("cxl-list.json")]
    [InlineData("numa.txt")]
    [InlineData("dmesg.txt")]
    public void Any_byte_may_be_wrong(string file)
    {
        var good = Bundle.Of("7.2/d-larger").Open().TryRead(file, int.MaxValue)!;
        var step = Math.Max(1, good.Length / 60);
        for (var index = 0; index < good.Length; index += step)
        {
            var bytes = (byte[])good.Clone();
            bytes[index] = (byte)(bytes[index] == '9' ? 'f' : '9');
            var bundle = Bundle.Of("7.2/d-larger").With(file, Encoding.Latin1.GetString(bytes));
            if (SeenReader.Read(bundle.Open()) is { Value: null } refused)
                Assert.NotEmpty(refused.Diagnostics);
            else if (CaptureReader.Read(bundle.Open()).Value is not null)
                Assert.All(bundle.Check().Findings, found => Assert.NotEmpty(found.Next));
        }
    }

    // "110000000-12fffffff 512MiB cxl dax0.0 system-ram 1 agrees daxctl.json:9"
    private static string Shortened(string row)
    {
        ValueList<string> words = [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return words.Count < 8 ? row
            : string.Join(' ', [words[0], .. words.Skip(2).SkipLast(1)]);
    }

    private static void Expect(string name, string text)
    {
        var path = Path.Combine(Golden, name);
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }
}
