namespace SoftReserve.Exploration;

/// <summary>Takes every step of many neighbouring states on several threads, with the result of one
/// thread that takes one state after the other.</summary>
/// <remarks>In three phases, between which everybody waits for everybody: blocks of states lead to
/// candidates; partitions of the table tell which candidates are new, of equal ones the first;
/// blocks store their new states under numbers that follow from how many blocks before have.
/// </remarks>
internal sealed class Batch : IDisposable
{
    /// <summary>The most states at a time.</summary>
    public const int MostStates = BlockStates * MostBlocks;

    private const int BlockStates = 256, MostBlocks = 256;
    private const int BlocksPerThread = 8;
    private const int CandidateBits = 17;

    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly RowStore _states;
    private readonly Team _team;
    private readonly CandidateBlock?[] _blocks = new CandidateBlock?[MostBlocks];
    private readonly int[] _firsts = new int[MostBlocks];
    private readonly int _mostPerBlock;
    private int _perBlock;

    public Batch(RowModel model, ExplorerOptions options, RowStore states)
    {
        (_model, _options, _states) = (model, options, states);
        _mostPerBlock = Math.Clamp(
            (1 << CandidateBits) / Math.Max(1, model.StepCount), 1, BlockStates);
        _team = new Team(options.Threads);
    }

    /// <summary>Steps taken by the last run.</summary>
    public long Transitions { get; private set; }

    /// <summary>The row of a candidate, by its block and place.</summary>
    public ReadOnlySpan<int> RowOf(int candidate) =>
        _blocks[candidate >> CandidateBits]!.RowOf(candidate & ((1 << CandidateBits) - 1));

    /// <summary>Explores states; fewer than asked for when somebody stops it.</summary>
    /// <returns>The first state that is not explored.</returns>
    public int Run(int from, int until, Predicate<int> isOwn, List<int> ends)
    {
        _perBlock = Math.Clamp(
            (until - from) / (_options.Threads * BlocksPerThread), 1, _mostPerBlock);
        var blocks = Math.Min(MostBlocks, (until - from + _perBlock - 1) / _perBlock);
        var count = _team.ForEach(
            blocks, block => Fill(block, from, until, isOwn), _options.Stop);
        _team.ForEach(RowStore.Partitions, partition => ClaimAll(partition, count));
        Number(count, ends);
        _team.ForEach(count, block => _blocks[block]!.Store(_states, _firsts[block]));
        return Math.Min(until, from + (count * _perBlock));
    }

    public void Dispose() => _team.Dispose();

    private void Fill(int block, int from, int until, Predicate<int> isOwn)
    {
        var filled = _blocks[block] ??= new CandidateBlock(_model.Width, _model.StepCount);
        var first = from + (block * _perBlock);
        filled.Fill(
            _model, _options, _states, first, Math.Min(until, first + _perBlock), isOwn);
    }

    private void ClaimAll(int partition, int blocks)
    {
        var count = 0;
        for (var block = 0; block < blocks; block++)
            count += _blocks[block]!.Of(partition).Length;
        _states.Reserve(partition, count);
        for (var block = 0; block < blocks; block++)
            foreach (var candidate in _blocks[block]!.Of(partition))
                Claim(block, candidate);
    }

    private void Claim(int block, int candidate)
    {
        var candidates = _blocks[block]!;
        var slot = _states.Claim(
            this, (block << CandidateBits) | candidate, candidates.RowOf(candidate),
            candidates.HashOf(candidate));
        candidates.Place(candidate, slot);
    }

    private void Number(int blocks, List<int> ends)
    {
        Transitions = 0;
        for (var block = 0; block < blocks; block++)
        {
            var filled = _blocks[block]!;
            _firsts[block] = _states.Extend(filled.CountFresh());
            Transitions += filled.Transitions;
            ends.AddRange(filled.Ends);
        }
    }
}
