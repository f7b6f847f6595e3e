using System.CommandLine;
using SoftReserve.Generations;

namespace SoftReserve.Cli;

/// <summary>The softreserve command: one verb a question.</summary>
/// <remarks>A program of your own that knows one more kernel is one line:
/// <c>return Program.Run(args, Catalogue.Standard.With(mine));</c></remarks>
public static class Program
{
    /// <summary>Runs one command line on the console.</summary>
    /// <param name="arguments">Words behind the program's name.</param>
    /// <param name="kernels">What <c>--kernel</c> finds.</param>
    /// <returns>0 fine; 1 the answer is bad; 2 wrong usage or unreadable input; 3
    /// incomplete.</returns>
    public static int Run(string[] arguments, Catalogue kernels) =>
        Run(arguments, new Terminal(Console.Out, Console.Error)
        {
            Kernels = kernels,
            Input = Console.In,
        });

    private static int Main(string[] arguments) => Run(arguments, Catalogue.Standard);

    /// <summary>Runs one command line that writes somewhere else.</summary>
    internal static int Run(
        string[] arguments, TextWriter output, TextWriter error, TextReader? input = null) =>
        Run(arguments, new Terminal(output, error) { Input = input ?? TextReader.Null });

    private static int Run(string[] arguments, Terminal terminal)
    {
        var root = new RootCommand(
            "Who owns each byte of Soft Reserved memory, CXL or HMEM, and why.")
        {
            BootVerb.Create(terminal),
            CheckVerb.Create(terminal),
            CompareVerb.Create(terminal),
            LintVerb.Create(terminal),
            ExplainVerb.Create(terminal),
            ExploreVerb.Create(terminal),
            ReplayVerb.Create(terminal),
            QemuVerb.Create(terminal),
            ShellVerb.Create(terminal),
            CaptureVerb.Create(terminal),
            DiagnoseVerb.Create(terminal),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return Invoke(parsed, terminal.Output, terminal.Error);
        foreach (var problem in parsed.Errors)
            terminal.Error.WriteLine($"softreserve: {problem.Message}");
        terminal.Error.WriteLine("Try 'softreserve --help'.");
        return ExitCode.Unusable;
    }

    private static int Invoke(ParseResult parsed, TextWriter output, TextWriter error)
    {
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"softreserve: {problem.Message}");
            return ExitCode.Unusable;
        }
        catch (InvalidOperationException problem)
        {
            error.WriteLine($"softreserve: {problem.Message}");
            error.WriteLine("This is a mistake of the program; please report it with the input.");
            return ExitCode.Unusable;
        }
    }
}

/// <summary>Exit codes that scripts rely on.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int BadAnswer = 1;
    public const int Unusable = 2;
    public const int Incomplete = 3;
}

/// <summary>Where a command writes: data to <paramref name="Output"/>, everything else to
/// <paramref name="Error"/>.</summary>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    /// <summary>The kernels that this program knows.</summary>
    public Catalogue Kernels { get; init; } = Catalogue.Standard;

    /// <summary>What is typed or piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True when a person types and reads.</summary>
    public bool IsConversation =>
        IsInteractive && ReferenceEquals(Input, Console.In) && !Console.IsInputRedirected;

    /// <summary>True when data goes to a person's terminal.</summary>
    public bool IsInteractive =>
        ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>True when colour is welcome.</summary>
    public bool HasColour => IsInteractive
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
