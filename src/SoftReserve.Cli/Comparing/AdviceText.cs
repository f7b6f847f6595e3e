using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>What an operator has to do, before and after the move.</summary>
internal static class AdviceText
{
    public static void Write(ToldComparison told, TextWriter output)
    {
        WritePart("Before the move", AdviceTime.BeforeMove, told, output);
        if (told.Comparison.IsBad)
            WriteRemedies(told, output);
        WritePart("After the move", AdviceTime.AfterMove, told, output);
    }

    /// <summary>The owners of a remedy's ranges: <c>cxl dax0.0 system-ram</c>.</summary>
    public static string Owners(ProvenRemedy proven) =>
        string.Join(", ", proven.Owners.Select(OwnerWords.Of).Distinct());

    private static void WritePart(
        string title, AdviceTime when, ToldComparison told, TextWriter output)
    {
        var advice = told.Advice.Where(each => each.When == when).ToList();
        output.WriteLine();
        output.WriteLine(advice.Count == 0 ? $"{title}: nothing to do" : title);
        foreach (var alike in advice.GroupBy(each => each.Text))
        {
            Paragraph.Write(output, "  * ", alike.Key);
            foreach (var command in alike.SelectMany(each => each.Commands).Distinct())
                output.WriteLine($"      {command}");
        }
    }

    private static void WriteRemedies(ToldComparison told, TextWriter output)
    {
        var aim = told.Comparison.Lost is { IsEmpty: false } lost
            ? $"keep the {lost.Total()} under {told.To}"
            : $"keep memory that nothing maps out of use under {told.To}";
        Paragraph.Write(output, "  * ", told.Remedies.IsEmpty
            ? $"The model knows no symbol, module or parameter to {aim}: each was tried."
            : $"To {aim}, do one of these; each was tried on this machine:");
        foreach (var proven in told.Remedies)
            Paragraph.Write(
                output, "      ", $"{ChangeWords.Of(proven.Remedy)}: {Owners(proven)}");
    }
}
