using System.Diagnostics;
using System.Runtime.InteropServices;
using SoftReserve.Exploration;

namespace SoftReserve.Cli.Exploring;

/// <summary>Explores as asked for: tells how far it is, stops when somebody wants it to, keeps
/// checkpoints, goes on from one, writes what a shard found.</summary>
/// <param name="Options">What the explorer is told.</param>
/// <param name="Checkpoint">File for checkpoints; null for none.</param>
/// <param name="Resume">File to go on from; null to begin.</param>
/// <param name="Result">File for what a shard found.</param>
/// <param name="Arguments">What a shard writes down so that somebody can merge it.</param>
internal sealed record ScaleRun(
    ExplorerOptions Options, string? Checkpoint, string? Resume, string Result,
    IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan
        SilentAtFirst = TimeSpan.FromSeconds(2),
        BetweenLines = TimeSpan.FromSeconds(1),
        BetweenCheckpoints = TimeSpan.FromSeconds(15);

    // of the time, checkpoints take at most a twentieth
    private const int CheckpointsShare = 20;

    /// <summary>True when this explores only a part, so that no verdict is possible.</summary>
    public bool IsPart => Options.Shard is not null;

    /// <summary>Explores; null when a file cannot be used, which has been told then.</summary>
    /// <param name="model">The model.</param>
    /// <param name="identity">From <see cref="ModelIdentity"/>.</param>
    /// <param name="terminal">Progress goes to its error output.</param>
    public Explored? Run(RowModel model, ulong identity, Terminal terminal)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = StopOn(PosixSignal.SIGINT, stop);
        using var ended = StopOn(PosixSignal.SIGTERM, stop);
        var (told, total) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var nextCheckpoint = BetweenCheckpoints;
        var options = Options with { Stop = stop.Token, Progress = OnProgress };
        if (Explore(model, options, identity, terminal) is not { } explored)
            return null;
        if (explored.Bound == Bound.Stopped)
            terminal.Error.WriteLine("stopped");
        if (Checkpoint is not null && !explored.IsComplete)
            AtomicFile.Write(Checkpoint, file => explored.Save(file, identity));
        // who goes on from a checkpoint has no use for half a result, and may have little time
        if (IsPart && (Checkpoint is null || explored.Bound != Bound.Stopped))
            AtomicFile.Write(Result, file => explored.SaveShard(file, identity, Arguments));
        return explored;

        void OnProgress(ExplorerProgress progress)
        {
            if (total.Elapsed > SilentAtFirst && told.Elapsed > BetweenLines)
            {
                terminal.Error.WriteLine(ProgressText.Of(progress, total.Elapsed));
                told.Restart();
            }

            if (Checkpoint is not null && total.Elapsed > nextCheckpoint)
            {
                var begun = total.Elapsed;
                AtomicFile.Write(Checkpoint, file => progress.Save(file, identity));
                var pause = (total.Elapsed - begun) * CheckpointsShare;
                nextCheckpoint = total.Elapsed
                    + (pause > BetweenCheckpoints ? pause : BetweenCheckpoints);
            }
        }
    }

    private Explored? Explore(
        RowModel model, ExplorerOptions options, ulong identity, Terminal terminal)
    {
        if (Resume is null)
            return Explorer.Explore(model, options);
        if (!File.Exists(Resume))
        {
            terminal.Error.WriteLine($"softreserve: no file '{Resume}'");
            return null;
        }

        using var file = File.OpenRead(Resume);
        switch (Explorer.Resume(model, options, file, identity))
        {
            case Resumption.Finished finished:
                return finished.Explored;
            case Resumption.Refused refused:
                terminal.Error.WriteLine(
                    $"softreserve: cannot go on from '{Resume}': {refused.Reason}");
                return null;
            default:
                throw new UnreachableException();
        }
    }

    // the second time it ends at once, as any program does
    private static PosixSignalRegistration StopOn(
        PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });
}
