using System.CommandLine;
using SoftReserve.Cli.Explaining;
using SoftReserve.Owners.Life;

namespace SoftReserve.Cli;

/// <summary>softreserve explain: the life of a range, from firmware to its owner.</summary>
internal static class ExplainVerb
{
    public static Command Create(Terminal terminal)
    {
        var kernelOptions = new KernelOptions();
        var place = new Argument<string>("place")
        {
            Description = "An address (0x850000000, or decimal), or a range (850000000-284fffffff)",
        };
        var json = new Option<bool>("--json") { Description = "The stages as JSON" };
        var verb = new Command("explain", "Tell the life of a range, from firmware to its owner");
        kernelOptions.AddTo(verb);
        verb.Add(place);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            var asked = Place.Parse(parsed.GetValue(place)!);
            if (asked is null)
                terminal.Error.WriteLine(
                    $"softreserve: no address '{parsed.GetValue(place)}': {Place.Expected}");
            var kernel = kernelOptions.Boot(parsed, terminal);
            if (asked is null || kernel is null)
                return ExitCode.Unusable;
            var lives = LifeOfRange.Of(kernel, asked.Range);
            if (asked.Note(kernel) is { } note)
                terminal.Error.WriteLine($"note: {note}");
            if (parsed.GetValue(json))
                LifeJson.Write(kernel, asked, lives, terminal.Output);
            else
                LifeText.Write(kernel, asked, lives, terminal.Output);
            return ExitCode.Fine;
        });
        return verb;
    }
}
