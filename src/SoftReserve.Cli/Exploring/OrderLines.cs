using System.Globalization;

namespace SoftReserve.Cli.Exploring;

/// <summary>The steps of an order in few lines: what a quiet machine would do too is told in one,
/// and with each other step whose turn it would have been.</summary>
internal static class OrderLines
{
    /// <summary>One line a step, or a run of usual steps.</summary>
    public static IEnumerable<string> Of(Kernel kernel, IReadOnlyList<KernelStep> order)
    {
        var first = 0;
        for (var index = 0; index < order.Count; index++)
        {
            var usual = Schedule.QuietChoice(kernel);
            if (order[index] != usual)
            {
                if (index > first)
                    yield return Run(first, index - 1, order[index - 1]);
                yield return Line(index, $"{order[index].Title}  <- and not yet: {usual!.Title}");
                first = index + 1;
            }

            kernel = Schedule.Take(kernel, order[index]);
        }

        if (order.Count > first)
            yield return Run(first, order.Count - 1, order[^1]);
        yield return "        and on as a quiet machine does";
    }

    private static string Run(int first, int last, KernelStep step) => first == last
        ? Line(last, step.Title)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{first + 1,2}-{last + 1,-2}  as usual up to: {step.Title}");

    private static string Line(int index, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{index + 1,5}  {text}");
}
