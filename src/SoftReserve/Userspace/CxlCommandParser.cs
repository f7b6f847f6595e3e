using System.Globalization;
using SoftReserve.Cxl;

namespace SoftReserve.Userspace;

/// <summary>A command of cxl-cli about CXL regions.</summary>
/// <param name="Act">What it asks the kernel.</param>
public sealed record CxlRegionCommand(Func<Kernel, UserResult> Act) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => Act(kernel) switch
    {
        UserResult.Done done => CommandOutcome.Done(done.Kernel),
        UserResult.Refused refused =>
            CommandOutcome.Failed(refused.Kernel, refused.Errno, refused.What),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Reads the words after <c>cxl</c>.</summary>
internal static class CxlCommandParser
{
    public static UserCommand? Parse(string[] words, string line) => words switch
    {
        ["disable-region", .. var rest] when RegionIn(rest) is { } id =>
            new CxlRegionCommand(kernel => kernel.DisableCxlRegionByUser(id)) { Line = line },
        ["enable-region", .. var rest] when RegionIn(rest) is { } id =>
            new CxlRegionCommand(kernel => kernel.EnableCxlRegion(id)) { Line = line },
        ["destroy-region", .. var rest] when RegionIn(rest) is { } id =>
            Destroy(id, rest.Contains("-f"), line),
        ["disable-memdev", "-f", var memdev] => new BindMemdev(memdev, false) { Line = line },
        ["enable-memdev", var memdev] => new BindMemdev(memdev, true) { Line = line },
        ["create-region", .. var rest] => Create(rest, line),
        _ => null,
    };

    private static CxlRegionCommand Destroy(int id, bool isForced, string line) =>
        new(kernel => kernel.DestroyCxlRegion(id, isForced)) { Line = line };

    private static CxlRegionCommand? Create(string[] words, string line)
    {
        var (decoder, ways, granularity) = ((int?)null, (int?)null, (int?)null);
        var memdevs = new List<string>();
        for (var index = 0; index < words.Length; index++)
        {
            var next = index + 1 < words.Length ? words[index + 1] : "";
            switch (words[index])
            {
                case "-m":
                    break;
                case "-t" when next == "ram":
                    index++;
                    break;
                case "-d" when Number(next, "decoder0.") is { } number:
                    (decoder, index) = (number, index + 1);
                    break;
                case "-w" when Number(next, "") is { } number:
                    (ways, index) = (number, index + 1);
                    break;
                case "-g" when Number(next, "") is { } number:
                    (granularity, index) = (number, index + 1);
                    break;
                case var word when Number(word, "mem") is not null:
                    memdevs.Add(word);
                    break;
                default:
                    return null;
            }
        }

        return decoder is { } root && memdevs.Count > 0
            ? new CxlRegionCommand(
                kernel => kernel.CreateCxlRegion(root, [.. memdevs], ways, granularity))
            {
                Line = line,
            }
            : null;
    }

    private static int? RegionIn(string[] words) => words switch
    {
        ["-f", var name] => Number(name, "region"),
        [var name, "-f"] => Number(name, "region"),
        [var name] => Number(name, "region"),
        _ => null,
    };

    private static int? Number(string text, string before) =>
        text.StartsWith(before, StringComparison.Ordinal)
        && int.TryParse(
            text.AsSpan(before.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
