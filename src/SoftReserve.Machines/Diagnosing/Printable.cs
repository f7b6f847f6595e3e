namespace SoftReserve.Machines.Diagnosing;

/// <summary>Text of a stranger's file, fit for a terminal.</summary>
internal static class Printable
{
    /// <summary>Control characters become question marks: a log may hold what moves a cursor or
    /// renames a window. Tabs become blanks.</summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(each => each == '\t' ? ' ' : char.IsControl(each) ? '?' : each))
        : text;
}
