using SoftReserve.Addresses;
using System.Globalization;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>What the options of a command say, and the words that are no options.</summary>
/// <param name="Given">Names as typed, in order, with their values; <c>--no-x</c> takes back
/// <c>x</c> and is not among them.</param>
/// <param name="Arguments">The other words, in order.</param>
internal sealed record OptionValues(
    ValueList<(string Name, string? Value)> Given, ValueList<string> Arguments)
{
    public bool Has(string name) => Count(name) > 0;

    public int Count(string name)
    {
        var count = 0;
        foreach (var (given, _) in Given)
            count += given == name ? 1 : 0;
        return count;
    }

    /// <summary>The last value; null without the option.</summary>
    public string? Text(string name)
    {
        string? last = null;
        foreach (var (given, value) in Given)
            last = given == name ? value : last;
        return last;
    }

    /// <summary>The last value of an option whose values are numbers, which the reader has checked;
    /// what is too large counts as the largest.</summary>
    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
}
