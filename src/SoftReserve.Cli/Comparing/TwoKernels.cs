using SoftReserve.Addresses;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>Tells what changes from one kernel to another.</summary>
internal static class TwoKernels
{
    public static int Write(ComparePlan plan, bool asJson, Terminal terminal)
    {
        var refused = plan.Boots.Where(boot => boot.Settled is null).ToList();
        foreach (var boot in refused)
            terminal.Error.WriteLine(
                $"softreserve: {boot.Name} can not be configured so: {boot.Refusal}");
        if (refused.Count > 0)
            return ExitCode.Unusable;

        var told = Compare(plan);
        if (asJson)
            ComparisonJson.Write(told, terminal.Output);
        else
            ComparisonText.Write(told, terminal);
        return told.Comparison.IsBad ? ExitCode.BadAnswer : ExitCode.Fine;
    }

    private static ToldComparison Compare(ComparePlan plan)
    {
        var (from, to) = (plan.Boots[0].Settled!, plan.Boots[1].Settled!);
        var comparison = KernelComparison.Of(from, to);
        return new ToldComparison(
            plan.Machine.Machine.Name, plan.Boots[0].Name, plan.Boots[1].Name, comparison,
            comparison.IsBad
                ? RemedySearch.Of(to, comparison.Lost, plan.Machine.Order)
                : [],
            ChangeAdvice.Of(comparison));
    }
}

/// <summary>A comparison with all that is told about it.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="From">The name of the kernel before.</param>
/// <param name="To">The name of the kernel after.</param>
/// <param name="Comparison">What differs.</param>
/// <param name="Remedies">What keeps the comparison from being bad.</param>
/// <param name="Advice">What to do, in the order of the ranges.</param>
internal sealed record ToldComparison(
    string Machine,
    string From,
    string To,
    KernelComparison Comparison,
    ValueList<ProvenRemedy> Remedies,
    ValueList<Advice> Advice);
