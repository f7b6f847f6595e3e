using System.CommandLine;

namespace SoftReserve.Cli;

/// <summary>The softreserve command: one verb a question.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);

    /// <summary>Runs one command line.</summary>
    /// <returns>0 fine; 1 the answer is bad; 2 wrong usage or unreadable input; 3
    /// incomplete.</returns>
    internal static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var terminal = new Terminal(output, error);
        var root = new RootCommand(
            "Who owns each byte of Soft Reserved memory, CXL or HMEM, and why.")
        {
            BootVerb.Create(terminal),
            CheckVerb.Create(terminal),
            ExploreVerb.Create(terminal),
            ReplayVerb.Create(terminal),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return Invoke(parsed, output, error);
        foreach (var problem in parsed.Errors)
            error.WriteLine($"softreserve: {problem.Message}");
        error.WriteLine("Try 'softreserve --help'.");
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
        catch (IOException problem)
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
    /// <summary>True when data goes to a person's terminal.</summary>
    public bool IsInteractive =>
        ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>True when colour is welcome.</summary>
    public bool HasColour => IsInteractive
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
