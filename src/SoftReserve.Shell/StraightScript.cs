using SoftReserve.Addresses;
using SoftReserve.Shell.Filters;
using SoftReserve.Shell.Syntax;
using SoftReserve.Userspace;

namespace SoftReserve.Shell;

/// <summary>A script as a list of commands, each of which an explorer may run at any point: without
/// <c>if</c>, <c>while</c> and <c>$(...)</c>, whose outcome decides what is typed next.</summary>
public sealed class StraightScript
{
    private const int MostCommands = 1000;

    private readonly List<UserCommand> _commands = [];
    private readonly List<ScriptProblem> _problems = [];
    private readonly Dictionary<string, string> _variables = [];

    private StraightScript()
    {
    }

    /// <summary>The commands, in order.</summary>
    public ValueList<UserCommand> Commands => [.. _commands];

    /// <summary>What stops the script from being run; none when all is well.</summary>
    public ValueList<ScriptProblem> Problems => [.. _problems];

    /// <summary>Reads a script.</summary>
    public static StraightScript Read(string text)
    {
        var script = new StraightScript();
        try
        {
            script.Add(ShellParser.Parse(text), null);
        }
        catch (ShellSyntaxException problem)
        {
            script._problems.Add(new ScriptProblem(problem.Line, problem.Message));
        }

        return script;
    }

    private void Add(ShellNode node, bool? afterSuccess)
    {
        switch (node)
        {
            case ShellNode.Sequence sequence:
                foreach (var item in sequence.Items)
                    Add(item, afterSuccess);
                break;
            case ShellNode.Either either:
                Add(either.First, afterSuccess);
                Add(either.Then, either.AfterSuccess);
                break;
            case ShellNode.For loop:
                AddRounds(loop, afterSuccess);
                break;
            case ShellNode.Simple simple:
                Add(simple, [], isBackground: false, afterSuccess);
                break;
            case ShellNode.Background { Body: ShellNode.Simple simple }:
                Add(simple, [], isBackground: true, afterSuccess);
                break;
            case ShellNode.Pipeline { Stages: [ShellNode.Simple first, ..] } pipeline:
                Add(first, [.. pipeline.Stages.Skip(1)], isBackground: false, afterSuccess);
                break;
            case ShellNode.If choice:
                Refuse(choice.Line, "if");
                break;
            case ShellNode.While loop:
                Refuse(loop.Line, "while");
                break;
            default:
                Refuse(0, "this");
                break;
        }
    }

    private void AddRounds(ShellNode.For loop, bool? afterSuccess)
    {
        foreach (var word in loop.Words)
            if (TextOf(word) is { } text)
            {
                _variables[loop.Name] = text;
                Add(loop.Body, afterSuccess);
            }
            else
            {
                Refuse(loop.Line, "for over what is not known before");
            }
    }

    private void Add(
        ShellNode.Simple simple, ValueList<ShellNode> filters, bool isBackground,
        bool? afterSuccess)
    {
        var words = new List<string>();
        foreach (var word in simple.Words)
            if (TextOf(word) is { } text)
                words.Add(text);
            else
                Refuse(simple.Line, $"'{simple.Text}'");
        foreach (var assignment in simple.Assignments)
            if (words.Count == 0 && TextOf(assignment.Value) is { } value)
                _variables[assignment.Name] = value;
        if (words.Count == 0 || words.Count < simple.Words.Count)
            return;
        foreach (var redirection in simple.Redirections)
            if (redirection is { Stream: 1, Target: { } path } && TextOf(path) is { } target
                && target != "/dev/null")
                words.AddRange([">", target]);
        if (isBackground)
            words.Add("&");
        if (Filtered(CommandOf([.. words], simple), filters) is not { } command)
            Refuse(simple.Line, $"not modelled: {simple.Text}", isLoop: false);
        else if (_commands.Count == MostCommands)
            Refuse(simple.Line, $"more than {MostCommands} commands", isLoop: false);
        else
            _commands.Add(afterSuccess is { } wanted
                ? new ConditionalCommand(command, wanted) { Line = command.Line }
                : command);
    }

    private static UserCommand? CommandOf(string[] words, ShellNode.Simple simple) => words switch
    {
        ["sleep" or "wait" or "set" or "true" or ":", ..] => new Idle(0) { Line = simple.Text },
        ["echo" or "printf", ..] when !words.Contains(">") => new Idle(0) { Line = simple.Text },
        ["false"] => new Idle(1) { Line = simple.Text },
        _ => CommandParser.Parse(words, simple.Text),
    };

    private static UserCommand? Filtered(UserCommand? command, ValueList<ShellNode> filters)
    {
        if (command is null || filters.IsEmpty)
            return command;
        foreach (var filter in filters)
            if (filter is not ShellNode.Simple { Words: [var name, ..] }
                || name.Static is not { } text || FilterTable.Find(text) is null)
                return null;
        return new FilteredCommand(command, new ShellNode.Sequence(
            [filters.Count == 1 ? filters[0] : new ShellNode.Pipeline(filters)]))
        {
            Line = command.Line,
        };
    }

    private string? TextOf(Word word)
    {
        var text = "";
        foreach (var part in word.Parts)
            switch (part)
            {
                case WordPart.Literal { IsPattern: false } literal:
                    text += literal.Text;
                    break;
                case WordPart.Variable variable
                    when _variables.TryGetValue(variable.Name, out var value):
                    text += value;
                    break;
                default:
                    return null;
            }

        return text;
    }

    private void Refuse(int line, string what, bool isLoop = true) =>
        _problems.Add(new ScriptProblem(line, isLoop
            ? $"{what} depends on what came before; only the shell verb can run it"
            : what));
}

/// <summary>Something in a script that can not be run.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Message">What it is.</param>
public sealed record ScriptProblem(int Line, string Message);
