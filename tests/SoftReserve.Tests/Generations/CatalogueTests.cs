using System.Runtime.CompilerServices;
using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using Xunit;

namespace SoftReserve.Tests.Generations;

/// <summary>Which kernel stands for which version, and how small a generation is.</summary>
public sealed class CatalogueTests
{
    private const int MostLines = 80;

    [Theory]
    [InlineData("legacy", "6.12")]
    [InlineData("6.3", "6.12")]
    [InlineData("6.12", "6.12")]
    [InlineData("6.12.117", "6.12")]
    [InlineData("6.18-rc2", "6.12")]
    [InlineData("6.19", "6.12")]
    [InlineData("7.0", "7.0")]
    [InlineData("7.0.3", "7.0")]
    [InlineData("7.1", "7.1")]
    [InlineData("7.2", "7.2")]
    [InlineData("7.2.13", "7.2")]
    [InlineData("7.3", "7.2")]
    [InlineData("mainline", "7.2")]
    [InlineData("v4", "v4")]
    [InlineData("v8", "v8")]
    [InlineData("v3", "v3")]
    [InlineData("rfc", "rfc")]
    [InlineData("v4+sync", "v4+sync")]
    [InlineData("v4+sync+cleanup-pointer-fixed", "v4+sync+cleanup-pointer-fixed")]
    public void A_version_maps_to_the_kernel_that_behaves_like_it(string asked, string found) =>
        Assert.Equal(found, Catalogue.Standard.Find(asked)?.Name);

    [Theory]
    [InlineData("6.1")]
    [InlineData("6.2")]
    [InlineData("6.20")]
    [InlineData("7.4")]
    [InlineData("8.0")]
    [InlineData("7")]
    [InlineData("v9")]
    [InlineData("V4")]
    [InlineData("")]
    [InlineData("6.+3")]
    [InlineData("6.99999999999")]
    [InlineData("v4+")]
    [InlineData("+sync")]
    [InlineData("v4+fast")]
    [InlineData("7.2+sync")]
    [InlineData("v4+sync+sync")]
    public void A_version_that_nobody_has_read_is_refused(string asked) =>
        Assert.Null(Catalogue.Standard.Find(asked));

    [Fact]
    public void Every_generation_is_found_by_its_own_name_and_no_two_share_one()
    {
        Assert.All(
            Catalogue.Standard.All,
            each => Assert.Same(each, Catalogue.Standard.Find(each.Name)));
        Assert.Equal(Catalogue.Standard.All.Count, Catalogue.Standard.All.Distinct().Count());
        Assert.Equal("6.12, 7.0, v4, v5, v6, v7, v8, 7.1, 7.2", Catalogue.Standard.Names);
    }

    [Theory]
    [InlineData("6.1", "no kernel '6.1'; there are 6.12, 7.0, v4, v5, v6, v7, v8, 7.1, 7.2, ")]
    [InlineData("8.0+sync", "no kernel '8.0'; there are 6.12, 7.0, v4, ")]
    [InlineData("v4+fast", "no patch 'fast' for v4; there are sync, cleanup-pointer-fixed")]
    [InlineData("v4+sync+fast", "no patch 'fast' for v4; there are ")]
    [InlineData("7.2+sync", "no patch 'sync': 7.2 has none")]
    [InlineData("v4+sync+sync", "'v4+sync+sync' names a patch twice")]
    public void A_name_that_nobody_knows_is_answered_with_what_there_is(
        string asked, string answer) =>
        Assert.StartsWith(answer, Catalogue.Standard.WhyUnknown(asked), StringComparison.Ordinal);

    [Fact]
    public void Patches_are_composed_on_what_a_generation_chooses()
    {
        var patched = Catalogue.Standard.Find("v4+cleanup-pointer-fixed+sync")!;
        Assert.Same(ModuleLinks.MemdevWithPci, patched.Links);
        Assert.Same(WorkRelease.Cancels, patched.WorkRelease);
        Assert.Same(V4.Choices.Coverage, patched.Coverage);
    }

    [Fact]
    public void Every_patch_changes_something_of_every_generation_that_it_fits() => Assert.All(
        GenerationPatches.All,
        patch => Assert.All(patch.Generations, name =>
        {
            var before = Catalogue.Standard.Find(name)!;
            var after = Catalogue.Standard.Find($"{name}+{patch.Name}")!;
            Assert.NotEqual(before, after with { Name = before.Name, About = before.About });
        }));

    [Fact]
    public void A_catalogue_can_be_given_one_more_kernel_and_does_not_change_itself()
    {
        var mine = V8.Choices with { Name = "mine" };
        var catalogue = Catalogue.Standard.With(mine);
        Assert.Same(mine, catalogue.Find("mine"));
        Assert.Same(V8.Choices, catalogue.Find("v8"));
        Assert.Null(Catalogue.Standard.Find("mine"));
    }

    [Theory]
    [InlineData("v8")]
    [InlineData("rfc")]
    [InlineData("6.14")]
    [InlineData("mainline")]
    [InlineData("my+kernel")]
    public void A_name_that_means_something_already_can_not_be_taken(string name) =>
        Assert.Throws<ArgumentException>(
            () => Catalogue.Standard.With(V8.Choices with { Name = name }));

    [Fact]
    public void Every_file_of_a_generation_is_small_and_in_the_catalogue()
    {
        var folder = Path.Combine(Root(), "src", "SoftReserve", "Generations");
        var choosing = Directory.GetFiles(folder, "*.cs")
            .Where(file => Path.GetFileName(file)
                is not ("Catalogue.cs" or "Generation.cs" or "GenerationPatches.cs"))
            .ToList();
        Assert.All(choosing, file => Assert.True(
            File.ReadAllLines(file).Length < MostLines, $"{file} has {MostLines} lines or more"));
        var listed = File.ReadAllText(Path.Combine(folder, "Catalogue.cs"));
        Assert.All(choosing, file => Assert.Contains(
            Path.GetFileNameWithoutExtension(file) + ".", listed, StringComparison.Ordinal));
        Assert.Equal(
            Catalogue.Standard.All.Count + Catalogue.Standard.OlderPostings.Count,
            choosing.Count);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
