namespace SoftReserve.Exploration;

/// <summary>The fingerprints of interned values, each worked out when it is first asked
/// for.</summary>
/// <param name="fingerprint">What it is for the value of a number.</param>
internal sealed class Fingerprints(Func<int, ulong> fingerprint)
{
    private readonly HashSet<ulong> _seen = [];
    private ulong[] _known = new ulong[16]; // 0 is not known yet

    /// <summary>The fingerprint of a value. Any thread may ask.</summary>
    public ulong this[int number]
    {
        get
        {
            var known = Volatile.Read(ref _known);
            return number < known.Length && Volatile.Read(ref known[number]) is var found and not 0
                ? found
                : WorkOut(number);
        }
    }

    // everything that must be the same in two runs relies on no two values having one
    private ulong WorkOut(int number)
    {
        lock (_seen)
        {
            if (number < _known.Length && _known[number] != 0)
                return _known[number];
            var found = Math.Max(1, fingerprint(number));
            if (!_seen.Add(found))
                throw new InvalidOperationException("two states of a part have one fingerprint");
            if (number >= _known.Length)
            {
                var grown = new ulong[Math.Max(number + 1, _known.Length * 2)];
                _known.CopyTo(grown, 0);
                Volatile.Write(ref _known, grown);
            }

            Volatile.Write(ref _known[number], found);
            return found;
        }
    }
}
