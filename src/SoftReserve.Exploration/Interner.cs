namespace SoftReserve.Exploration;

/// <summary>Gives equal values one number, from 0 in the order of their coming.</summary>
internal sealed class Interner<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private T[] _values = new T[16];

    /// <summary>How many values there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The value of a number. Any thread may ask for a number it was given.</summary>
    public T this[int number] => Volatile.Read(ref _values)[number];

    /// <summary>The number of a value. One thread at a time may ask.</summary>
    public int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        number = _numbers.Count;
        if (number == _values.Length)
        {
            var values = _values;
            Array.Resize(ref values, number * 2);
            Volatile.Write(ref _values, values);
        }

        _values[number] = value;
        _numbers.Add(value, number);
        return number;
    }
}
