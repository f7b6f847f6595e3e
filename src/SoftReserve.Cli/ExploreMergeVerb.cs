using System.CommandLine;
using System.Diagnostics;
using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;

namespace SoftReserve.Cli;

/// <summary>softreserve explore merge: what shards found, as one exploration.</summary>
internal static class ExploreMergeVerb
{
    /// <summary>The subcommand.</summary>
    /// <param name="explore">The verb whose shards are merged; it must have been given its other
    /// options.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="show">Shows a merged exploration of a command line of that verb.</param>
    public static Command Create(
        Command explore, Terminal terminal, Func<ParseResult, MergedShards, int> show)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "What every shard wrote, in any order",
            Arity = new ArgumentArity(1, Shard.MostShards),
        };
        var verb = new Command("merge", "Join what the shards of an exploration found") { files };
        verb.SetAction(parsed => Merge(explore, terminal, parsed.GetValue(files)!, show));
        return verb;
    }

    private static int Merge(
        Command explore, Terminal terminal, string[] files,
        Func<ParseResult, MergedShards, int> show)
    {
        foreach (var path in files.Where(path => !File.Exists(path)))
            terminal.Error.WriteLine($"softreserve: no file '{path}'");
        if (!files.All(File.Exists))
            return ExitCode.Unusable;
        if (HeaderOf(files[0]) is not { } header)
        {
            terminal.Error.WriteLine($"softreserve: '{files[0]}' is no result of a shard");
            return ExitCode.Unusable;
        }

        // strangers write files: no response files, no other verb
        var parsed = explore.Parse(
            [.. header.Arguments], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0 && parsed.Action == explore.Action)
            return show(parsed, new MergedShards(files, terminal));
        terminal.Error.WriteLine(
            $"softreserve: '{files[0]}' was made by: explore {string.Join(' ', header.Arguments)}");
        foreach (var problem in parsed.Errors)
            terminal.Error.WriteLine($"softreserve: {problem.Message}");
        return ExitCode.Unusable;
    }

    private static ShardHeader? HeaderOf(string path)
    {
        using var file = File.OpenRead(path);
        return ShardHeader.Read(file);
    }
}

/// <summary>What shards found, in their files.</summary>
/// <param name="Files">Paths.</param>
/// <param name="Terminal">Where to tell what is wrong with them.</param>
internal sealed record MergedShards(IReadOnlyList<string> Files, Terminal Terminal)
{
    /// <summary>Joins them; null when that is not possible, which has been told then.</summary>
    public Explored? Join(RowModel model, ExplorerOptions options, ulong identity)
    {
        var streams = new List<Stream>();
        try
        {
            streams.AddRange(Files.Select(File.OpenRead));
            switch (ShardMerge.Merge(model, options, identity, streams))
            {
                case Resumption.Finished finished:
                    return finished.Explored;
                case Resumption.Refused refused:
                    Terminal.Error.WriteLine($"softreserve: {refused.Reason}");
                    return null;
                default:
                    throw new UnreachableException();
            }
        }
        finally
        {
            foreach (var stream in streams)
                stream.Dispose();
        }
    }
}
