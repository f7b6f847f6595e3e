using System.Globalization;
using SoftReserve.Cxl;
using SoftReserve.Sysfs;
using SoftReserve.Userspace;

namespace SoftReserve.Shell;

/// <summary>The modelled machine behind a shell: what commands change, and the files that they
/// read.</summary>
internal sealed class Machine(Kernel kernel)
{
    /// <summary>The exit status of a command that waits for ever and is given up.</summary>
    public const int GivenUp = 124;

    /// <summary>The kernel now.</summary>
    public Kernel Kernel { get; private set; } = kernel;

    /// <summary>Where relative paths begin.</summary>
    public string Directory { get; private set; } = "/root";

    /// <summary>Lets everything that goes on come to an end.</summary>
    public void Settle() => Kernel = Schedule.RunToEnd(Kernel);

    /// <summary>Types a command.</summary>
    /// <param name="command">Which.</param>
    /// <param name="waits">False does not wait for what it begins.</param>
    public CommandOutcome Type(UserCommand command, bool waits)
    {
        if (command.IsBlocked(Kernel))
            Settle();
        if (command.IsBlocked(Kernel))
            return CommandOutcome.Done(Kernel) with
            {
                ExitCode = GivenUp,
                Complaints = $"softreserve: '{command.Line}' never returns: it waits for a lock "
                    + "that the kernel does not let go\n",
            };
        var before = Kernel.Journal.Count;
        var outcome = command.Run(Kernel);
        Kernel = outcome.Kernel.Note(new CommandEnded(
            command, outcome.Errno, outcome.ExitCode, outcome.Output, outcome.Complaints));
        if (waits)
            Settle();
        return DeathsSince(before).Aggregate(outcome, static (so, death) => so with
        {
            Complaints = so.Complaints
                + $"softreserve: {death.Because.ToString(CultureInfo.InvariantCulture)}\n",
        });
    }

    // a real machine answers nothing after one of these
    private IEnumerable<DecodersOffBelowMemory> DeathsSince(int count) =>
        Kernel.Journal.Skip(count).OfType<JournalEntry.Decided>()
            .Select(decided => decided.Decision).OfType<DecodersOffBelowMemory>();

    /// <summary>The text of a modelled file; null when there is none to read.</summary>
    public string? Read(string path) =>
        CommandParser.Parse(["cat", Absolute(path)], $"cat {path}") is { } cat
        && cat.Run(Kernel) is { ExitCode: 0 } outcome
            ? outcome.Output
            : null;

    /// <summary>The names in a modelled folder; none when there is no such folder.</summary>
    public IReadOnlyList<string> FilesIn(string folder) =>
        [.. FileTree.Of(Kernel).Names(Absolute(folder))];

    /// <summary>Changes the folder; false when there is none.</summary>
    public bool TryEnter(string path)
    {
        var folder = Plain(Absolute(path));
        if (folder is not ("/" or "/root") && FilesIn(folder).Count == 0)
            return false;
        Directory = folder;
        return true;
    }

    /// <summary>The path from the root.</summary>
    public string Absolute(string path) => path.StartsWith('/') ? path : $"{Directory}/{path}";

    // a shell takes .. for the way back, the kernel for the folder above where a link led to
    private static string Plain(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/'))
            if (name == "..")
                names.RemoveRange(Math.Max(0, names.Count - 1), Math.Min(1, names.Count));
            else if (name is not ("" or "."))
                names.Add(name);
        return "/" + string.Join('/', names);
    }
}
