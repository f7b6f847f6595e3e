using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy;

/// <summary>How tests are named and marked.</summary>
internal static class TestRules
{
    private const int LastRule = 77;

    public static IEnumerable<Violation> Names(SourceFile file) =>
        from method in file.Nodes<MethodDeclarationSyntax>()
        where Attributes(method).Any(IsTest)
        let name = method.Identifier.Text
        where !IsSentence(name)
        select file.Violation(method, $"{name} is no sentence about the machine");

    public static IEnumerable<Violation> Skips(SourceFile file) =>
        from argument in file.Nodes<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.Text.StartsWith(
            "Skip", StringComparison.Ordinal) == true
        select file.Violation(argument, "a test that does not run");

    public static IEnumerable<Violation> RuleTraits(SourceFile file) =>
        from trait in Traits(file)
        where !IsRule(trait.Rule)
        select file.Violation(trait.Attribute, $"{trait.Rule} is none of R01 to R{LastRule}");

    /// <summary>The rules that the tests of a file name.</summary>
    public static IEnumerable<string> RulesNamed(SourceFile file) =>
        Traits(file).Select(trait => trait.Rule);

    public static bool IsRule(string name) =>
        name.Length == 3 && name[0] == 'R'
        && int.TryParse(
            name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= LastRule;

    private static IEnumerable<(AttributeSyntax Attribute, string Rule)> Traits(
        SourceFile file) =>
        from attribute in file.Nodes<AttributeSyntax>()
        where Name(attribute) == "Trait"
        let arguments = attribute.ArgumentList?.Arguments
        where arguments?.Count == 2 && Text(arguments.Value[0]) == "Rule"
        select (attribute, Text(arguments.Value[1]));

    private static bool IsSentence(string name) =>
        char.IsUpper(name[0]) && name.Contains('_', StringComparison.Ordinal)
        && !name.Contains("Should", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Test", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith("Test", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<AttributeSyntax> Attributes(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes);

    private static bool IsTest(AttributeSyntax attribute) =>
        Name(attribute) is "Fact" or "Theory" or "Property";

    private static string Name(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.')[^1];

    private static string Text(AttributeArgumentSyntax argument) =>
        argument.Expression is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? literal.Token.ValueText
            : argument.Expression.ToString();
}
