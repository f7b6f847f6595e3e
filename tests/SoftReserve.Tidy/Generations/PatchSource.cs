using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy.Generations;

/// <summary>A patch as the source spells it.</summary>
/// <param name="Kernels">The kernels that it makes, as <c>v4+sync</c>.</param>
/// <param name="About">What it changes.</param>
/// <param name="Changes">The choices that it changes.</param>
internal sealed record PatchSource(string Kernels, string About, string Changes)
{
    /// <summary>In the order of the source.</summary>
    public static IEnumerable<PatchSource> All =>
        GenerationSource.Source("GenerationPatches.cs")
            .Nodes<ImplicitObjectCreationExpressionSyntax>()
            .Select(patch => patch.ArgumentList.Arguments)
            .Where(arguments => arguments.Count == 4)
            .Select(arguments => new PatchSource(
                Names(Literal(arguments[0]), arguments[2]),
                Literal(arguments[1]),
                Described(arguments[3])));

    private static string Names(string patch, ArgumentSyntax generations) => string.Join(
        ", ",
        generations.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Select(name => $"`{name.Token.ValueText}+{patch}`"));

    private static string Literal(ArgumentSyntax argument) =>
        ((LiteralExpressionSyntax)argument.Expression).Token.ValueText;

    private static string Described(ArgumentSyntax change)
    {
        var with = change.DescendantNodes().OfType<WithExpressionSyntax>().First();
        return string.Join("; ", GenerationSource.Lines(with.Initializer).Select(line =>
            $"{GenerationsDocument.Words(line.Choice)}: "
            + GenerationsDocument.Short(line.Value.ToString())));
    }
}
