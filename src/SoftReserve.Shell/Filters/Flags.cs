using SoftReserve.Addresses;

namespace SoftReserve.Shell.Filters;

/// <summary>One-letter options and operands, as getopt takes them apart.</summary>
internal sealed class Flags
{
    private readonly Dictionary<char, string> _values = [];

    private Flags(ValueList<string> operands, string? unknown) =>
        (Operands, Unknown) = (operands, unknown);

    /// <summary>What is no option.</summary>
    public ValueList<string> Operands { get; }

    /// <summary>The first option that the tool does not have here; null for none.</summary>
    public string? Unknown { get; }

    public bool Has(char flag) => _values.ContainsKey(flag);

    public string? this[char flag] => _values.GetValueOrDefault(flag);

    /// <summary>Reads arguments.</summary>
    /// <param name="arguments">Behind the tool's name.</param>
    /// <param name="switches">Letters without a value.</param>
    /// <param name="valued">Letters with one.</param>
    public static Flags Read(ValueList<string> arguments, string switches, string valued)
    {
        var values = new Dictionary<char, string>();
        var operands = new List<string>();
        string? unknown = null;
        var at = 0;
        for (; at < arguments.Count && arguments[at] != "--"; at++)
        {
            var argument = arguments[at];
            if (argument.Length < 2 || argument[0] != '-')
            {
                operands.Add(argument);
                continue;
            }

            for (var letter = 1; letter < argument.Length; letter++)
            {
                var flag = argument[letter];
                if (switches.Contains(flag))
                {
                    values[flag] = "";
                    continue;
                }

                if (!valued.Contains(flag))
                    unknown ??= $"-{flag}";
                else if (letter + 1 < argument.Length)
                    values[flag] = argument[(letter + 1)..];
                else if (at + 1 < arguments.Count)
                    values[flag] = arguments[++at];
                else
                    unknown ??= $"-{flag} without a value";
                break;
            }
        }

        for (at++; at < arguments.Count; at++)
            operands.Add(arguments[at]);
        var flags = new Flags([.. operands], unknown);
        foreach (var (flag, value) in values)
            flags._values[flag] = value;
        return flags;
    }
}
