namespace SoftReserve.Shell.Syntax;

/// <summary>A script that can not be read.</summary>
public sealed class ShellSyntaxException : Exception
{
    /// <summary>Without a place.</summary>
    public ShellSyntaxException()
    {
    }

    /// <summary>Without a place.</summary>
    public ShellSyntaxException(string message)
        : base(message)
    {
    }

    /// <summary>Without a place.</summary>
    public ShellSyntaxException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>At a place.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    /// <param name="message">What is wrong and what was expected.</param>
    public ShellSyntaxException(int line, int column, string message)
        : base(message) => (Line, Column) = (line, column);

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>True when more text could make it right: a terminal asks for it.</summary>
    public bool IsUnfinished { get; init; }
}
