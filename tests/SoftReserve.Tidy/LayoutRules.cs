using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy;

/// <summary>Limits of lines, files, bodies and namespaces.</summary>
internal static class LayoutRules
{
    public const int Columns = 100;
    public const int BodyLines = 60;
    public const int FileLines = 400;

    /// <summary>Files that are data tables: their length is the data's.</summary>
    private static readonly string[] DataTables = [];

    private static readonly string[] Postponing = ["TODO", "FIXME", "HACK", "XXX"];

    public static IEnumerable<Violation> LongLines(SourceFile file) =>
        file.Lines.Select((line, number) => (line, number))
            .Where(each => each.line.Length > Columns)
            .Select(each => file.Violation(each.number, $"{each.line.Length} columns"));

    public static IEnumerable<Violation> LongFiles(SourceFile file)
    {
        var lines = file.Lines.Count();
        return lines > FileLines && !DataTables.Contains(file.Path)
            ? [file.Violation(FileLines, $"{lines} lines")]
            : [];
    }

    public static IEnumerable<Violation> LongBodies(SourceFile file) =>
        from node in file.Nodes<SyntaxNode>()
        let body = Body(node)
        where body is not null
        let span = body.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > BodyLines
        select file.Violation(node, $"a body of {lines} lines");

    public static IEnumerable<Violation> Namespaces(SourceFile file)
    {
        foreach (var block in file.Nodes<NamespaceDeclarationSyntax>())
            yield return file.Violation(block, "a namespace with braces");
        var expected = ExpectedNamespace(file.Path);
        foreach (var declared in file.Nodes<FileScopedNamespaceDeclarationSyntax>())
            if (declared.Name.ToString() != expected)
                yield return file.Violation(declared, $"not in namespace {expected}");
        if (!file.Nodes<BaseNamespaceDeclarationSyntax>().Any())
            foreach (var type in file.Nodes<BaseTypeDeclarationSyntax>())
                yield return file.Violation(type, "a type without a namespace");
    }

    public static IEnumerable<Violation> Postponements(SourceFile file) =>
        from comment in file.Tree.GetRoot().DescendantTrivia(descendIntoTrivia: false)
        where IsComment(comment)
        from word in Postponing
        where comment.ToFullString().Contains(word, StringComparison.Ordinal)
        select file.Violation(
            comment.GetLocation().GetLineSpan().StartLinePosition.Line, word);

    /// <summary>A warning is turned off only with a comment on the same line or the one
    /// before.</summary>
    public static IEnumerable<Violation> UnexplainedPragmas(SourceFile file)
    {
        var before = "";
        foreach (var (number, line) in file.Lines.Select(line => line.Trim()).Index())
        {
            if (line.StartsWith("#pragma warning disable", StringComparison.Ordinal)
                && !line.Contains("//", StringComparison.Ordinal)
                && !before.StartsWith("//", StringComparison.Ordinal))
                yield return file.Violation(number, "a warning turned off without a reason");
            before = line;
        }
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
            or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia;

    /// <summary>The project's folder names its namespace; src/SoftReserve is plain
    /// SoftReserve.</summary>
    private static string ExpectedNamespace(string path) =>
        (path.StartsWith("samples/", StringComparison.Ordinal) ? "SoftReserve.Samples." : "")
        + string.Join('.', path.Split('/')[1..^1]);

    private static SyntaxNode? Body(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        _ => null,
    };
}
