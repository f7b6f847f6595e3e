using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy;

/// <summary>Rules that must know what a name stands for.</summary>
internal static class MeaningRules
{
    private const string Generation = "SoftReserve.Generations.Generation";

    private static readonly string[] OutsideWorld =
    [
        "System.IO", "System.Net", "System.Threading", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
    ];

    /// <summary>Text in memory.</summary>
    private static readonly string[] InsideAnyway =
        ["TextReader", "TextWriter", "StringReader", "StringWriter"];

    private static readonly string[] Unordered =
        ["HashSet", "Dictionary", "ImmutableHashSet", "ImmutableDictionary"];

    /// <summary>A discard arm over a closed set of cases hides a case that is added
    /// later.</summary>
    public static IEnumerable<Violation> HiddenCases(Meaning meaning) =>
        from file in meaning.Files
        from choice in file.Nodes<SwitchExpressionSyntax>()
        where IsClosed(meaning.TypeOf(choice.GoverningExpression))
        from arm in choice.Arms
        where arm.Pattern is DiscardPatternSyntax
        where !IsUnreachable(arm) || arm != choice.Arms.Last()
        select file.Violation(
            arm, "the last arm is not _ => throw new UnreachableException()");

    /// <summary>A generation chooses rules; a rule never asks which generation runs.</summary>
    public static IEnumerable<Violation> GenerationConditions(Meaning meaning) =>
        from file in meaning.Files
        where !file.IsIn("src/SoftReserve/Generations") && !file.IsIn("src/SoftReserve.Cli")
        from node in file.Nodes<SyntaxNode>()
        where Compared(node).Any(each => IsGeneration(each, meaning))
        select file.Violation(node, "a condition on which generation runs");

    /// <summary>The model has no files, no network, no threads.</summary>
    public static IEnumerable<Violation> OutsideTheModel(Meaning meaning) =>
        from file in meaning.Files
        where file.IsIn("src/SoftReserve")
        from name in file.Nodes<SimpleNameSyntax>()
        let type = meaning.SymbolOf(name) as INamedTypeSymbol
        where type is not null && !InsideAnyway.Contains(type.Name)
            && OutsideWorld.Any(world => IsOf(type, world))
        select file.Violation(name, $"{type.Name} reaches out of the model");

    /// <summary>Sets and dictionaries have no order that lasts.</summary>
    public static IEnumerable<Violation> UnorderedLoops(Meaning meaning) =>
        from file in meaning.Files
        where file.IsIn("src/SoftReserve")
        from loop in file.Nodes<ForEachStatementSyntax>()
        let type = meaning.TypeOf(loop.Expression)
        where type is not null && Unordered.Contains(type.Name)
        select file.Violation(loop, $"a loop over {type.Name}");

    private static bool IsClosed(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsAbstract: true, TypeKind: TypeKind.Class } named
        && named.InstanceConstructors.Any(each => !each.IsImplicitlyDeclared)
        && named.InstanceConstructors.Where(each => !each.IsImplicitlyDeclared)
            .All(each => each.DeclaredAccessibility == Accessibility.Private);

    private static bool IsUnreachable(SwitchExpressionArmSyntax arm) =>
        arm.Expression is ThrowExpressionSyntax
        {
            Expression: ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } made,
        } && made.Type.ToString().Split('.')[^1] == "UnreachableException";

    private static IEnumerable<SyntaxNode> Compared(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary when binary.Kind()
            is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression =>
            [binary.Left, binary.Right],
        IsPatternExpressionSyntax test when !IsNullTest(test.Pattern) => [test.Expression],
        SwitchExpressionSyntax choice => [choice.GoverningExpression],
        SwitchStatementSyntax choice => [choice.Expression],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call }
            when call.Name.Identifier.Text is "Equals" or "StartsWith" or "EndsWith"
                or "Contains" or "CompareTo" => [call.Expression],
        _ => [],
    };

    private static bool IsNullTest(PatternSyntax pattern) =>
        pattern.ToString() is "null" or "not null" or "{ }";

    private static bool IsGeneration(SyntaxNode node, Meaning meaning) =>
        meaning.TypeOf(node)?.ToDisplayString() == Generation
        || (meaning.SymbolOf(node) is IPropertySymbol { Name: "Name" or "Id" } property
            && property.ContainingType.ToDisplayString() == Generation);

    private static bool IsOf(INamedTypeSymbol type, string world) =>
        $"{type.ToDisplayString()}.".StartsWith(world + ".", StringComparison.Ordinal);
}
