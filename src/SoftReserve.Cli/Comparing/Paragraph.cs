namespace SoftReserve.Cli.Comparing;

/// <summary>Breaks sentences into lines of at most 100 columns.</summary>
internal static class Paragraph
{
    private const int Columns = 100;

    /// <summary>Writes <paramref name="text"/> behind <paramref name="lead"/>; further lines are
    /// indented as far as the lead is wide. A word that is wider than a line stays whole.</summary>
    public static void Write(TextWriter output, string lead, string text)
    {
        var line = lead;
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                output.WriteLine(line);
                (line, isEmpty) = (new string(' ', lead.Length), true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.WriteLine(line);
    }
}
