using System.CommandLine;
using SoftReserve.Cli.Exploring;
using SoftReserve.Generations;

namespace SoftReserve.Cli;

/// <summary>softreserve explore: every order in which a boot can happen.</summary>
internal sealed class ExploreVerb
{
    private readonly KernelOptions _kernel = new();
    private readonly ScaleOptions _scale = new();
    private readonly Terminal _terminal;

    private readonly Option<bool> _all = new("--all-machines")
    {
        Description = "Every bundled machine in several configurations, a line each",
    };

    private readonly Option<string?> _against = new("--against")
    {
        Description = "With --all-machines: tell only what differs from this kernel",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The verdict as JSON" };

    private ExploreVerb(Terminal terminal) => _terminal = terminal;

    public static Command Create(Terminal terminal) => new ExploreVerb(terminal).ToCommand();

    private Command ToCommand()
    {
        var verb = new Command("explore", "Explore every order in which a boot can happen");
        _kernel.Machine.Arity = ArgumentArity.ZeroOrOne;
        _kernel.AddTo(verb);
        verb.Add(_all);
        verb.Add(_against);
        verb.Add(_json);
        _scale.AddTo(verb);
        verb.SetAction(parsed => parsed.GetValue(_all) ? RunAll(parsed) : Run(parsed, null));
        verb.Add(ExploreMergeVerb.Create(verb, _terminal, Run));
        return verb;
    }

    private int Run(ParseResult parsed, MergedShards? shards)
    {
        if (parsed.GetValue(_kernel.Machine) is null)
        {
            _terminal.Error.WriteLine("softreserve: explore which machine? or --all-machines");
            return ExitCode.Unusable;
        }

        if (_kernel.PowerOn(parsed, _terminal) is not { } kernel
            || _scale.Read(parsed, _terminal) is not { } scale)
            return ExitCode.Unusable;
        var identity = ModelIdentity.Of(kernel);
        if (KernelExploration.Run(kernel, model => shards is null
            ? scale.Run(model, identity, _terminal)
            : shards.Join(model, scale.Options, identity)) is not { } found)
            return ExitCode.Unusable;
        if (scale.IsPart && shards is null)
            return TellPart(found, scale);
        var verdict = Judge.Of(kernel, found, scale.Options.IsSymmetric);
        if (parsed.GetValue(_json))
            ExploreJson.Write(verdict, _terminal.Output);
        else
            ExploreText.Write(verdict, _terminal);
        return !verdict.Explored.IsComplete ? ExitCode.Incomplete
            : verdict.Findings.Count > 0 ? ExitCode.BadAnswer
            : ExitCode.Fine;
    }

    private int TellPart(KernelExploration found, ScaleRun scale)
    {
        _terminal.Output.WriteLine(FormattableString.Invariant(
            $"{scale.Result}: {found.Explored.States} states; join all with 'explore merge'"));
        return found.Explored.IsComplete ? ExitCode.Fine : ExitCode.Incomplete;
    }

    private int RunAll(ParseResult parsed)
    {
        if (_kernel.KernelAlone(parsed, _terminal) is not { } mine
            || _scale.Read(parsed, _terminal) is not { } scale)
            return ExitCode.Unusable;
        Generation? against = null;
        if (parsed.GetValue(_against) is { } name)
        {
            against = _terminal.Kernels.Find(name);
            if (against is null)
            {
                _terminal.Error.WriteLine(
                    $"softreserve: --against: {_terminal.Kernels.WhyUnknown(name)}");
                return ExitCode.Unusable;
            }
        }

        return FleetRun.Write(mine, against, scale.Options, _terminal);
    }
}
