using System.CommandLine;
using SoftReserve.Cli.Output;
using SoftReserve.Cli.Tracing;
using SoftReserve.Cli.Tracing.Pages;

namespace SoftReserve.Cli;

/// <summary>softreserve replay: one order of a boot, step by step.</summary>
internal sealed class ReplayVerb
{
    private readonly KernelOptions _kernelOptions = new();

    private readonly Argument<string?> _order = new("order")
    {
        Description = "A token, or a list as --order takes it; without it the quiet order",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _from = new("--from") { Description = "First step to show" };

    private readonly Option<int?> _until = new("--until")
    {
        Description = "Last step; then the owners and iomem as they are after it",
    };

    private readonly Option<bool> _reverse = new("--reverse")
    {
        Description = "Walk backwards: the last step first, each taken back",
    };

    private readonly Option<bool> _interactive = new("--interactive", "-i")
    {
        Description = "Walk with keys: n, p, g, o, m, q",
    };

    private readonly Option<bool> _debug = new("--debug")
    {
        Description = "Show the log's debug lines too",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The steps as JSON" };

    private readonly Option<TraceFormat> _format = new("--format")
    {
        Description = "text, or a sequence diagram for Mermaid",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write a page of its own to this file",
    };

    private readonly SysfsOption _sysfs = new();

    public static Command Create(Terminal terminal)
    {
        var replay = new ReplayVerb();
        var verb = new Command("replay", "Show one order of a boot, step by step");
        replay._kernelOptions.AddTo(verb);
        verb.Add(replay._order);
        foreach (var option in new Option[]
            {
                replay._from, replay._until, replay._reverse, replay._interactive, replay._debug,
                replay._json, replay._format, replay._html,
            })
            verb.Add(option);
        replay._sysfs.AddTo(verb);
        verb.SetAction(parsed => replay.Run(parsed, terminal));
        return verb;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        if (!_sysfs.IsUsable(parsed, terminal)
            || _kernelOptions.Boot(parsed, parsed.GetValue(_order), terminal) is not { } end)
            return ExitCode.Unusable;
        var trace = Trace.Of(
            end.Boot.PowerOn(),
            [.. end.Journal.OfType<JournalEntry.StepBegan>().Select(entry => entry.Step)]);
        if (Span(parsed, trace, terminal) is not { } span)
            return ExitCode.Unusable;
        _sysfs.Write(parsed, trace.After(span.Until));
        return Show(parsed, trace, span, terminal);
    }

    private int Show(ParseResult parsed, Trace trace, StepSpan span, Terminal terminal)
    {
        if (parsed.GetValue(_html) is { } file)
            return WritePage(file, trace, terminal);
        if (parsed.GetValue(_interactive))
            return TraceWalk.OnTerminal(trace, terminal);
        if (parsed.GetValue(_json))
            TraceJson.Write(trace, span, terminal.Output);
        else if (parsed.GetValue(_format) == TraceFormat.Mermaid)
            terminal.Output.Write(MermaidText.Of(trace, span));
        else
            Text(parsed, trace, span, terminal);
        return ExitCode.Fine;
    }

    private static int WritePage(string file, Trace trace, Terminal terminal)
    {
        var boot = trace.Start.Boot;
        var page = TracePage.Of(
            $"{boot.Machine.Name} on {boot.Generation.Name}", boot.Machine.About,
            [new TitledTrace("One order of the boot", "", trace)]);
        return PageFile.Write(file, page, terminal) ? ExitCode.Fine : ExitCode.Unusable;
    }

    private void Text(ParseResult parsed, Trace trace, StepSpan span, Terminal terminal)
    {
        var output = terminal.Output;
        var look = ReplayLook.For(trace, parsed.GetValue(_debug));
        var isBackwards = parsed.GetValue(_reverse);
        output.WriteLine($"order {trace.Order ?? "(with modprobe typed by hand: no token)"}");
        var steps = span.Of(trace);
        foreach (var step in isBackwards ? steps.Reverse() : steps)
            if (isBackwards)
                ReplayText.WriteBack(step, look, output);
            else
                ReplayText.Write(step, look, output);
        var reached = isBackwards ? span.From - 1 : span.Until;
        if (reached == trace.Steps.Count)
            ReplayText.WriteUnended(trace, output);
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant(
            $"After step {reached} of {trace.Steps.Count}")
            + (reached < trace.Steps.Count ? ", if nothing followed:" : ":"));
        OwnersText.Write(trace.After(reached), terminal);
        if (parsed.GetValue(_until) is null && !isBackwards)
            return;
        output.WriteLine();
        IomemChange.Write(trace.After(reached), output);
    }

    private StepSpan? Span(ParseResult parsed, Trace trace, Terminal terminal)
    {
        var count = trace.Steps.Count;
        var (from, until) = (parsed.GetValue(_from) ?? 1, parsed.GetValue(_until) ?? count);
        if (from >= 1 && from <= until && until <= count)
            return new StepSpan(from, until);
        terminal.Error.WriteLine(FormattableString.Invariant(
            $"softreserve: no steps {from} to {until}: this order has steps 1 to {count}"));
        return null;
    }
}
