using System.Numerics;
using System.Text;

namespace SoftReserve.Orders;

/// <summary>The characters that carry six bits each: URL-safe base 64.</summary>
internal static class Sextet
{
    public const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public const int Bits = 6;
}

/// <summary>Writes numbers bit by bit, the highest first; the last character is filled up with
/// zeros.</summary>
internal sealed class SextetWriter
{
    private readonly StringBuilder _text = new();
    private int _pending, _count;

    /// <summary>Bits that tell this many numbers apart.</summary>
    public static int BitsFor(int numbers) =>
        numbers < 2 ? 0 : 32 - BitOperations.LeadingZeroCount((uint)(numbers - 1));

    /// <summary>Writes the lowest bits of a number.</summary>
    public void Write(int value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            _pending = (_pending << 1) | ((value >> bit) & 1);
            if (++_count < Sextet.Bits)
                continue;
            _text.Append(Sextet.Alphabet[_pending]);
            (_pending, _count) = (0, 0);
        }
    }

    /// <summary>Elias gamma code: as many zeros as the number has bits behind its first, then the
    /// number. Never zeros alone, so that zeros at the end are no number.</summary>
    /// <param name="value">1 or more.</param>
    public void WriteGamma(int value)
    {
        var behind = BitOperations.Log2((uint)value);
        Write(0, behind);
        Write(value, behind + 1);
    }

    /// <summary>What has been written.</summary>
    public override string ToString() => _count == 0
        ? _text.ToString()
        : _text.ToString() + Sextet.Alphabet[_pending << (Sextet.Bits - _count)];
}

/// <summary>Reads what <see cref="SextetWriter"/> wrote; behind the end there are zeros.</summary>
internal sealed class SextetReader(string text)
{
    private const int MostBits = 30;

    private int _at;

    /// <summary>True when nothing is left but what filled up the last character, and nothing was
    /// missing.</summary>
    public bool IsAtEnd => _at > (text.Length - 1) * Sextet.Bits
        && _at <= text.Length * Sextet.Bits && !HasOneAhead();

    /// <summary>Reads a number of that many bits.</summary>
    public int Read(int bits)
    {
        var value = 0;
        for (var bit = 0; bit < bits; bit++)
            value = (value << 1) | Next();
        return value;
    }

    /// <summary>Reads a number of 1 or more; 0 at the end.</summary>
    public int ReadGamma()
    {
        if (!HasOneAhead())
            return 0;
        var behind = 0;
        while (Next() == 0)
            behind++;
        return behind < MostBits ? (1 << behind) | Read(behind) : int.MaxValue;
    }

    private int Next()
    {
        var (character, bit) = (_at / Sextet.Bits, _at % Sextet.Bits);
        _at++;
        return character < text.Length ? BitOf(character, bit) : 0;
    }

    private int BitOf(int character, int bit) =>
        (Sextet.Alphabet.IndexOf(text[character]) >> (Sextet.Bits - 1 - bit)) & 1;

    private bool HasOneAhead()
    {
        for (var at = _at; at < text.Length * Sextet.Bits; at++)
            if (BitOf(at / Sextet.Bits, at % Sextet.Bits) == 1)
                return true;
        return false;
    }
}
