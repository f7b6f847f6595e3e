namespace SoftReserve.Shell;

/// <summary>A script that goes on for longer than anybody would wait.</summary>
public sealed class ShellLimitException : Exception
{
    /// <summary>Without a reason.</summary>
    public ShellLimitException()
    {
    }

    /// <summary>With the bound that was hit.</summary>
    public ShellLimitException(string message)
        : base(message)
    {
    }

    /// <summary>With the bound that was hit.</summary>
    public ShellLimitException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
