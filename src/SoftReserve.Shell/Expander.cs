using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SoftReserve.Shell.Syntax;

namespace SoftReserve.Shell;

/// <summary>Makes of words what a command is given.</summary>
/// <param name="valueOf">The value of a variable.</param>
/// <param name="print">What a script prints.</param>
/// <param name="machine">Whose files patterns stand for.</param>
/// <remarks>POSIX.1-2024, Shell Command Language 2.6.</remarks>
internal sealed class Expander(
    Func<string, string> valueOf, Func<ShellNode, string> print, Machine machine)
{
    private static readonly char[] Blanks = [' ', '\t', '\n'];

    /// <summary>The fields that words become.</summary>
    public List<string> Fields(IEnumerable<Word> words)
    {
        var fields = new List<string>();
        foreach (var word in words)
            foreach (var field in FieldsOf(word))
                fields.AddRange(field.HasPattern ? FilesOf(field) : [field.Text.ToString()]);
        return fields;
    }

    /// <summary>The one text that a word becomes: of a variable, of a path.</summary>
    public string Text(Word word) => string.Concat(word.Parts.Select(TextOf));

    private List<Field> FieldsOf(Word word)
    {
        var fields = new List<Field>();
        Field? open = null;
        foreach (var part in word.Parts)
        {
            var text = TextOf(part);
            if (part is WordPart.Literal || part.IsQuoted)
            {
                open ??= Add(fields);
                open.Append(text, part.IsQuoted);
                continue;
            }

            var pieces = text.Split(Blanks);
            for (var index = 0; index < pieces.Length; index++)
            {
                if (index > 0)
                    open = null;
                if (pieces[index].Length > 0)
                    (open ??= Add(fields)).Append(pieces[index], false);
            }
        }

        return fields;
    }

    private static Field Add(List<Field> fields)
    {
        fields.Add(new Field());
        return fields[^1];
    }

    private string TextOf(WordPart part) => part switch
    {
        WordPart.Literal literal => literal.Text,
        WordPart.Variable variable => valueOf(variable.Name),
        WordPart.Substitution substitution => print(substitution.Script).TrimEnd('\n'),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // a pattern that no file fits stands for itself
    private IEnumerable<string> FilesOf(Field field)
    {
        var pattern = field.Pattern.ToString();
        var found = new List<string> { pattern.StartsWith('/') ? "/" : "" };
        foreach (var name in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var fits = new Regex(
                $"^{Expression(name)}$",
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            found =
            [
                .. found.SelectMany(folder => machine.FilesIn(folder)
                    .Where(file => fits.IsMatch(file))
                    .Select(file => folder is "" or "/" ? folder + file : $"{folder}/{file}")),
            ];
        }

        return found.Count > 0
            ? found.Order(StringComparer.Ordinal)
            : [field.Text.ToString()];
    }

    private static string Expression(string name)
    {
        var text = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
            if (name[at] == '\\' && at + 1 < name.Length)
                text.Append(Regex.Escape(name[++at].ToString(CultureInfo.InvariantCulture)));
            else if (name[at] == '[' && name.IndexOf(']', at) is var end and > 0)
                (_, at) = (text.Append('[').Append(
                    Regex.Escape(name[(at + 1)..end]).Replace("!", "^", StringComparison.Ordinal))
                    .Append(']'), end);
            else
                text.Append(name[at] switch
                {
                    '*' => ".*",
                    '?' => ".",
                    var letter => Regex.Escape(letter.ToString(CultureInfo.InvariantCulture)),
                });
        return text.ToString();
    }

    // quoted letters of a pattern have a backslash in front of them
    private sealed class Field
    {
        public StringBuilder Text { get; } = new();

        public StringBuilder Pattern { get; } = new();

        public bool HasPattern { get; private set; }

        public void Append(string text, bool isQuoted)
        {
            Text.Append(text);
            foreach (var letter in text)
            {
                var isSpecial = letter is '*' or '?' or '[' or '\\';
                if (isSpecial && isQuoted)
                    Pattern.Append('\\');
                HasPattern |= isSpecial && !isQuoted && letter != '\\';
                Pattern.Append(letter);
            }
        }
    }
}
