using Xunit;

namespace SoftReserve.Tidy.Generations;

/// <summary>A generation's file only chooses, gives a reason for every choice, and the page about
/// all of them says the same.</summary>
public sealed class GenerationsTests
{
    [Fact]
    public void The_page_says_what_the_files_say()
    {
        var written = Path.Combine(Repository.Root.FullName, GenerationsDocument.Path);
        var text = GenerationsDocument.Text();
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(written, text);
        Assert.True(File.Exists(written), $"{written} is missing; SOFTRESERVE_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(written), text);
    }

    [Fact]
    public void Every_choice_of_every_generation_has_its_reason() => Assert.Empty(
        from generation in GenerationSource.All
        from line in generation.Own
        where line.Choice is not ("Name" or "About") && line.Reason.Length == 0
        select generation.File.Violation(line.Line, $"no reason for {line.Choice}").ToString());

    [Fact]
    public void No_generation_chooses_again_what_it_inherits() => Assert.Empty(
        from generation in GenerationSource.All
        where generation.Base is not null
        let inherited = GenerationSource.All.Single(each => each.Class == generation.Base)
        from line in generation.Own
        where inherited.Effective(line.Choice)?.ToString() == line.Value.ToString()
        select generation.File.Violation(line.Line, $"{line.Choice} is inherited").ToString());

    [Fact]
    public void There_are_nine_generations_and_two_older_postings() =>
        Assert.Equal(11, GenerationSource.All.Count);
}
