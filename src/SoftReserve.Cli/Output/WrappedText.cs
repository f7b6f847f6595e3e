namespace SoftReserve.Cli.Output;

/// <summary>Lines of at most 100 columns; what does not fit goes on below, under its own
/// beginning.</summary>
internal sealed class WrappedText(TextWriter output)
{
    private const int Columns = 100;

    /// <summary>Writes one line, or as many as it takes; a word is never cut.</summary>
    public void Write(string head, string text = "")
    {
        var line = head;
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                output.WriteLine(line.TrimEnd());
                (line, isEmpty) = (new string(' ', head.Length), true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.WriteLine(line.TrimEnd());
    }
}
