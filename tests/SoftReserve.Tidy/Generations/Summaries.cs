using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy.Generations;

/// <summary>What the documentation of a declaration says, as plain text.</summary>
internal static partial class Summaries
{
    /// <summary>The summary of a type or member; empty without one.</summary>
    public static string Of(SyntaxNode declaration)
    {
        var documentation = declaration.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .LastOrDefault();
        if (documentation is null)
            return "";
        var xml = Slashes().Replace(documentation.ToFullString(), "");
        var summary = XElement.Parse($"<all>{xml}</all>").Element("summary");
        return summary is null ? "" : Spaces().Replace(Text(summary), " ").Trim();
    }

    /// <summary>The summary of <c>Type.Member</c> or <c>Type</c> in the model's source.</summary>
    public static string OfName(string name)
    {
        var parts = name.Split('.');
        var types = Repository.Sources
            .Where(file => file.IsIn("src/SoftReserve"))
            .SelectMany(file => file.Nodes<BaseTypeDeclarationSyntax>())
            .Where(type => type.Identifier.Text == parts[0])
            .ToList();
        if (parts.Length == 1)
            return Of(types.Single());
        return Of(types.Single().ChildNodes().Single(member => member switch
        {
            FieldDeclarationSyntax field =>
                field.Declaration.Variables[0].Identifier.Text == parts[1],
            PropertyDeclarationSyntax property => property.Identifier.Text == parts[1],
            EnumMemberDeclarationSyntax value => value.Identifier.Text == parts[1],
            _ => false,
        }));
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(
        node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value,
            _ => "",
        }));

    [GeneratedRegex("^[ \t]*///", RegexOptions.Multiline)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
