namespace SoftReserve.Exploration;

/// <summary>Gives equal values one number, from 0 in the order of their coming.</summary>
/// <param name="isDistinct">False when fingerprints are of no use.</param>
internal sealed class Interner<T>(bool isDistinct = true)
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly HashSet<ulong> _seen = [];
    private T[] _values = new T[64];
    private ulong[] _fingerprints = new ulong[64];

    /// <summary>How many values there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The value of a number. Any thread may ask for a number it was given.</summary>
    public T this[int number] => Volatile.Read(ref _values)[number];

    /// <summary>The fingerprint of the value of a number.</summary>
    public ulong FingerprintOf(int number) => Volatile.Read(ref _fingerprints)[number];

    /// <summary>The number of a value. Its fingerprint is its own: everything that must be the same
    /// in two runs relies on that, so it is checked.</summary>
    public int NumberOf(T value, Func<T, ulong> fingerprint)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        number = _numbers.Count;
        if (number == _values.Length)
        {
            var (values, fingerprints) = (_values, _fingerprints);
            Array.Resize(ref values, number * 2);
            Array.Resize(ref fingerprints, number * 2);
            Volatile.Write(ref _values, values);
            Volatile.Write(ref _fingerprints, fingerprints);
        }

        _values[number] = value;
        _fingerprints[number] = fingerprint(value);
        if (isDistinct && !_seen.Add(_fingerprints[number]))
            throw new InvalidOperationException("two states of a part have one fingerprint");
        _numbers.Add(value, number);
        return number;
    }
}
