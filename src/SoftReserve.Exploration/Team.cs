using System.Runtime.ExceptionServices;

namespace SoftReserve.Exploration;

/// <summary>Threads that share out numbered pieces of work, and wait for each other at its
/// end.</summary>
internal sealed class Team : IDisposable
{
    private readonly Barrier _barrier;
    private readonly Thread[] _helpers;
    private Action<int>? _work;
    private CancellationToken _stop;
    private ExceptionDispatchInfo? _problem;
    private int _count, _next;

    /// <summary>The thread that asks works, too.</summary>
    public Team(int threads)
    {
        _barrier = new Barrier(threads);
        _helpers = new Thread[threads - 1];
        foreach (ref var helper in _helpers.AsSpan())
        {
            helper = new Thread(Help) { IsBackground = true };
            helper.Start();
        }
    }

    /// <summary>Does pieces 0 to <paramref name="count"/>, without it.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="work">Does one.</param>
    /// <param name="stop">Begins no other piece.</param>
    /// <returns>How many are done: the first ones.</returns>
    public int ForEach(int count, Action<int> work, CancellationToken stop = default)
    {
        (_work, _count, _next, _stop) = (work, count, 0, stop);
        _barrier.SignalAndWait(CancellationToken.None);
        Work();
        _barrier.SignalAndWait(CancellationToken.None);
        Interlocked.Exchange(ref _problem, null)?.Throw();
        return Math.Min(_next, count);
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait(CancellationToken.None);
        foreach (var helper in _helpers)
            helper.Join();
        _barrier.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            _barrier.SignalAndWait(CancellationToken.None);
            if (_work is null)
                return;
            Work();
            _barrier.SignalAndWait(CancellationToken.None);
        }
    }

    private void Work()
    {
        try
        {
            while (!_stop.IsCancellationRequested
                && Interlocked.Increment(ref _next) - 1 is var piece && piece < _count)
                _work!(piece);
        }
#pragma warning disable CA1031 // whatever it is, it is thrown again by the thread that asked
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _problem, ExceptionDispatchInfo.Capture(problem), null);
        }
    }
}
