using System.CommandLine;
using System.Diagnostics;
using SoftReserve.Cli.Exploring;
using SoftReserve.Cli.Tracing;
using SoftReserve.Orders;

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

    private readonly Option<TraceFormat> _format = new("--format")
    {
        Description = "text, or a sequence diagram of the first order that breaks something",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write a page with every order that breaks something to this file",
    };

    private ExploreVerb(Terminal terminal) => _terminal = terminal;

    public static Command Create(Terminal terminal) => new ExploreVerb(terminal).ToCommand();

    private Command ToCommand()
    {
        var verb = new Command("explore", "Explore every order in which a boot can happen");
        _kernel.Machine.Arity = ArgumentArity.ZeroOrOne;
        _kernel.AddTo(verb);
        foreach (var option in new Option[] { _all, _against, _json, _format, _html })
            verb.Add(option);
        _scale.AddTo(verb);
        verb.SetAction(parsed => parsed.GetValue(_all) ? RunAll(parsed) : Run(parsed, null));
        verb.Add(ExploreMergeVerb.Create(verb, _terminal, Run));
        return verb;
    }

    private int Run(ParseResult parsed, MergedShards? shards)
    {
        if (parsed.GetValue(_kernel.Machine) is null)
            return Refuse("explore which machine? or --all-machines");
        if (_kernel.PowerOn(parsed, _terminal) is not { } kernel
            || _scale.Read(parsed, _terminal) is not { } scale
            || Begin(parsed, kernel) is not { } begun)
            return ExitCode.Unusable;
        var identity = ModelIdentity.Of(begun.Kernel, OrderOf(parsed));
        var found = KernelExploration.Run(
            begun.Kernel,
            model => shards is null
                ? scale.Run(model, identity, _terminal)
                : shards.Join(model, scale.Options, identity),
            order: OrderOf(parsed));
        if (found is null)
            return ExitCode.Unusable;
        return scale.IsPart && shards is null
            ? TellPart(found, scale)
            : Show(parsed, Judge.Of(begun, found, scale.Options.IsSymmetric));
    }

    private int Show(ParseResult parsed, Verdict verdict)
    {
        if (parsed.GetValue(_html) is { } file && !ExplorePage.Write(file, verdict, _terminal))
            return ExitCode.Unusable;
        if (parsed.GetValue(_json))
            ExploreJson.Write(verdict, _terminal.Output);
        else if (parsed.GetValue(_format) == TraceFormat.Mermaid)
            _terminal.Output.Write(ExplorePage.Mermaid(verdict));
        else
            ExploreText.Write(verdict, _terminal);
        return !verdict.Explored.IsComplete ? ExitCode.Incomplete
            : verdict.Findings.Count > 0 ? ExitCode.BadAnswer
            : ExitCode.Fine;
    }

    // a token is a boot that has begun
    private BegunOrder? Begin(ParseResult parsed, Kernel kernel)
    {
        if (_kernel.OrderOf(parsed) is not { } order || !OrderToken.IsToken(order))
            return BegunOrder.At(kernel);
        switch (OrderToken.Read(order, kernel))
        {
            case OrderReading.Followed followed:
                var steps = followed.Steps.Take(followed.Chosen).ToList();
                return new BegunOrder(kernel, steps, steps.Aggregate(kernel, Schedule.Take));
            case OrderReading.Refused refused:
                Refuse($"the order {refused.Because.Reason}");
                return null;
            default:
                throw new UnreachableException();
        }
    }

    // a list is a restriction
    private StepOrder OrderOf(ParseResult parsed) =>
        _kernel.OrderOf(parsed) is { } order && !OrderToken.IsToken(order)
            ? new StepOrder([.. order.Split(',', StringSplitOptions.TrimEntries)])
            : StepOrder.Any;

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
        if (parsed.GetValue(_against) is not { } name)
            return FleetRun.Write(mine, null, scale.Options, _terminal);
        return _terminal.Kernels.Find(name) is { } against
            ? FleetRun.Write(mine, against, scale.Options, _terminal)
            : Refuse($"--against: {_terminal.Kernels.WhyUnknown(name)}");
    }

    private int Refuse(string why)
    {
        _terminal.Error.WriteLine($"softreserve: {why}");
        return ExitCode.Unusable;
    }
}
