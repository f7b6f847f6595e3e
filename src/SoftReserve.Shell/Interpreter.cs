using System.Diagnostics;
using System.Globalization;
using System.Text;
using SoftReserve.Shell.Syntax;

namespace SoftReserve.Shell;

/// <summary>Runs scripts.</summary>
internal sealed class Interpreter
{
    private const int MostCommands = 10_000;
    private const int MostText = 16 << 20;

    private readonly Machine _machine;
    private readonly Expander _expander;
    private readonly Dictionary<string, string> _variables = new()
    {
        ["HOME"] = "/root",
        ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
        ["USER"] = "root",
    };

    private int _commands;
    private Action<string> _error = _ => { };

    public Interpreter(Machine machine)
    {
        _machine = machine;
        _expander = new Expander(ValueOf, Print, machine);
    }

    /// <summary><c>$?</c>.</summary>
    public int ExitCode { get; set; }

    /// <summary>True after exit.</summary>
    public bool IsOver { get; set; }

    /// <summary><c>set -e</c>: ends at the first failure.</summary>
    public bool EndsAtFailure { get; set; }

    /// <summary><c>set -x</c>: shows commands.</summary>
    public bool ShowsCommands { get; set; }

    /// <summary>Sets or, with null, forgets a variable.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
            _variables.Remove(name);
        else
            _variables[name] = value;
    }

    /// <summary>Runs a script from a person or a file; its commands count from 0.</summary>
    public void Begin(ShellNode node, Streams streams)
    {
        _commands = 0;
        _error = streams.Error;
        Run(node, streams);
    }

    /// <summary>Runs a piece of a script.</summary>
    /// <returns>The exit status.</returns>
    public int Run(ShellNode node, Streams streams) => ExitCode = IsOver ? ExitCode : node switch
    {
        ShellNode.Sequence sequence => RunAll(sequence, streams),
        ShellNode.Background background => RunBackground(background, streams),
        ShellNode.Either either => RunEither(either, streams),
        ShellNode.Not not => Run(not.Body, streams) == 0 ? 1 : 0,
        ShellNode.Pipeline pipeline => RunPipeline(pipeline, streams),
        ShellNode.Simple simple => RunSimple(simple, streams, waits: true),
        ShellNode.For loop => RunFor(loop, streams),
        ShellNode.While loop => RunWhile(loop, streams),
        ShellNode.If choice => RunIf(choice, streams),
        _ => throw new UnreachableException(),
    };

    private int RunAll(ShellNode.Sequence sequence, Streams streams)
    {
        foreach (var item in sequence.Items)
        {
            Run(item, streams);
            IsOver |= EndsAtFailure && ExitCode != 0
                && item is ShellNode.Simple or ShellNode.Pipeline;
            if (IsOver)
                break;
        }

        return sequence.Items.IsEmpty ? 0 : ExitCode;
    }

    private int RunBackground(ShellNode.Background background, Streams streams)
    {
        if (background.Body is ShellNode.Simple simple)
            RunSimple(simple, streams, waits: false);
        else
            Run(background.Body, streams);
        return 0;
    }

    private int RunEither(ShellNode.Either either, Streams streams) =>
        Run(either.First, streams) == 0 == either.AfterSuccess
            ? Run(either.Then, streams)
            : ExitCode;

    private int RunPipeline(ShellNode.Pipeline pipeline, Streams streams)
    {
        var input = streams.Input;
        for (var stage = 0; stage + 1 < pipeline.Stages.Count; stage++)
        {
            var output = new StringBuilder();
            Run(pipeline.Stages[stage], streams with
            {
                Input = input,
                Output = text => Append(output, text),
            });
            input = output.ToString();
        }

        return Run(pipeline.Stages[^1], streams with { Input = input });
    }

    private int RunFor(ShellNode.For loop, Streams streams)
    {
        var exitCode = 0;
        foreach (var field in _expander.Fields(loop.Words))
        {
            Count();
            _variables[loop.Name] = field;
            exitCode = Run(loop.Body, streams);
            if (IsOver)
                break;
        }

        return exitCode;
    }

    private int RunWhile(ShellNode.While loop, Streams streams)
    {
        var exitCode = 0;
        while (Run(loop.Condition, streams) == 0 != loop.Stops && !IsOver)
        {
            Count();
            exitCode = Run(loop.Body, streams);
        }

        return exitCode;
    }

    private int RunIf(ShellNode.If choice, Streams streams) =>
        Run(choice.Condition, streams) == 0 ? Run(choice.Yes, streams)
        : choice.No is { } no ? Run(no, streams)
        : 0;

    private int RunSimple(ShellNode.Simple simple, Streams streams, bool waits)
    {
        Count();
        var redirected = new Redirected(_machine, _expander, simple.Redirections, streams);
        if (redirected.Streams is not { } inner)
            return 1;
        var words = _expander.Fields(simple.Words);
        if (words.Count == 0)
        {
            foreach (var assignment in simple.Assignments)
                _variables[assignment.Name] = _expander.Text(assignment.Value);
            return redirected.Finish(0);
        }

        if (ShowsCommands)
            streams.Error($"+ {string.Join(' ', words)}\n");
        var exitCode = new Dispatcher(this, _machine).Run([.. words], simple.Text, inner, waits);
        return redirected.Finish(exitCode);
    }

    private string ValueOf(string name) => name == "?"
        ? ExitCode.ToString(CultureInfo.InvariantCulture)
        : _variables.GetValueOrDefault(name, "");

    private string Print(ShellNode script)
    {
        var output = new StringBuilder();
        Run(script, new Streams("", text => Append(output, text), _error));
        return output.ToString();
    }

    private void Count()
    {
        if (++_commands > MostCommands)
            throw new ShellLimitException($"stopped after {MostCommands} commands");
    }

    private static void Append(StringBuilder output, string text)
    {
        if (output.Length + text.Length > MostText)
            throw new ShellLimitException($"stopped after {MostText >> 20} MiB of text");
        output.Append(text);
    }
}
