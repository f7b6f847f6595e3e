using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace SoftReserve.Tidy;

/// <summary>Files and names in ARCHITECTURE.md and GLOSSARY.md are those of the source.</summary>
public sealed partial class DocumentTests
{
    private const int FewestWords = 40;

    public static TheoryData<string> FilesOfTheArchitecture =>
        [.. Documents.FilesNamed(Repository.Read("ARCHITECTURE.md")).Distinct()];

    public static TheoryData<string> Words =>
        [.. Rows.Select(row => row.KernelWord)];

    private static IEnumerable<Row> Rows =>
        from line in Repository.Read("GLOSSARY.md").Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 5 && cells[3].StartsWith('`')
        select new Row(cells[1], cells[2].Trim('`'), cells[3].Trim('`'));

    [Theory]
    [MemberData(nameof(FilesOfTheArchitecture))]
    public void A_file_that_the_architecture_names_exists(string path) =>
        Assert.True(Documents.Exists(path), $"{path} is nowhere");

    [Fact]
    public void The_glossary_is_long_enough_and_has_no_word_twice()
    {
        var words = Rows.Select(row => row.KernelWord).ToArray();

        Assert.True(words.Length >= FewestWords, $"{words.Length} words");
        Assert.Equal(words.Distinct(), words);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Our_word_for_a_word_of_the_kernel_is_declared_where_the_glossary_says(string word)
    {
        var row = Rows.Single(each => each.KernelWord == word);

        var path = Documents.PathTo(row.File);
        Assert.True(path is not null, $"{row.File} is nowhere");
        Assert.Contains(
            row.OurWord, Declared(new SourceFile(path!, Repository.Read(path!))));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void The_file_of_a_kernel_function_names_that_function(string word)
    {
        var row = Rows.Single(each => each.KernelWord == word);
        var text = Repository.Read(Documents.PathTo(row.File) ?? row.File);

        Assert.All(
            Function().Matches(word).Select(match => match.Value),
            function => Assert.Contains(function, text, StringComparison.Ordinal));
    }

    /// <summary>Types as <c>Type</c>, members of a type as <c>Type.Member</c>.</summary>
    private static IEnumerable<string> Declared(SourceFile file)
    {
        foreach (var type in file.Nodes<BaseTypeDeclarationSyntax>())
        {
            var name = Name(type);
            yield return name;
            foreach (var member in Members(type))
                yield return $"{name}.{member}";
        }
    }

    private static string Name(BaseTypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>()
            .Where(each => each.Identifier.Text.Length > 0)
            .Reverse().Select(each => each.Identifier.Text));

    private static IEnumerable<string> Members(BaseTypeDeclarationSyntax type) =>
        type.ChildNodes().SelectMany<SyntaxNode, string>(node => node switch
            {
                MethodDeclarationSyntax method => [method.Identifier.Text],
                PropertyDeclarationSyntax property => [property.Identifier.Text],
                EnumMemberDeclarationSyntax member => [member.Identifier.Text],
                FieldDeclarationSyntax field =>
                    field.Declaration.Variables.Select(each => each.Identifier.Text),
                ParameterListSyntax parameters =>
                    parameters.Parameters.Select(each => each.Identifier.Text),
                _ => [],
            });

    [GeneratedRegex(@"\w+\(\)")]
    private static partial Regex Function();

    private sealed record Row(string KernelWord, string OurWord, string File);
}
