using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SoftReserve.Exploration;

namespace SoftReserve.Cli.Exploring;

/// <summary>The options of a verb that explores: how much, how fast, from where.</summary>
internal sealed class ScaleOptions
{
    private const int MostThreads = 256;

    private readonly Option<bool> _unreduced = new("--no-reduction")
    {
        Description = "Try every order, even where it cannot matter",
    };

    private readonly Option<bool> _asymmetric = new("--no-symmetry")
    {
        Description = "Tell apart what differs by exchanging like cards and windows",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads; the answer is the same with any number",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int?> _states = new("--max-states")
    {
        Description = "Stop beyond this many states",
    };

    private readonly Option<string?> _memory = new("--max-memory")
    {
        Description = "Stop before the program takes more: 500M, 2G; else most of the machine's",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "File to write now and then, and when stopped, for --resume",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on from such a file",
    };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "i/n: explore only part i of n, 0/n to n-1/n; see 'explore merge'",
    };

    private readonly Option<string?> _result = new("--result")
    {
        Description = "File for what a shard found; else shard-<i>-of-<n>.softreserve",
    };

    /// <summary>Adds everything to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_unreduced);
        verb.Add(_asymmetric);
        verb.Add(_threads);
        verb.Add(_states);
        foreach (var option in new[] { _memory, _checkpoint, _resume, _shard, _result })
            verb.Add(option);
    }

    /// <summary>What was asked for; null when it makes no sense, which has been told.</summary>
    public ScaleRun? Read(ParseResult parsed, Terminal terminal)
    {
        var problems = new List<string>();
        var threads = parsed.GetValue(_threads);
        if (threads is < 1 or > MostThreads)
            problems.Add($"--threads: {threads}, expected 1 to {MostThreads}");
        var states = parsed.GetValue(_states);
        if (states is < 1)
            problems.Add($"--max-states: {states}, expected 1 or more");
        var bytes = MemorySize.Default;
        if (parsed.GetValue(_memory) is { } memory && !MemorySize.TryParse(memory, out bytes))
            problems.Add($"--max-memory: '{memory}', expected a size from 100M, as 2G");
        var shard = Shard(parsed, problems);
        if (shard is null && parsed.GetValue(_result) is not null)
            problems.Add("--result: only a --shard writes one");
        foreach (var problem in problems)
            terminal.Error.WriteLine($"softreserve: {problem}");
        if (problems.Count > 0)
            return null;
        var options = new ExplorerOptions
        {
            IsReduced = !parsed.GetValue(_unreduced),
            IsSymmetric = !parsed.GetValue(_asymmetric),
            Threads = threads,
            MostStates = states ?? new ExplorerOptions().MostStates,
            MostBytes = MemorySize.HeapOf(bytes),
            Shard = shard,
        };
        return new ScaleRun(
            options, parsed.GetValue(_checkpoint), parsed.GetValue(_resume),
            parsed.GetValue(_result) ?? $"shard-{shard?.Index}-of-{shard?.Count}.softreserve",
            ArgumentsOf(parsed));
    }

    private Shard? Shard(ParseResult parsed, List<string> problems)
    {
        if (parsed.GetValue(_shard) is not { } text)
            return null;
        var numbers = text.Split('/');
        if (numbers.Length == 2 && Parse(numbers[0]) is { } index && Parse(numbers[1]) is { } count
            && index < count && count <= Exploration.Shard.MostShards)
            return new Shard(index, count);
        problems.Add($"--shard: '{text}', expected i/n with i from 0 to n-1, "
            + $"n up to {Exploration.Shard.MostShards}");
        return null;
    }

    private static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // what says which model this is: machine, kernel and reductions
    private string[] ArgumentsOf(ParseResult parsed)
    {
        Symbol[] scale =
            [_threads, _states, _memory, _checkpoint, _resume, _shard, _result];
        var arguments = new List<string>();
        foreach (var child in parsed.CommandResult.Children)
            switch (child)
            {
                case ArgumentResult argument:
                    arguments.AddRange(argument.Tokens.Select(token => token.Value));
                    break;
                case OptionResult { Implicit: false } option
                    when !scale.Contains(option.Option):
                    arguments.Add(option.Option.Name);
                    arguments.AddRange(option.Tokens.Select(token => token.Value));
                    break;
            }

        return [.. arguments];
    }
}
