using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Shell.Syntax;

/// <summary>Reads one word: quotes, variables, substitutions.</summary>
internal sealed class WordReader(ScriptText text, ShellParser parser)
{
    private const string Ends = " \t\r\n;&|<>()";

    private readonly List<WordPart> _parts = [];
    private readonly StringBuilder _literal = new();

    /// <summary>The word at the place; null when there is none.</summary>
    public Word? Read()
    {
        var start = text.Place;
        while (!text.IsAtEnd && !Ends.Contains(text.Next, StringComparison.Ordinal))
            ReadPart();
        Flush(isQuoted: false);
        return text.Place == start ? null : new Word([.. _parts]);
    }

    private void ReadPart()
    {
        switch (text.Next)
        {
            case '\'':
                ReadSingleQuoted();
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '\\':
                text.Take();
                Flush(isQuoted: false);
                if (text.IsAtEnd)
                    throw text.Problem("a character was expected after '\\'");
                if (text.Take() is var escaped and not '\n')
                    _parts.Add(new WordPart.Literal(escaped.ToString(), true));
                break;
            case '`':
                throw text.Problem("write $(...) in place of `...`");
            case '$' when IsExpansion:
                Flush(isQuoted: false);
                _parts.Add(ReadExpansion(isQuoted: false));
                break;
            default:
                _literal.Append(text.Take());
                break;
        }
    }

    private void ReadSingleQuoted()
    {
        Flush(isQuoted: false);
        text.Take();
        while (text.Next != '\'')
        {
            if (text.IsAtEnd)
                throw text.Problem("a closing ' was expected");
            _literal.Append(text.Take());
        }

        text.Take();
        Flush(isQuoted: true, keepsEmpty: true);
    }

    private void ReadDoubleQuoted()
    {
        Flush(isQuoted: false);
        text.Take();
        while (text.Next != '"')
        {
            if (text.IsAtEnd)
                throw text.Problem("a closing \" was expected");
            if (text.Next == '\\' && text.Ahead(1) is '"' or '\\' or '$' or '\n')
            {
                text.Take();
                if (text.Take() is var escaped and not '\n')
                    _literal.Append(escaped);
            }
            else if (text.Next == '$' && IsExpansion)
            {
                Flush(isQuoted: true);
                _parts.Add(ReadExpansion(isQuoted: true));
            }
            else
            {
                _literal.Append(text.Take());
            }
        }

        text.Take();
        Flush(isQuoted: true, keepsEmpty: true);
    }

    private bool IsExpansion => text.Ahead(1) is '{' or '(' or '?' || IsName(text.Ahead(1));

    private WordPart ReadExpansion(bool isQuoted)
    {
        text.Take();
        switch (text.Next)
        {
            case '(':
                if (text.Ahead(1) == '(')
                    throw text.Problem("arithmetic is not modelled");
                text.Take();
                return new WordPart.Substitution(parser.ReadUntilParenthesis(), isQuoted);
            case '{':
                text.Take();
                var braced = text.TryTake("?") ? "?" : ReadName();
                if (!text.TryTake("}"))
                    throw text.Problem("a closing } was expected; ${name} is all that is modelled");
                return new WordPart.Variable(braced, isQuoted);
            case '?':
                text.Take();
                return new WordPart.Variable("?", isQuoted);
            default:
                return new WordPart.Variable(ReadName(), isQuoted);
        }
    }

    private string ReadName()
    {
        var start = text.Place;
        while (IsName(text.Next) || (text.Place > start && char.IsAsciiDigit(text.Next)))
            text.Take();
        return text.Place > start
            ? text.Since(start)
            : throw text.Problem("the name of a variable was expected");
    }

    private void Flush(bool isQuoted, bool keepsEmpty = false)
    {
        if (_literal.Length > 0 || keepsEmpty)
            _parts.Add(new WordPart.Literal(_literal.ToString(), isQuoted));
        _literal.Clear();
    }

    private static bool IsName(char letter) => char.IsAsciiLetter(letter) || letter == '_';
}
