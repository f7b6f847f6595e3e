using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.Captures;

/// <summary>One option of a QEMU command line, such as
/// <c>-device cxl-rp,bus=hb0,id=rp0</c>.</summary>
/// <param name="Option">Without its dash.</param>
/// <param name="Driver">What stands before the first comma, when it has no <c>=</c>.</param>
/// <param name="Settings">What follows, by name.</param>
/// <param name="Line">In cmdline.txt, from 1.</param>
internal sealed record QemuOption(
    string Option, string Driver, SortedDictionary<string, string> Settings, int Line)
{
    public string? this[string name] => Settings.GetValueOrDefault(name);

    public string Id => this["id"] ?? "";

    public string Bus => this["bus"] ?? "";
}

/// <summary>The QEMU command line that a recording's <c>cmdline.txt</c> holds.</summary>
internal sealed record QemuLine(ValueList<QemuOption> Options)
{
    private const string Program = "qemu-system";

    /// <summary>The options named <paramref name="option"/>, in order.</summary>
    public IEnumerable<QemuOption> All(params string[] option) =>
        Options.Where(each => option.Contains(each.Option));

    /// <summary>The devices of one driver, in order.</summary>
    public IEnumerable<QemuOption> Devices(string driver) =>
        All("device").Where(each => each.Driver == driver);

    /// <summary>Finds the command, which begins with the program's name and goes on as long as
    /// lines end in a backslash.</summary>
    /// <returns>Null when the file holds none.</returns>
    public static QemuLine? Find(CaptureText? text)
    {
        var first = text?.Lines.ToList().FindIndex(IsCommand) ?? -1;
        if (text is null || first < 0)
            return null;
        var words = new List<PlacedText>();
        for (var index = first; index < text.Lines.Count; index++)
        {
            words.AddRange(Words(text.Lines[index])
                .Select(word => new PlacedText(word, text.File, index + 1)));
            if (!text.Lines[index].TrimEnd().EndsWith('\\'))
                break;
        }

        return new QemuLine([.. Parse(words)]);
    }

    /// <summary>A size as QEMU reads it: a number of <paramref name="unit"/>, or one with K, M,
    /// G or T.</summary>
    public static ByteSize? Size(string? text, string unit = "")
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var letter = char.ToUpperInvariant(text[^1]);
        var digits = char.IsAsciiDigit(letter) ? text : text[..^1];
        var suffix = char.IsAsciiDigit(letter) ? unit : letter + "iB";
        return ByteSize.TryParse(digits + (suffix == "BiB" ? "" : suffix), out var size)
            ? size : null;
    }

    /// <summary>A number, decimal or hexadecimal with 0x.</summary>
    public static ulong? Number(string? text)
    {
        var isHex = text?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ?? false;
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(
            isHex ? text?[2..] : text, style, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    private static bool IsCommand(string line)
    {
        var word = Words(line).FirstOrDefault() ?? "";
        return word[(word.LastIndexOf('/') + 1)..].StartsWith(Program, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Words(string line) => line
        .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word != "\\")
        .Select(word => word.Trim('\'', '"'));

    private static IEnumerable<QemuOption> Parse(List<PlacedText> words)
    {
        for (var index = 0; index + 1 < words.Count; index++)
            if (words[index].Text.StartsWith('-') && !words[index + 1].Text.StartsWith('-'))
                yield return Option(words[index], words[++index].Text);
    }

    private static QemuOption Option(PlacedText name, string value)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var parts = value.Split(',');
        var driver = parts[0].Contains('=', StringComparison.Ordinal) ? "" : parts[0];
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                settings[part[..equals]] = part[(equals + 1)..];
        }

        return new QemuOption(name.Text.TrimStart('-'), driver, settings, name.Line);
    }
}
