using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftReserve.Tidy.Generations;

/// <summary>docs/generations.md, written from the source of the generations.</summary>
internal static partial class GenerationsDocument
{
    public const string Path = "docs/generations.md";

    private static readonly string[] Order =
        ["6.12", "7.0", "rfc", "v3", "v4", "v5", "v6", "v7", "v8", "7.1", "7.2"];

    private static IEnumerable<GenerationSource> Generations =>
        GenerationSource.All.OrderBy(each => Array.IndexOf(Order, each.Name));

    private static IEnumerable<string> Names => Generations.Select(each => each.Name);

    public static string Text()
    {
        var text = new StringBuilder(Introduction);
        foreach (var generation in Generations)
            text.Append($"| `{generation.Name}` | {generation.About} "
                + $"| {Link(generation)} |\n");
        text.Append(Rules).Append(Row("", Names)).Append(Row("---", Names.Select(_ => "---")));
        foreach (var choice in GenerationSource.Choices)
            text.Append(Row(
                $"[{Words(choice.Identifier.Text)}](#{Anchor(choice.Identifier.Text)})",
                Generations.Select(each => Effective(each, choice))));
        text.Append("\n## What a rule decides, and its choices\n");
        foreach (var choice in GenerationSource.Choices)
            Explain(text, choice);
        text.Append("\n## Why\n\nEach line of each generation's file, with its reason.\n");
        foreach (var generation in Generations)
            Reasons(text, generation);
        text.Append(Patches);
        foreach (var patch in PatchSource.All)
            text.Append($"| {patch.Kernels} | {patch.About} | {patch.Changes} |\n");
        return text.ToString();
    }

    private static string Effective(GenerationSource source, PropertyDeclarationSyntax choice) =>
        Short((source.Effective(choice.Identifier.Text) ?? choice.Initializer?.Value)?.ToString()
            ?? "false");

    private static void Explain(StringBuilder text, PropertyDeclarationSyntax choice)
    {
        text.Append($"\n### {Words(choice.Identifier.Text)}\n\n{Summaries.Of(choice)}\n");
        var values = GenerationSource.All
            .Select(source => source.Effective(choice.Identifier.Text)?.ToString())
            .Append(choice.Initializer?.Value.ToString())
            .OfType<string>()
            .SelectMany(Parts)
            .Distinct()
            .Where(name => !name.StartsWith("ConfigSymbol.", StringComparison.Ordinal))
            .ToList();
        if (values.Count > 0)
            text.Append('\n');
        foreach (var value in values)
            text.Append($"* `{value.Split('.')[^1]}`: {Summaries.OfName(value)}\n");
    }

    private static void Reasons(StringBuilder text, GenerationSource generation)
    {
        var basis = generation.Base is null
            ? ""
            : $", as {GenerationSource.All.Single(each => each.Class == generation.Base).Name} but";
        text.Append($"\n### {generation.Name}{basis}\n\n")
            .Append("| rule | choice | reason |\n|---|---|---|\n");
        foreach (var line in generation.Own.Where(line => line.Choice is not ("Name" or "About")))
            text.Append($"| {Words(line.Choice)} | {Short(line.Value.ToString())} "
                + $"| {line.Reason} |\n");
    }

    /// <summary>An expression as a table shows it.</summary>
    public static string Short(string expression) => expression switch
    {
        "true" => "yes",
        "false" => "no",
        "[]" => "none",
        _ when Digits().IsMatch(expression) => expression,
        _ when Symbol().Match(expression) is { Success: true } symbol =>
            $"`{SymbolName(symbol.Groups[1].Value)}`",
        _ => string.Join(" ", Parts(expression).Select(name => $"`{name.Split('.')[^1]}`"))
            + Settings(expression),
    };

    /// <summary>The rules that an expression names.</summary>
    private static IEnumerable<string> Parts(string expression) => Name().Matches(expression)
        .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Value);

    private static string Settings(string expression) =>
        Setting().Match(expression) is { Success: true } setting
            ? $" {Words(setting.Groups[1].Value)}: {Short(setting.Groups[2].Value)}"
            : "";

    private static string Row(string head, IEnumerable<string> cells) =>
        $"| {head} | {string.Join(" | ", cells)} |\n";

    private static string Link(GenerationSource generation) =>
        $"[{generation.Class}.cs](../{generation.File.Path})";

    /// <summary>A name in words, as <c>on windowed range</c>.</summary>
    public static string Words(string name) =>
        Hump().Replace(name, " $0").Trim().ToLowerInvariant();

    private static string Anchor(string name) =>
        Words(name).Replace(' ', '-');

    private static string SymbolName(string name) =>
        Hump().Replace(name, "_$0").Trim('_').ToUpperInvariant();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Hump();

    [GeneratedRegex(@"^\d+$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^ConfigSymbol\.(\w+)$")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"new (\w+)|[A-Z]\w+\.[A-Z]\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{ (\w+) = (\w+) \}")]
    private static partial Regex Setting();

    private const string Introduction =
        """
        # Generations

        A generation is one kernel version or posting: one file that only chooses among small rules,
        a line and a reason a choice. This page is written from those files by a test;
        `SOFTRESERVE_ACCEPT=1 dotnet test tests/SoftReserve.Tidy` writes it anew.

        `--kernel` takes a name of the first column, `legacy` (6.12), `mainline` (the newest), any
        released version from 6.3 to 6.19 (they behave as 6.12) and from 7.0 to 7.3 (7.3 as 7.2),
        and one of these with [patches](#patches): `v4+sync`. Whatever else is asked for is refused
        with a list of what there is. [samples](../samples/README.md) shows how to add
        one of your own.

        | name | what it is | file |
        |---|---|---|

        """;

    private const string Rules =
        """

        ## Rules and generations

        `rfc` and `v3` are older postings that reports speak of; no verb that runs every generation
        runs them.


        """;

    private const string Patches =
        """

        ## Patches

        A patch is a small change to a generation's choices: an idea from a review, a draft, or what
        an author left out. Several are written one behind the other.

        | kernel | what it changes | choices |
        |---|---|---|

        """;
}
