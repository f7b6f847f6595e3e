using SoftReserve.Lint;
using SoftReserve.Machines;
using SoftReserve.Machines.Captures;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>softreserve lint on everything that can be read.</summary>
public sealed class LintTests
{
    private const int Columns = 100;

    private static readonly string Tables = Repository.At(
        "tests", "SoftReserve.Tests", "Golden", "Firmware", "acpi");

    public static TheoryData<string> Recordings => new(RecordedBoots.Folders);

    public static TheoryData<string> Machines => new(BundledMachines.Names);

    public static TheoryData<string> TableFiles => new(
        Directory.EnumerateFiles(Tables).Select(file => Path.GetFileName(file)!)
            .Order(StringComparer.Ordinal));

    /// <summary>The firmware test suite's good and broken fixtures, a real server's CEDT, two
    /// recordings, and the machine of the cover letter.</summary>
    public static TheoryData<string, string> Printed => new()
    {
        { "fwts-0001", Path.Combine(Tables, "fwts-cedt-0001.acpidump.txt") },
        { "fwts-0002", Path.Combine(Tables, "fwts-cedt-0002.acpidump.txt") },
        { "intel-server", Path.Combine(Tables, "intel-server.CEDT.bin") },
        { "recording-c2", Repository.At("captures", "7.2", "c2-passthrough-hb") },
        { "recording-d2", Repository.At("captures", "7.2", "d2-beyond-window") },
        { "amd-three-windows", "amd-three-windows" },
    };

    /// <summary>SOFTRESERVE_ACCEPT=1 rewrites the files.</summary>
    [Theory]
    [MemberData(nameof(Printed))]
    public void These_findings_are_printed(string name, string machine)
    {
        var (_, output, error) = Command.Run("lint", machine);
        var path = Repository.At(
            "tests", "SoftReserve.Cli.Tests", "Golden", "Lint", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(path, output);

        Assert.Equal("", error);
        Assert.Equal(File.ReadAllText(path), output);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_is_linted(string folder) =>
        AssertLinted(Repository.At("captures", folder));

    [Theory]
    [MemberData(nameof(TableFiles))]
    public void Bare_tables_are_linted(string file) => AssertLinted(Path.Combine(Tables, file));

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_bundled_machine_is_linted_with_the_lines_of_its_file(string name)
    {
        AssertLinted(name);
        var (_, output, _) = Command.Run("lint", name);
        var lines = BundledMachines.TryReadText(name)!.Split('\n');
        foreach (var place in output.Split('\n').Where(line =>
            line.StartsWith("    memory map[", StringComparison.Ordinal)
            && line.EndsWith(')')))
        {
            var range = place.Split(" = ")[1].Split(' ')[0];
            var number = place.Split(':')[^1].TrimEnd(')');
            Assert.Contains(
                range[2..], lines[int.Parse(number, null) - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_machine_without_findings_says_what_was_checked()
    {
        var (exit, output, _) = Command.Run("lint", "lab-plain");

        Assert.Equal(ExitCode.Fine, exit);
        Assert.StartsWith(
            FormattableString.Invariant(
                $"nothing found: {LintRules.All.Count} rules checked on memory map ("),
            output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_among_the_findings_is_exit_code_1()
    {
        Assert.Equal(ExitCode.BadAnswer, Command.Run("lint", "range-past-window").Exit);
        Assert.Equal(
            ExitCode.Fine, Command.Run("lint", "range-past-window", "--rule", "L07").Exit);
    }

    [Theory]
    [InlineData("L14", "--rule", "L14")]
    [InlineData("L14", "--rule", "range-past-window-end")]
    [InlineData("L07 L14", "--rule", "l14", "--rule", "L07")]
    public void Only_the_rules_that_are_asked_for_are_applied(string found, params string[] options)
    {
        var (_, output, _) = Command.Run(["lint", "range-past-window", .. options]);

        Assert.Equal(
            found.Split(' '),
            output.Split('\n').Where(line => line.StartsWith('L')).Select(line => line[..3])
                .Order(StringComparer.Ordinal));
        var count = options.Length / 2;
        Assert.Contains(
            FormattableString.Invariant($": {count} rules checked"), output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no rule 'L99'", "one-window", "--rule", "L99")]
    [InlineData("window-without-srat", "one-window", "--rule", "window-without-sart")]
    [InlineData("needs a machine")]
    [InlineData("no machine 'nowhere'", "nowhere")]
    public void What_cannot_be_done_is_refused(string told, params string[] arguments)
    {
        var (exit, output, error) = Command.Run(["lint", .. arguments]);

        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Equal("", output);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_table_is_a_finding_where_boot_refuses_it()
    {
        var file = Path.Combine(Tables, "fwts-cedt-0002.acpidump.txt");

        Assert.Equal(ExitCode.Unusable, Command.Run("boot", file).Exit);
        var (exit, output, _) = Command.Run("lint", file, "--rule", "L01");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("CEDT contradicts itself", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TableFiles))]
    public void Any_byte_of_a_table_may_be_wrong(string name)
    {
        var good = File.ReadAllBytes(Path.Combine(Tables, name));
        var step = Math.Max(1, good.Length / 150);
        for (var index = 0; index < good.Length; index += step)
        {
            var bytes = (byte[])good.Clone();
            bytes[index] = (byte)(bytes[index] ^ 0x1f);
            var read = AcpiFolder.Inspect(CaptureFiles.FromMemory(
                "memory", [new KeyValuePair<string, byte[]>(name, bytes)]));
            if (read.Value is { } subject)
                Assert.All(
                    Linter.Check(subject).Findings, finding => Assert.NotEmpty(finding.Fields));
            else
                Assert.NotEmpty(read.Diagnostics);
        }
    }

    private static void AssertLinted(string machine)
    {
        var (exit, output, error) = Command.Run("lint", machine);

        Assert.True(exit is ExitCode.Fine or ExitCode.BadAnswer, error);
        Assert.All(
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("note: ", line, StringComparison.Ordinal));
        Assert.All(output.Split('\n'), line => Assert.True(
            line.Length <= Columns || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        Assert.DoesNotContain('\x1b', output);
    }
}
