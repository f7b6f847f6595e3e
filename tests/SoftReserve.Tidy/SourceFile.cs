using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftReserve.Tidy;

/// <summary>A C# file and its syntax.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public SyntaxTree Tree { get; } = CSharpSyntaxTree.ParseText(
        Text, new CSharpParseOptions(LanguageVersion.Preview), Path);

    public IEnumerable<string> Lines => Text.TrimEnd('\n').Split('\n');

    public bool IsIn(string folder) =>
        Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public IEnumerable<T> Nodes<T>() where T : SyntaxNode =>
        Tree.GetRoot().DescendantNodes().OfType<T>();

    public Violation Violation(SyntaxNode node, string what) =>
        Violation(node.GetLocation().GetLineSpan().StartLinePosition.Line, what);

    public Violation Violation(int zeroBasedLine, string what) =>
        new(Path, zeroBasedLine + 1, what);
}

/// <summary>One place that breaks a rule of the house.</summary>
internal sealed record Violation(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
