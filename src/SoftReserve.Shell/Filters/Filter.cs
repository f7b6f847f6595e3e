using SoftReserve.Addresses;

namespace SoftReserve.Shell.Filters;

/// <summary>A tool that turns text into text and does not see the kernel.</summary>
/// <param name="given">Its arguments and what it reads.</param>
internal delegate FilterResult Filter(FilterInput given);

/// <summary>What a filter is given.</summary>
/// <param name="Name">As it was called.</param>
/// <param name="Arguments">Behind its name.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Read">The text of a file; null when it can not be read.</param>
internal sealed record FilterInput(
    string Name, ValueList<string> Arguments, string Input, Func<string, string?> Read)
{
    /// <summary>The lines of the files, or of standard input when there is none.</summary>
    public IEnumerable<string> Lines(IEnumerable<string> files, List<string> complaints) =>
        LinesOf(Text(files, complaints));

    /// <summary>The text of the files, or standard input when there is none.</summary>
    public string Text(IEnumerable<string> files, List<string> complaints)
    {
        var (text, any) = ("", false);
        foreach (var file in files)
        {
            any = true;
            if (file == "-")
                text += Input;
            else if (Read(file) is { } content)
                text += content;
            else
                complaints.Add($"{Name}: {file}: No such file or directory\n");
        }

        return any ? text : Input;
    }

    /// <summary>Lines without their ends.</summary>
    public static IEnumerable<string> LinesOf(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            yield return text[start..end];
            start = end + 1;
        }
    }
}

/// <summary>What a filter did.</summary>
/// <param name="Output">On standard output.</param>
/// <param name="Complaints">On standard error.</param>
/// <param name="ExitCode">Its exit status.</param>
internal sealed record FilterResult(string Output, string Complaints, int ExitCode)
{
    public static FilterResult Of(
        IEnumerable<string> lines, List<string> complaints, int exitCode = 0) => new(
        string.Concat(lines.Select(line => line + "\n")), string.Concat(complaints),
        complaints.Count > 0 && exitCode == 0 ? 1 : exitCode);

    public static FilterResult NotModelled(FilterInput given, string what) =>
        new("", $"softreserve: {given.Name} {what}: not modelled\n", 2);
}
