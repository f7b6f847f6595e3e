using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace SoftReserve.Tidy;

/// <summary>The life of a range, which ARCHITECTURE.md tells and the types' <c>seealso</c>
/// follow.</summary>
public sealed class TrailTests
{
    /// <summary>Where each stage leads; the first is where a range's life begins.</summary>
    private static readonly Stage[] Trail =
    [
        new("Firmware/EfiMemoryMap.cs", "EfiMemoryMap", "E820Table"),
        new("Firmware/E820Table.cs", "E820Table", "StageSoftReserved"),
        new("Hmem/Steps/BootSteps.cs", "StageSoftReserved", "RegisterHmatTargets"),
        new("Hmem/Steps/BootSteps.cs", "RegisterHmatTargets", "CxlAcpiProbe"),
        new("Cxl/CxlAcpiProbe.cs", "CxlAcpiProbe", "HmemPlatformProbe"),
        new("Hmem/HmemPlatformProbe.cs", "HmemPlatformProbe", "AutoAssembly"),
        new("Cxl/AutoAssembly.cs", "AutoAssembly", "SettleDeferredRanges"),
        new("Hmem/Steps/SettleDeferredRanges.cs", "SettleDeferredRanges", "RegionChain"),
        new("Hmem/Arbitration/RegionChain.cs", "RegionChain", "CxlDax", "CxlRegionsForHmem"),
        new("Dax/CxlDax.cs", "CxlDax", "DaxRegionCreation"),
        new("Hmem/CxlRegionsForHmem.cs", "CxlRegionsForHmem", "HmemRegistrationSteps"),
        new("Hmem/HmemRegistration.cs", "HmemRegistrationSteps", "DaxRegionCreation"),
        new("Dax/DaxRegionCreation.cs", "DaxRegionCreation", "KmemProbe"),
        new("Memory/KmemProbe.cs", "KmemProbe", "IomemListing"),
        new("Resources/IomemListing.cs", "IomemListing", "OwnersTable"),
        new("Owners/OwnersTable.cs", "OwnersTable"),
    ];

    public static TheoryData<string> Stages =>
        [.. Trail.Where(stage => stage.Next.Length > 0).Select(stage => stage.Type)];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_stage_of_a_range_leads_to_the_next(string type)
    {
        var stage = Trail.Single(each => each.Type == type);

        Assert.Equal(stage.Next, SeeAlso(stage).TakeLast(stage.Next.Length));
    }

    [Fact]
    public void The_trail_has_one_beginning_and_one_end()
    {
        var named = Trail.SelectMany(stage => stage.Next).ToArray();

        Assert.Equal("EfiMemoryMap", Assert.Single(Trail, each => !named.Contains(each.Type)).Type);
        Assert.Equal("OwnersTable", Assert.Single(Trail, each => each.Next is []).Type);
        Assert.All(
            named,
            next => Assert.Contains(Trail, stage => stage.Type == next));
    }

    [Fact]
    public void The_architecture_tells_the_stages_in_the_same_order()
    {
        var told = Documents.Section(Repository.Read("ARCHITECTURE.md"), "## A range's life")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(Documents.FilesNamed)
            .ToArray();

        Assert.Equal(Trail.Select(stage => stage.File), told);
    }

    private static IEnumerable<string> SeeAlso(Stage stage)
    {
        var path = "src/SoftReserve/" + stage.File;
        var type = new SourceFile(path, Repository.Read(path))
            .Nodes<TypeDeclarationSyntax>()
            .Single(each => each.Identifier.Text == stage.Type);
        return type.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(documentation => documentation.DescendantNodes())
            .OfType<XmlEmptyElementSyntax>()
            .Where(element => element.Name.ToString() == "seealso")
            .SelectMany(element => element.Attributes.OfType<XmlCrefAttributeSyntax>())
            .Select(attribute => attribute.Cref.ToString().Split('.')[^1]);
    }

    private sealed record Stage(string File, string Type, params string[] Next);
}
