using SoftReserve.Cli.Checking;
using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What real kernels showed in the lab, the model shows too; what differs is listed in
/// <c>lab/observed/differ.txt</c>, with a reason in <c>lab/differences.md</c>.</summary>
public sealed class LabTests
{
    private static readonly HashSet<string> Different = Listed("differ.txt");

    public static TheoryData<string> Observed =>
    [
        .. Directory.EnumerateFiles(
                Repository.At("lab", "observed"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.At("lab", "observed"), file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Observed))]
    public void A_kernel_in_QEMU_did_what_the_model_does(string file)
    {
        var path = Repository.At("lab", "observed", file);
        var read = CaseFile.Read(File.ReadAllText(path), path, _ => null);
        Assert.Empty(read.Diagnostics);
        var run = Assert.Single(read.Value!.Runs);
        var verdict = CaseRunner.Run(
            run, Assert.Single(run.KernelNames), Catalogue.Standard);
        if (Different.Contains(file))
            Assert.IsType<RunVerdict.Differs>(verdict);
        else if (verdict is RunVerdict.Differs differs)
            Assert.Fail(string.Join('\n', differs.Lines));
        else
            Assert.IsType<RunVerdict.Agrees>(verdict);
    }

    [Fact]
    public void Every_difference_is_of_a_record_and_explained()
    {
        var reasons = File.ReadAllText(Repository.At("lab", "differences.md"));
        Assert.All(Different, file =>
        {
            Assert.True(File.Exists(Repository.At("lab", "observed", file)), file);
            Assert.Contains(
                Path.GetFileNameWithoutExtension(file), reasons, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_difference_of_lists_is_of_a_case_and_explained()
    {
        var reasons = File.ReadAllText(Repository.At("lab", "differences.md"));
        Assert.All(Listed("lists-differ.txt"), cell =>
        {
            var name = cell[(cell.IndexOf('/', StringComparison.Ordinal) + 1)..];
            Assert.True(File.Exists(Repository.At("lab", "observed", $"{cell}.yaml")), cell);
            Assert.Contains(name, reasons, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_case_of_the_lab_is_one_that_the_model_accepts()
    {
        var (_, output, error) = Command.Run("check", Repository.At("lab", "cases"));
        Assert.Equal("", error);
        Assert.Contains(" 0 skipped, 0 invalid", output, StringComparison.Ordinal);
    }

    private static HashSet<string> Listed(string name) =>
    [
        .. File.ReadLines(Repository.At("lab", "observed", name))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];
}
