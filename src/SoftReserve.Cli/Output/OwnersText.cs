using Spectre.Console;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Output;

/// <summary>The owners as a table for people.</summary>
internal static class OwnersText
{
    public static void Write(Kernel kernel, Terminal terminal)
    {
        var rows = OwnersTable.Of(kernel);
        if (rows.IsEmpty)
        {
            terminal.Output.WriteLine("No Soft Reserved memory and no CXL region.");
            return;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { "RANGE", "SIZE", "OWNER", "DEVICE", "USE", "NODE", "WHY" })
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (var row in rows)
            table.AddRow(
                Plain($"{row.Range.Start.Value:x}-{row.Range.End.Value:x}"),
                Plain(row.Range.Size.ToString()),
                Coloured(row),
                Plain(row.Device ?? "-"),
                Plain(OwnerWords.Of(row.Use)),
                Plain(row.Node < 0 ? "-" : FormattableString.Invariant($"{row.Node}")),
                Plain(row.Because));
        TableText.Write(table, terminal);
    }

    private static Markup Coloured(OwnedRange row)
    {
        var colour = row switch
        {
            { Use: RangeUse.Failed } or { Owner: RangeOwner.None, Use: RangeUse.None } => "red",
            { Owner: RangeOwner.Cxl } => "green",
            { Owner: RangeOwner.Hmem } => "yellow",
            _ => "default",
        };
        return new Markup($"[{colour}]{OwnerWords.Of(row.Owner)}[/]");
    }

    private static Text Plain(FormattableString text) => Plain(FormattableString.Invariant(text));

    private static Text Plain(string text) => new(text);
}
