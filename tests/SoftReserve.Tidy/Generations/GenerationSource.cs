using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy.Generations;

/// <summary>One line of a generation's file.</summary>
/// <param name="Choice">The property of Generation.</param>
/// <param name="Value">The expression, as written.</param>
/// <param name="Reason">The comment behind it; empty without one.</param>
/// <param name="Line">Where it stands, from 0.</param>
internal sealed record Chosen(string Choice, ExpressionSyntax Value, string Reason, int Line);

/// <summary>A generation as its file spells it.</summary>
/// <param name="Class">The class that holds its choices.</param>
/// <param name="Base">The class whose choices it changes; null for one that begins anew.</param>
/// <param name="Own">What the file itself chooses.</param>
/// <param name="File">The file.</param>
internal sealed partial record GenerationSource(
    string Class, string? Base, IReadOnlyList<Chosen> Own, SourceFile File)
{
    private const string Folder = "src/SoftReserve/Generations";

    /// <summary>The choices that Generation declares, name and version aside, in order.</summary>
    public static IReadOnlyList<PropertyDeclarationSyntax> Choices { get; } =
    [
        .. Source("Generation.cs").Nodes<PropertyDeclarationSyntax>()
            .Where(property => property.Identifier.Text is not ("Name" or "About")),
    ];

    /// <summary>Every file that chooses, in the catalogue's order, older postings first.</summary>
    public static IReadOnlyList<GenerationSource> All { get; } =
    [
        .. Named().Matches(Source("Catalogue.cs").Text)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Select(name => Read(Source(name + ".cs"))),
    ];

    /// <summary>The name that people type.</summary>
    public string Name => Own.Single(chosen => chosen.Choice == "Name").Value.ToString().Trim('"');

    /// <summary>One sentence.</summary>
    public string About =>
        Own.Single(chosen => chosen.Choice == "About").Value.ToString().Trim('"');

    /// <summary>What holds for a choice, its own or inherited; null for what nobody
    /// chose.</summary>
    public ExpressionSyntax? Effective(string choice) =>
        Own.FirstOrDefault(chosen => chosen.Choice == choice)?.Value
        ?? (Base is null ? null : All.Single(each => each.Class == Base).Effective(choice));

    /// <summary>The file of the generation's folder.</summary>
    public static SourceFile Source(string name) =>
        new($"{Folder}/{name}", Repository.Read($"{Folder}/{name}"));

    private static GenerationSource Read(SourceFile file)
    {
        var type = file.Nodes<ClassDeclarationSyntax>().Single();
        var value = file.Nodes<PropertyDeclarationSyntax>()
            .Single(property => property.Identifier.Text == "Choices").Initializer!.Value;
        return value switch
        {
            WithExpressionSyntax with => new(
                type.Identifier.Text, with.Expression.ToString().Split('.')[0],
                Lines(with.Initializer), file),
            BaseObjectCreationExpressionSyntax anew => new(
                type.Identifier.Text, null, Lines(anew.Initializer!), file),
            _ => throw new InvalidOperationException($"{file.Path} chooses in no known way"),
        };
    }

    /// <summary>The lines of an initializer, with their reasons.</summary>
    public static IReadOnlyList<Chosen> Lines(InitializerExpressionSyntax initializer)
    {
        var reasons = initializer.Expressions.GetSeparators()
            .Select(comma => Comment(comma.TrailingTrivia))
            .ToList();
        return
        [
            .. initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(
                (line, place) => new Chosen(
                    line.Left.ToString(),
                    line.Right,
                    string.Concat(
                        Comment(line.OperatorToken.TrailingTrivia),
                        reasons.ElementAtOrDefault(place)),
                    line.GetLocation().GetLineSpan().StartLinePosition.Line)),
        ];
    }

    private static string Comment(SyntaxTriviaList trivia) => string.Concat(trivia
        .Select(each => each.ToString())
        .Where(text => text.StartsWith("//", StringComparison.Ordinal))
        .Select(text => text[2..].Trim()));

    [GeneratedRegex(@"(\w+)\.Choices")]
    private static partial Regex Named();
}
