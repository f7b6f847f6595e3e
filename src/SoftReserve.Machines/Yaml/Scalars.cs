using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Yaml;

/// <summary>Reads scalars. Every method returns null for a null node, and after reporting one
/// that is not what the key wants.</summary>
internal static class Scalars
{
    /// <summary>One line of printable text.</summary>
    public static string? Line(this ReadContext context, SourceNode? node)
    {
        if (context.Scalar(node, "a line of text") is not { } scalar)
            return null;
        if (scalar.Text.Length <= context.Limits.TextLength && !scalar.Text.Any(char.IsControl))
            return scalar.Text;
        context.Report(scalar, DiagnosticId.BadText,
            $"{scalar.Description} is no line of at most {context.Limits.TextLength} "
            + "printable characters");
        return null;
    }

    /// <summary>Text of any number of lines.</summary>
    public static string? Block(this ReadContext context, SourceNode? node)
    {
        if (context.Scalar(node, "text") is not { } scalar)
            return null;
        if (scalar.Text.Length <= context.Limits.BlockLength
            && scalar.Text.All(letter => !char.IsControl(letter) || letter is '\n' or '\t'))
            return scalar.Text;
        context.Report(scalar, DiagnosticId.BadText,
            $"{scalar.Description} has control characters or more than "
            + $"{context.Limits.BlockLength} characters");
        return null;
    }

    /// <summary>An identifier: letters, digits and the characters of
    /// <paramref name="others"/>.</summary>
    public static string? Name(
        this ReadContext context, SourceNode? node, string what, string others)
    {
        const int longest = 64;
        if (context.Scalar(node, what) is not { } scalar)
            return null;
        if (scalar.Text.Length is > 0 and <= longest && scalar.Text.All(IsAllowed))
            return scalar.Text;
        context.Report(scalar, DiagnosticId.BadText,
            $"{scalar.Description} stands here, expected {what}: letters, digits and "
            + string.Join(' ', others.ToCharArray()));
        return null;

        bool IsAllowed(char letter) =>
            char.IsAsciiLetterOrDigit(letter)
            || others.Contains(letter, StringComparison.Ordinal);
    }

    /// <summary>true or false.</summary>
    public static bool? Boolean(this ReadContext context, SourceNode? node) =>
        context.Word(node, ("true", true), ("false", false));

    /// <summary>One of a few words.</summary>
    public static T? Word<T>(
        this ReadContext context, SourceNode? node, params IReadOnlyList<(string, T)> words)
        where T : struct
    {
        var expected = string.Join(", ", words.Select(pair => pair.Item1));
        if (context.Scalar(node, expected) is not { } scalar)
            return null;
        foreach (var (word, value) in words)
            if (word == scalar.Text)
                return value;
        context.Report(scalar, DiagnosticId.UnknownWord,
            $"{scalar.Description} stands here, expected {expected}"
            + context.Hint(scalar.Text, words.Select(pair => pair.Item1)));
        return null;
    }

    /// <summary>A whole number, decimal or 0x-hexadecimal.</summary>
    public static ulong? Number(
        this ReadContext context, SourceNode? node, ulong least, ulong greatest)
    {
        if (context.Scalar(node, "a number") is not { } scalar)
            return null;
        if (TryNumber(scalar.Text, out var value) && value >= least && value <= greatest)
            return value;
        context.Report(scalar, DiagnosticId.NotANumber,
            $"{scalar.Description} stands here, expected a whole number from {least} to "
            + $"{greatest}, decimal or hexadecimal with 0x");
        return null;
    }

    /// <summary>A whole number of 32 bits.</summary>
    public static uint? Number32(this ReadContext context, SourceNode? node) =>
        (uint?)context.Number(node, 0, uint.MaxValue);

    /// <summary>A size in bytes, KiB, MiB, GiB or TiB, at most 2^52.</summary>
    public static ByteSize? Size(this ReadContext context, SourceNode? node)
    {
        if (context.Scalar(node, "a size") is not { } scalar)
            return null;
        if (ByteSize.TryParse(scalar.Text, out var size) && size.Bytes <= PhysicalLimit)
            return size;
        context.Report(scalar, DiagnosticId.NotASize,
            $"{scalar.Description} stands here, expected a size up to 4096TiB: a number of "
            + "bytes, or a number with KiB, MiB, GiB or TiB" + UnitHint(scalar.Text));
        return null;
    }

    /// <summary>A range below 2^52, both ends inclusive.</summary>
    public static AddressRange? Range(this ReadContext context, SourceNode? node)
    {
        const string form = "START-END, hexadecimal, both ends inclusive";
        if (context.Scalar(node, form) is not { } scalar)
            return null;
        if (AddressRange.TryParse(scalar.Text, out var range))
        {
            if (range.End.Value < PhysicalLimit)
                return range;
            context.Report(scalar, DiagnosticId.BadRange,
                $"{scalar.Description} ends beyond 0xfffffffffffff, the last byte that a "
                + "processor addresses");
            return null;
        }

        if (IsInverted(scalar.Text))
            context.Report(scalar, DiagnosticId.BadRange,
                $"{scalar.Description} ends before it begins, expected {form}");
        else
            context.Report(scalar, DiagnosticId.NotARange,
                $"{scalar.Description} stands here, expected {form}: 0x100000000-0x1ffffffff");
        return null;
    }

    /// <summary>The node as a scalar.</summary>
    public static ScalarNode? Scalar(
        this ReadContext context, SourceNode? node, string expected)
    {
        if (node is not null and not ScalarNode)
            context.ReportKind(node, expected);
        return node as ScalarNode;
    }

    /// <summary>Reads a decimal or 0x-hexadecimal number of 64 bits.</summary>
    public static bool TryNumber(string text, out ulong value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    // the widest physical address of any processor that Linux runs on with these drivers
    private const ulong PhysicalLimit = 1UL << 52;

    private static string UnitHint(string text)
    {
        var unit = text.AsSpan().TrimStart("0123456789 ".AsSpan());
        var hint = unit switch
        {
            "K" or "k" or "kB" or "KB" or "kiB" or "kib" => "KiB",
            "M" or "MB" or "mib" or "Mib" => "MiB",
            "G" or "GB" or "gib" or "Gib" => "GiB",
            "T" or "TB" or "tib" or "Tib" => "TiB",
            _ => null,
        };
        return hint is null || unit.Length == text.Length
            ? ""
            : $"; did you mean \"{text[..^unit.Length].TrimEnd()}{hint}\"?";
    }

    private static bool IsInverted(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && AddressRange.TryParse($"{text[(dash + 1)..]}-{text[..dash]}", out _);
    }
}
