using System.Text;

namespace SoftReserve.Machines.Tests.Fuzz;

/// <summary>Changes texts at random, the same way for the same seed.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<string> corpus)
{
    private const int LongestInput = 64 * 1024;

    private static readonly string[] Snippets =
    [
        "&a [*a, *a]", "*a", "!!binary x", "--- ", "...\n", "%YAML 1.2\n", "? [x]\n: y", "<<: *a",
        "{", "}", "[", "]", "[[[[[[[[[[[[[[[[", "{a: {a: {a: {a: {a: {a: {a: ", "\"", "'", "|\n",
        ">+9\n", "\t", "\0", "\u0085", "\u2028", "\ud800", "\ufeff", "- - - -", ": : :", "#", "~",
        "null", "0x0-0xffffffffffffffff", "0xffffffffffffffff", "-1", "99999999999999999999",
        "0x10-0x5", "0x0-0xfffffffffffff", "4096TiB", "0", "1e309", ".inf", "ways: 0", "ways: 16",
        "targets: []", "position: 2147483647", "granularity: 16384", "pxm: 4294967295",
        "slit: {511: {511: 255}}", "mem999999", "switch: {ports: [{}]}", "dpa: 4096TiB",
        "unit: 18446744073709551615", "read-latency-ns: 4294967295", "memory-block: 2PiB",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next input: a file of the corpus with a change, and more with falling
    /// probability.</summary>
    public string Next()
    {
        var text = new StringBuilder(Pick(corpus));
        do
            Change(text);
        while (_random.Next(3) == 0);
        if (text.Length > LongestInput)
            text.Length = LongestInput;
        return text.ToString();
    }

    /// <summary>A number below <paramref name="limit"/>, for choices of the caller.</summary>
    public int Below(int limit) => _random.Next(limit);

    private void Change(StringBuilder text)
    {
        if (text.Length == 0)
            text.Append(Pick(Snippets));
        var at = _random.Next(text.Length);
        switch (_random.Next(12))
        {
            case 0:
                text[at] = (char)(text[at] ^ (1 << _random.Next(8)));
                break;
            case 1:
                text.Remove(at, Length(text, at));
                break;
            case 2:
                text.Insert(at, text.ToString(at, Length(text, at)));
                break;
            case 3:
                text.Insert(at, Pick(Snippets));
                break;
            case 4:
                Splice(text, at);
                break;
            case 5:
                ReplaceValue(text, at);
                break;
            case 6:
                RemoveLine(text, at);
                break;
            case 7 or 8:
                ReplaceDigit(text, at);
                break;
            case 9 or 10:
                SwapValues(text, at, _random.Next(text.Length));
                break;
            case 11:
                text.Insert(LineStart(text, at), new string(' ', _random.Next(1, 5)));
                break;
            default:
                text[at] = (char)_random.Next(0x20, 0x7f);
                break;
        }
    }

    private void Splice(StringBuilder text, int at)
    {
        var other = Pick(corpus);
        var from = _random.Next(other.Length);
        text.Insert(at, other.AsSpan(from, Math.Min(_random.Next(400), other.Length - from)));
    }

    private void ReplaceValue(StringBuilder text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is not (',' or '}' or ']' or '\n'))
            end++;
        text.Remove(at, end - at).Insert(at, Pick(Snippets));
    }

    private void ReplaceDigit(StringBuilder text, int at)
    {
        while (at < text.Length && !char.IsAsciiDigit(text[at]))
            at++;
        if (at < text.Length)
            text[at] = (char)('0' + _random.Next(10));
    }

    /// <summary>Puts one value where another stands, so that more than the syntax is
    /// tested.</summary>
    private static void SwapValues(StringBuilder text, int at, int other)
    {
        var value = ValueAt(text, other);
        var (start, length) = ValueAt(text, at);
        var content = text.ToString(value.Start, value.Length);
        text.Remove(start, length).Insert(start, content);
    }

    private static (int Start, int Length) ValueAt(StringBuilder text, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && !IsEdge(text[start - 1]))
            start--;
        while (end < text.Length && !IsEdge(text[end]))
            end++;
        return (start, end - start);

        static bool IsEdge(char letter) => letter is ' ' or ',' or '{' or '}' or '[' or ']' or '\n';
    }

    private static void RemoveLine(StringBuilder text, int at)
    {
        var (start, end) = (LineStart(text, at), at);
        while (end < text.Length && text[end] != '\n')
            end++;
        text.Remove(start, Math.Min(end + 1, text.Length) - start);
    }

    private static int LineStart(StringBuilder text, int at)
    {
        while (at > 0 && text[at - 1] != '\n')
            at--;
        return at;
    }

    private int Length(StringBuilder text, int at) =>
        Math.Min(text.Length - at, _random.Next(4) == 0 ? _random.Next(2000) : _random.Next(1, 20));

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}
