using System.Diagnostics;
using System.Globalization;
using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>A value in the output of daxctl and cxl, and its text.</summary>
/// <remarks>
/// The tools print with json-c, whose layout System.Text.Json cannot make: no blank after a colon,
/// <c>\/</c> for a slash, empty lists closed at once. What a person asked for with <c>-u</c> is
/// decided by the kind of the value: sizes are scaled, addresses become hexadecimal strings.
/// </remarks>
public abstract record NdctlJson
{
    private NdctlJson()
    {
    }

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : NdctlJson;

    /// <summary>A number that stays decimal for people too.</summary>
    public sealed record Number(long Value) : NdctlJson;

    /// <summary>true or false.</summary>
    public sealed record Flag(bool Value) : NdctlJson;

    /// <summary>Bytes; for people as <see cref="HumanSize"/> says.</summary>
    public sealed record Size(ByteSize Value) : NdctlJson;

    /// <summary>An address, number or offset that people read as <c>"0x110000000"</c>.</summary>
    public sealed record Hex(ulong Value) : NdctlJson;

    /// <summary>Values in order.</summary>
    public sealed record List(ValueList<NdctlJson> Items) : NdctlJson;

    /// <summary>Named values in order.</summary>
    public sealed record Object(ValueList<NdctlField> Fields) : NdctlJson;

    /// <summary>What a tool prints for its list of results, with the last line feed.</summary>
    /// <remarks>ndctl: <c>util_display_json_array()</c>, util/json.c.</remarks>
    /// <param name="results">The list.</param>
    /// <param name="isHuman">With <c>-u</c>: a single result stands without the list around it,
    /// and nothing at all is printed for none.</param>
    public static string Print(ValueList<NdctlJson> results, bool isHuman)
    {
        if (isHuman && results.IsEmpty)
            return "";
        return Print(isHuman && results.Count == 1 ? results[0] : new List(results), isHuman);
    }

    /// <summary>One value on its own, with the last line feed.</summary>
    public static string Print(NdctlJson value, bool isHuman = false)
    {
        var text = new StringBuilder();
        value.Write(text, isHuman, depth: 0);
        return text.Append('\n').ToString();
    }

    private void Write(StringBuilder text, bool isHuman, int depth)
    {
        switch (this)
        {
            case List list:
                WriteAll(
                    text, '[', list.Items, ']', depth,
                    item => item.Write(text, isHuman, depth + 1));
                break;
            case Object fields:
                WriteAll(
                    text, '{', fields.Fields, '}', depth,
                    field => WriteField(text, field, isHuman, depth + 1));
                break;
            default:
                text.Append(Scalar(isHuman));
                break;
        }
    }

    private string Scalar(bool isHuman) => this switch
    {
        Flag flag => flag.Value ? "true" : "false",
        Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Hex hex when isHuman => Quote(hex.Value == 0
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"0x{hex.Value:x}")),
        Hex hex => hex.Value.ToString(CultureInfo.InvariantCulture),
        Size size when isHuman && HumanSize.Of(size.Value) is { } scaled => Quote(scaled),
        Size size => size.Value.Bytes.ToString(CultureInfo.InvariantCulture),
        Text value => Quote(value.Value),
        _ => throw new UnreachableException(),
    };

    private static void WriteField(
        StringBuilder text, NdctlField field, bool isHuman, int depth)
    {
        text.Append(Quote(field.Name)).Append(':');
        field.Value.Write(text, isHuman, depth);
    }

    private static void WriteAll<T>(
        StringBuilder text, char open, ValueList<T> items, char close, int depth,
        Action<T> write)
    {
        text.Append(open);
        for (var index = 0; index < items.Count; index++)
        {
            text.Append(index > 0 ? ",\n" : "\n").Append(' ', 2 * (depth + 1));
            write(items[index]);
        }

        if (!items.IsEmpty)
            text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
    }

    private static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
            quoted.Append(Escape(letter) ?? letter.ToString());
        return quoted.Append('"').ToString();
    }

    private static string? Escape(char letter) => letter switch
    {
        '/' or '"' or '\\' => "\\" + letter,
        '\b' => "\\b",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\f' => "\\f",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        _ => null,
    };
}

/// <summary>A named value of a <see cref="NdctlJson.Object"/>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value.</param>
public sealed record NdctlField(string Name, NdctlJson Value);
