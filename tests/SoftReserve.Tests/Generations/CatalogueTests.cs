using System.Runtime.CompilerServices;
using SoftReserve.Addresses;
using SoftReserve.Generations;
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
    public void A_version_maps_to_the_kernel_that_behaves_like_it(string asked, string found) =>
        Assert.Equal(found, Catalogue.Standard.Find(asked)?.Name);

    [Theory]
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
    public void A_version_that_nobody_has_read_is_refused(string asked) =>
        Assert.Null(Catalogue.Standard.Find(asked));

    [Fact]
    public void Every_generation_is_found_by_its_own_name_and_no_two_share_one()
    {
        Assert.All(Catalogue.Standard.All, each => Assert.Same(each, Catalogue.Standard.Find(each.Name)));
        Assert.Equal(Catalogue.Standard.All.Count, Catalogue.Standard.All.Distinct().Count());
        Assert.Equal("6.12, 7.0, v4, v5, v6, v7, v8, 7.1, 7.2", Catalogue.Standard.Names);
    }

    [Fact]
    public void Every_file_of_a_generation_is_small_and_in_the_catalogue()
    {
        var folder = Path.Combine(Root(), "src", "SoftReserve", "Generations");
        var choosing = Directory.GetFiles(folder, "*.cs")
            .Where(file => Path.GetFileName(file) is not ("Catalogue.cs" or "Generation.cs"))
            .ToList();
        Assert.All(choosing, file => Assert.True(
            File.ReadAllLines(file).Length < MostLines, $"{file} has {MostLines} lines or more"));
        var listed = File.ReadAllText(Path.Combine(folder, "Catalogue.cs"));
        Assert.All(choosing, file => Assert.Contains(
            Path.GetFileNameWithoutExtension(file) + ".", listed, StringComparison.Ordinal));
        Assert.Equal(8, choosing.Count); // Mainline holds 7.1 and 7.2
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
