using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftReserve.Tidy;

/// <summary>Source files with what their names stand for.</summary>
/// <remarks>Types of packages that these tests do not reference stay unknown; the rules ask about
/// types of this repository and of the framework only.</remarks>
internal sealed class Meaning
{
    private static readonly IReadOnlyList<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly SourceFile ImplicitUsings = new("implicit", string.Concat(
        new[]
        {
            "System", "System.Collections.Generic", "System.IO", "System.Linq",
            "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        }.Select(name => $"global using {name};\n")));

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public Meaning(IEnumerable<SourceFile> files)
    {
        Files = [.. files];
        _compilation = CSharpCompilation.Create(
            "tidy",
            [ImplicitUsings.Tree, .. Files.Select(file => file.Tree)],
            Framework,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
    }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Everything in src.</summary>
    public static Meaning OfSource { get; } =
        new(Repository.Sources.Where(file => file.IsIn("src")));

    public ITypeSymbol? TypeOf(SyntaxNode expression) =>
        Model(expression).GetTypeInfo(expression).Type;

    public ISymbol? SymbolOf(SyntaxNode name) => Model(name).GetSymbolInfo(name).Symbol;

    private SemanticModel Model(SyntaxNode node)
    {
        lock (_models)
            return _models.TryGetValue(node.SyntaxTree, out var model)
                ? model
                : _models[node.SyntaxTree] = _compilation.GetSemanticModel(node.SyntaxTree);
    }
}
