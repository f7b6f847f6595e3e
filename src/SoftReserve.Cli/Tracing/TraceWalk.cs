using SoftReserve.Cli.Output;

namespace SoftReserve.Cli.Tracing;

/// <summary>Walks along a trace with keys, forwards and backwards.</summary>
internal static class TraceWalk
{
    private const string Keys =
        "n next   p back   g first   G last   o owners   m iomem   q quit";

    /// <summary>Walks with the keys of the terminal that the program runs on.</summary>
    public static int OnTerminal(Trace trace, Terminal terminal)
    {
        if (!terminal.IsInteractive || Console.IsInputRedirected)
        {
            terminal.Error.WriteLine(
                "softreserve: --interactive needs a terminal; elsewhere --from, --until and "
                + "--reverse show the same");
            return ExitCode.Unusable;
        }

        Run(trace, () => Console.ReadKey(intercept: true).KeyChar, terminal);
        return ExitCode.Fine;
    }

    /// <summary>Walks until <c>q</c> or the end of the keys.</summary>
    /// <param name="trace">Where to walk; it begins at power-on.</param>
    /// <param name="nextKey">The next key; null at the end.</param>
    /// <param name="terminal">Where the steps go.</param>
    public static void Run(Trace trace, Func<char?> nextKey, Terminal terminal)
    {
        terminal.Output.WriteLine(Keys);
        var (at, look) = (0, ReplayLook.For(trace, hasDebug: false));
        while (nextKey() is { } key && key is not ('q' or '\u0003'))
        {
            var to = key switch
            {
                'n' or ' ' or 'j' => at + 1,
                'p' or 'k' => at - 1,
                'g' => 0,
                'G' => trace.Steps.Count,
                _ => at,
            };
            at = Walk(trace, at, Math.Clamp(to, 0, trace.Steps.Count), look, terminal.Output);
            if (key == 'o')
                OwnersText.Write(trace.After(at), terminal);
            else if (key == 'm')
                IomemChange.Write(trace.After(at), terminal.Output);
            else if (key is 'h' or '?')
                terminal.Output.WriteLine(Keys);
        }
    }

    private static int Walk(Trace trace, int at, int to, ReplayLook look, TextWriter output)
    {
        while (at < to)
            ReplayText.Write(trace.Steps[at++], look, output);
        while (at > to)
        {
            output.Write("back");
            ReplayText.WriteBack(trace.Steps[--at], look, output);
        }

        if (at == 0)
            output.WriteLine("at power-on");
        else if (at == trace.Steps.Count)
            ReplayText.WriteUnended(trace, output);
        return at;
    }
}
