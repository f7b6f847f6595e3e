using System.Globalization;
using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Shell;

/// <summary>The commands that are the shell's own.</summary>
internal sealed class Builtins(Interpreter interpreter, Machine machine)
{
    /// <summary>Their names.</summary>
    public static readonly ValueList<string> Names =
    [
        ":", "[", "cd", "echo", "exit", "export", "false", "printf", "pwd", "set", "sleep", "test",
        "true", "unset", "wait",
    ];

    /// <summary>Runs one; null when there is none of that name.</summary>
    public int? Run(string name, ValueList<string> arguments, Streams streams)
    {
        switch (name)
        {
            case ":" or "true":
                return 0;
            case "false":
                return 1;
            case "echo":
                return Echo(arguments, streams);
            case "printf":
                return Printf(arguments, streams);
            case "exit":
                return Exit(arguments);
            case "sleep" or "wait":
                machine.Settle();
                return 0;
            case "pwd":
                streams.Output(machine.Directory + "\n");
                return 0;
            case "cd":
                return ChangeDirectory(arguments.IsEmpty ? "/root" : arguments[0], streams);
            case "export":
                return Export(arguments);
            case "unset":
                foreach (var variable in arguments)
                    interpreter.Set(variable, null);
                return 0;
            case "set":
                return Set(arguments, streams);
            case "test":
                return Test([.. arguments], streams);
            case "[":
                return arguments is [.., "]"]
                    ? Test([.. arguments.SkipLast(1)], streams)
                    : Complain(streams, "[: missing ]", 2);
            default:
                return null;
        }
    }

    private static int Echo(ValueList<string> arguments, Streams streams)
    {
        var (endsLine, first) = (true, 0);
        while (first < arguments.Count && arguments[first] is "-n" or "-e" or "-en" or "-ne")
            endsLine &= !arguments[first++].Contains('n');
        streams.Output(string.Join(' ', arguments.Skip(first)) + (endsLine ? "\n" : ""));
        return 0;
    }

    private static int Printf(ValueList<string> arguments, Streams streams)
    {
        if (arguments.IsEmpty)
            return Complain(streams, "printf: a format is missing", 2);
        var (text, next) = (new StringBuilder(), 1);
        do
        {
            var format = arguments[0];
            for (var at = 0; at < format.Length; at++)
                if (format[at] == '\\' && at + 1 < format.Length)
                    text.Append(Escaped(format[++at]));
                else if (format[at] == '%' && at + 1 < format.Length)
                    text.Append(format[++at] == '%' ? "%"
                        : next < arguments.Count ? arguments[next++] : "");
                else
                    text.Append(format[at]);
        }
        while (next < arguments.Count && arguments[0].Contains('%'));
        streams.Output(text.ToString());
        return 0;
    }

    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        _ => letter,
    };

    private int Exit(ValueList<string> arguments)
    {
        interpreter.IsOver = true;
        return arguments is [var text, ..]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code & 255
            : interpreter.ExitCode;
    }

    private int ChangeDirectory(string path, Streams streams) =>
        machine.TryEnter(path) ? 0 : Complain(streams, $"cd: can't cd to {path}", 1);

    private int Export(ValueList<string> arguments)
    {
        foreach (var argument in arguments)
            if (argument.Split('=', 2) is [var name, var value])
                interpreter.Set(name, value);
        return 0;
    }

    private int Set(ValueList<string> arguments, Streams streams)
    {
        foreach (var argument in arguments)
            foreach (var letter in argument.Skip(1))
                switch (letter)
                {
                    case 'e':
                        interpreter.EndsAtFailure = argument[0] == '-';
                        break;
                    case 'x':
                        interpreter.ShowsCommands = argument[0] == '-';
                        break;
                    default:
                        return Complain(streams, $"set {argument}: not modelled", 2);
                }

        return 0;
    }

    private int Test(string[] words, Streams streams) => words switch
    {
        [] => 1,
        ["!", .. var rest] => Test(rest, streams) switch { 0 => 1, 1 => 0, var other => other },
        [var text] => text.Length > 0 ? 0 : 1,
        ["-n", var text] => text.Length > 0 ? 0 : 1,
        ["-z", var text] => text.Length == 0 ? 0 : 1,
        ["-e" or "-f" or "-d" or "-r" or "-w" or "-s", var path] => Exists(path) ? 0 : 1,
        [var left, "=" or "==", var right] => left == right ? 0 : 1,
        [var left, "!=", var right] => left != right ? 0 : 1,
        [var left, var operation, var right] when Compare(left, operation, right) is { } holds =>
            holds ? 0 : 1,
        _ => Complain(streams, $"test: {string.Join(' ', words)}: not modelled", 2),
    };

    private bool Exists(string path) =>
        machine.Read(path) is not null || machine.FilesIn(path).Count > 0;

    private static bool? Compare(string left, string operation, string right)
    {
        if (!long.TryParse(left, CultureInfo.InvariantCulture, out var one)
            || !long.TryParse(right, CultureInfo.InvariantCulture, out var other))
            return null;
        return operation switch
        {
            "-eq" => one == other,
            "-ne" => one != other,
            "-lt" => one < other,
            "-le" => one <= other,
            "-gt" => one > other,
            "-ge" => one >= other,
            _ => null,
        };
    }

    private static int Complain(Streams streams, string what, int exitCode)
    {
        streams.Error($"sh: {what}\n");
        return exitCode;
    }
}
