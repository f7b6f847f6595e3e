using SoftReserve.Cli.Checking;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Machines.Cases;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Every run of every case file. What must agree, agrees; what does not is listed, with
/// its reason, in <c>cases/disputed.txt</c>.</summary>
public sealed class CaseTests
{
    public static TheoryData<string, int, string> Runs()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var file in Directory
            .EnumerateFiles(Repository.At("cases"), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(Repository.At("cases"), file);
            var runs = Read(relative).Runs;
            for (var index = 0; index < runs.Count; index++)
                foreach (var kernel in runs[index].KernelNames)
                    data.Add(relative, index, kernel);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_run_agrees_or_is_listed_with_its_reason(string file, int index, string kernel)
    {
        var run = Read(file).Runs[index];
        var verdict = CaseRunner.Run(run, kernel, Catalogue.Standard);
        var name = $"{Path.GetFileNameWithoutExtension(file)}:{run.Line} {kernel}";
        if (Unmet.Contains(name))
            Assert.IsNotType<RunVerdict.Agrees>(verdict);
        else if (verdict is RunVerdict.Skipped skipped && !IsRequired(file, kernel))
            Assert.Skip(skipped.Why);
        else if (verdict is RunVerdict.Differs differs)
            Assert.Fail(string.Join('\n', differs.Lines));
        else
            Assert.IsType<RunVerdict.Agrees>(verdict);
    }

    private static bool IsRequired(string file, string kernel) =>
        file.StartsWith("seed", StringComparison.Ordinal)
        || (kernel == "v4" && (file.StartsWith("layouts", StringComparison.Ordinal)
            || file.StartsWith("config", StringComparison.Ordinal)));

    private static HashSet<string> Unmet { get; } =
    [
        .. File.ReadLines(Repository.At("cases", "unmet.txt"))
            .Where(line => line.Length > 0 && line[0] != '#' && line[0] != ' ')
            .Select(line => line.Split(" - ")[0]),
    ];

    private static Case Read(string relative)
    {
        var file = Repository.At("cases", relative);
        var read = CaseFile.Read(
            File.ReadAllText(file), file, path => CorpusMachine.Read(file, path));
        Assert.Empty(read.Diagnostics);
        return read.Value!;
    }
}
