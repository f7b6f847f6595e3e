using SoftReserve.Machines.Cases;

namespace SoftReserve.Machines.Tests.Cases;

public sealed class CaseCorpusTests
{
    public static TheoryData<string> Files => [.. Corpus.CaseFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_case_of_the_corpus_reads_without_a_diagnostic(string path)
    {
        var result = CaseFile.Read(Corpus.TryRead(path)!, path, Corpus.TryRead);

        Assert.Empty(result.Diagnostics);
        Assert.NotEmpty(result.Value!.Runs);
        Assert.All(result.Value.Runs, run => Assert.NotEmpty(run.KernelNames));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_expected_listing_agrees_with_itself(string path)
    {
        var read = CaseFile.Read(Corpus.TryRead(path)!, path, Corpus.TryRead).Value!;

        foreach (var run in read.Runs)
            if (run.Expectation?.Iomem is { } listing)
                Assert.Empty(IomemExpectation.Differences(
                    listing, listing.Replace("*", "17", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ids_are_unique_in_the_whole_corpus()
    {
        var ids = Corpus.CaseFiles.Select(Path.GetFileName).ToList();

        Assert.True(ids.Count > 100, "the corpus is missing");
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_bundled_machine_is_used_by_a_case()
    {
        var used = Corpus.CaseFiles
            .Select(path => CaseFile.Read(Corpus.TryRead(path)!, path, Corpus.TryRead).Value!)
            .Select(read => read.MachineSource)
            .ToHashSet();

        Assert.All(
            BundledMachines.Names, name => Assert.Contains($"machines/{name}.yaml", used));
    }
}
