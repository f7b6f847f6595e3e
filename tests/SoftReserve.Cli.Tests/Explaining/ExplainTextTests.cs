using Xunit;

namespace SoftReserve.Cli.Tests.Explaining;

/// <summary>The stories that <c>softreserve explain</c> tells, whole, for machines that show what
/// can happen to a range.</summary>
public sealed class ExplainTextTests
{
    private static readonly string Folder =
        Repository.At("tests", "SoftReserve.Cli.Tests", "Golden", "Explain");

    /// <summary>Golden file and command line.</summary>
    private static readonly (string Name, string Arguments)[] Told =
    [
        ("three-windows-v4", "amd-three-windows 0x850000000 -k v4"),
        ("three-windows-7.2", "amd-three-windows 0x850000000 -k 7.2"),
        ("three-windows-6.12", "amd-three-windows 0x850000000 -k 6.12"),
        ("three-windows-short-v4", "amd-three-windows-short 0x850000000 -k v4"),
        ("three-windows-short-7.2", "amd-three-windows-short 0x850000000 -k 7.2"),
        ("three-windows-short-6.12", "amd-three-windows-short 850000000-284fffffff -k 6.12"),
        ("gap-v4", "two-regions-gap 0x850000000 -k v4"),
        ("gap-7.2", "two-regions-gap 0x2850000000 -k 7.2"),
        ("member-missing-v4", "one-window-x2-missing 0x850000000 -k v4"),
        ("member-missing-7.2", "one-window-x2-missing 0x850000000 -k 7.2"),
        ("uncommitted-6.12", "one-window-uncommitted 0x850000000 -k 6.12"),
        ("uncommitted-7.2", "one-window-uncommitted 0x850000000 -k 7.2"),
        ("nobody-waits-v4", "one-window 0x850000000 -k v4 --config DEV_DAX_CXL=n"),
        ("hmem-off-7.2", "one-window 0x850000000 -k 7.2 --config DEV_DAX_HMEM=n"),
        ("late-card-v4",
            "one-window 0x850000000 -k v4 --order cxl_acpi,dax_hmem,decision,mem0"),
        ("no-windows-7.2", "fpga-8g 0x2080000000 -k 7.2"),
        ("window-edge-v4", "range-crosses-window-edge 0x1850000000 -k v4"),
        ("unaligned-7.2", "amd-unaligned-range 0x1050000000 -k 7.2"),
        ("ordinary-ram-7.2", "one-window 0x850000000 -k 7.2 --cmdline efi=nosoftreserve"),
        ("not-marked-v4", "one-window-no-sr 0x850000000 -k v4"),
        ("whole-machine-7.2", "fpga-8g 0-ffffffffffffffff -k 7.2"),
        ("elsewhere-v4", "one-window 0x1000-0xfffff -k v4"),
        ("recreated-v4", "one-window 0x850000000 -k v4 --run COMMANDS"),
    ];

    public static TheoryData<string> Names => [.. Told.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_story_is_the_one_on_file(string name)
    {
        var arguments = Told.Single(each => each.Name == name).Arguments
            .Replace("COMMANDS", Path.Combine(Folder, "commands.sh"), StringComparison.Ordinal);
        var (exit, output, error) = Command.Run(["explain", .. arguments.Split(' ')]);
        Assert.Equal("", error);
        Assert.Equal(ExitCode.Fine, exit);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 100, line));
        var file = Path.Combine(Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(file, output);
        Assert.True(File.Exists(file), $"{file} is missing; SOFTRESERVE_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(file), output);
    }

    [Fact]
    public void Every_story_on_file_is_told() => Assert.Equal(
        Told.Select(each => each.Name + ".txt").Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder, "*.txt").Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));
}
