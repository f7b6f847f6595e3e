using SoftReserve.Addresses;

namespace SoftReserve.Shell.Syntax;

/// <summary>A piece of a script.</summary>
/// <remarks>POSIX.1-2024, Shell Command Language 2.9, as far as people need it to look at memory
/// and move it.</remarks>
public abstract record ShellNode
{
    private ShellNode()
    {
    }

    /// <summary>One after another.</summary>
    /// <param name="Items">In order.</param>
    public sealed record Sequence(ValueList<ShellNode> Items) : ShellNode;

    /// <summary>Begun, and not waited for: what ends in <c>&amp;</c>.</summary>
    /// <param name="Body">What is begun.</param>
    public sealed record Background(ShellNode Body) : ShellNode;

    /// <summary><c>first &amp;&amp; then</c> or <c>first || then</c>.</summary>
    /// <param name="First">What runs always.</param>
    /// <param name="Then">What runs when it should.</param>
    /// <param name="AfterSuccess">True for <c>&amp;&amp;</c>.</param>
    public sealed record Either(ShellNode First, ShellNode Then, bool AfterSuccess) : ShellNode;

    /// <summary><c>! body</c>.</summary>
    /// <param name="Body">Whose success is failure.</param>
    public sealed record Not(ShellNode Body) : ShellNode;

    /// <summary><c>stage | stage</c>.</summary>
    /// <param name="Stages">At least two.</param>
    public sealed record Pipeline(ValueList<ShellNode> Stages) : ShellNode;

    /// <summary>A command with its words.</summary>
    /// <param name="Assignments">In front of the words, or alone.</param>
    /// <param name="Words">The tool and what it is given.</param>
    /// <param name="Redirections">In order.</param>
    /// <param name="Text">As it was typed.</param>
    /// <param name="Line">Its line in the script, from 1.</param>
    public sealed record Simple(
        ValueList<Assignment> Assignments,
        ValueList<Word> Words,
        ValueList<Redirection> Redirections,
        string Text,
        int Line) : ShellNode;

    /// <summary><c>for name in words; do body; done</c>.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Words">What it becomes.</param>
    /// <param name="Body">What runs for each.</param>
    /// <param name="Line">Its line in the script, from 1.</param>
    public sealed record For(string Name, ValueList<Word> Words, ShellNode Body, int Line)
        : ShellNode;

    /// <summary><c>while condition; do body; done</c>.</summary>
    /// <param name="Condition">Asked before each round.</param>
    /// <param name="Body">What runs.</param>
    /// <param name="Stops">True for <c>until</c>: stops at success.</param>
    /// <param name="Line">Its line in the script, from 1.</param>
    public sealed record While(ShellNode Condition, ShellNode Body, bool Stops, int Line)
        : ShellNode;

    /// <summary><c>if condition; then yes; else no; fi</c>.</summary>
    /// <param name="Condition">Asked once.</param>
    /// <param name="Yes">After success.</param>
    /// <param name="No">After failure; null for nothing.</param>
    /// <param name="Line">Its line in the script, from 1.</param>
    public sealed record If(ShellNode Condition, ShellNode Yes, ShellNode? No, int Line)
        : ShellNode;
}

/// <summary><c>name=value</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">What it becomes.</param>
public sealed record Assignment(string Name, Word Value);

/// <summary>Where a stream goes.</summary>
/// <param name="Stream">1 is standard output, 2 standard error, 0 standard input.</param>
/// <param name="Appends">True for <c>&gt;&gt;</c>.</param>
/// <param name="Target">A path; null for the other output stream, as in <c>2&gt;&amp;1</c>.</param>
public sealed record Redirection(int Stream, bool Appends, Word? Target);

/// <summary>A word as it is written.</summary>
/// <param name="Parts">In order; none for <c>''</c> alone.</param>
public sealed record Word(ValueList<WordPart> Parts)
{
    /// <summary>The text of a word in which nothing is expanded; null when something is.</summary>
    public string? Static
    {
        get
        {
            var text = "";
            foreach (var part in Parts)
                if (part is WordPart.Literal literal && !literal.IsPattern)
                    text += literal.Text;
                else
                    return null;
            return text;
        }
    }
}

/// <summary>A part of a word.</summary>
/// <param name="IsQuoted">It is neither split into words nor taken for a pattern.</param>
public abstract record WordPart(bool IsQuoted)
{
    /// <summary>Text that stands for itself.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="IsQuoted">See above.</param>
    public sealed record Literal(string Text, bool IsQuoted) : WordPart(IsQuoted)
    {
        /// <summary>True when it may stand for names of files.</summary>
        public bool IsPattern => !IsQuoted && Text.AsSpan().ContainsAny("*?[");
    }

    /// <summary><c>$name</c>, <c>${name}</c>, <c>$?</c>.</summary>
    /// <param name="Name">The variable, or <c>?</c>.</param>
    /// <param name="IsQuoted">See above.</param>
    public sealed record Variable(string Name, bool IsQuoted) : WordPart(IsQuoted);

    /// <summary><c>$(script)</c>.</summary>
    /// <param name="Script">What prints the text.</param>
    /// <param name="IsQuoted">See above.</param>
    public sealed record Substitution(ShellNode Script, bool IsQuoted) : WordPart(IsQuoted);
}
