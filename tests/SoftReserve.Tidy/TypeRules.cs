using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy;

/// <summary>What every type declares.</summary>
/// <remarks>A comment right above a type that begins with <c>not sealed:</c> or
/// <c>not readonly:</c> and goes on with the reason makes an exception.</remarks>
internal static class TypeRules
{
    public static IEnumerable<Violation> OpenClasses(SourceFile file) =>
        from type in file.Nodes<TypeDeclarationSyntax>()
        where IsClass(type)
        where !Has(type, SyntaxKind.SealedKeyword) && !Has(type, SyntaxKind.StaticKeyword)
            && !Has(type, SyntaxKind.AbstractKeyword) && !SaysWhy(type, "not sealed: ")
        select file.Violation(type, $"{type.Identifier} is not sealed, static or abstract");

    public static IEnumerable<Violation> MutableStructs(SourceFile file) =>
        from type in file.Nodes<TypeDeclarationSyntax>()
        where type is StructDeclarationSyntax
            || type.IsKind(SyntaxKind.RecordStructDeclaration)
        where !Has(type, SyntaxKind.ReadOnlyKeyword) && !SaysWhy(type, "not readonly: ")
        select file.Violation(type, $"{type.Identifier} is not readonly");

    /// <summary>Of a type in several parts, one part has the summary; it has the type's name, and
    /// the names of the others begin with it and a dot.</summary>
    public static IEnumerable<Violation> UndocumentedTypes(SourceFile file) =>
        from type in file.Nodes<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        where IsPublic(type) && !HasSummary(type) && !IsFurtherPart(type, file)
        select file.Violation(type, "a public type without a summary");

    private static bool IsClass(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration);

    private static bool Has(MemberDeclarationSyntax type, SyntaxKind modifier) =>
        type.Modifiers.Any(modifier);

    private static bool IsFurtherPart(MemberDeclarationSyntax type, SourceFile file) =>
        type is TypeDeclarationSyntax part && Has(part, SyntaxKind.PartialKeyword)
        && Path.GetFileName(file.Path).StartsWith(
            part.Identifier.Text + ".", StringComparison.Ordinal)
        && Path.GetFileName(file.Path) != part.Identifier.Text + ".cs";

    private static bool SaysWhy(TypeDeclarationSyntax type, string exception) =>
        type.GetLeadingTrivia().ToFullString().Contains(
            "// " + exception, StringComparison.Ordinal);

    private static bool IsPublic(MemberDeclarationSyntax type) =>
        type.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>()
            .Cast<MemberDeclarationSyntax>().Append(type)
            .All(each => Has(each, SyntaxKind.PublicKeyword));

    private static bool HasSummary(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(documentation => documentation.Content)
            .OfType<XmlElementSyntax>()
            .Any(element => element.StartTag.Name.ToString() == "summary"
                && element.Content.ToString().Trim(' ', '/', '\n', '\r').Length > 0);
}
