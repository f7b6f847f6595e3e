using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Shell.Syntax;
using SoftReserve.Userspace;

namespace SoftReserve.Shell;

/// <summary>The streams of a command with redirections. What it writes to a file is written when it
/// ends.</summary>
internal sealed class Redirected
{
    private const string Nowhere = "/dev/null";

    private readonly Machine _machine;
    private readonly Streams _outer;
    private readonly List<(string Path, StringBuilder Text)> _files = [];

    public Redirected(
        Machine machine, Expander expander, ValueList<Redirection> redirections, Streams streams)
    {
        (_machine, _outer, Streams) = (machine, streams, streams);
        foreach (var redirection in redirections)
            if (Streams is { } now)
                Streams = redirection.Target is { } target
                    ? Turned(now, redirection, expander.Text(target))
                    : redirection.Stream == 2 ? now with { Error = now.Output }
                    : now with { Output = now.Error };
    }

    /// <summary>What the command gets; null when a file can not be opened, which has been told
    /// then.</summary>
    public Streams? Streams { get; }

    /// <summary>Writes the files.</summary>
    /// <returns>The exit status: the command's, or that of a write that failed.</returns>
    public int Finish(int exitCode)
    {
        foreach (var (path, text) in _files)
        {
            var outcome = _machine.Type(
                new WriteFile(path, text.ToString()) { Line = $"> {path}" }, waits: true);
            if (outcome.Complaints.Length > 0)
                _outer.Error(Lines.Ended(outcome.Complaints));
            if (outcome.ExitCode != 0)
                exitCode = outcome.ExitCode;
        }

        return exitCode;
    }

    private Streams? Turned(Streams streams, Redirection redirection, string path)
    {
        if (redirection.Stream == 0)
        {
            if ((path == Nowhere ? "" : _machine.Read(path)) is { } input)
                return streams with { Input = input };
            Complain($"can't open {path}: no such file");
            return null;
        }

        Action<string> target = _ => { };
        if (path != Nowhere)
        {
            var text = new StringBuilder();
            _files.Add((_machine.Absolute(path), text));
            target = part => text.Append(part);
        }

        return redirection.Stream == 2
            ? streams with { Error = target }
            : streams with { Output = target };
    }

    private int Complain(string what)
    {
        _outer.Error($"sh: {what}\n");
        return 1;
    }
}
