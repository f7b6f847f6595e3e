using SoftReserve.Owners;

namespace SoftReserve.Cli.Comparing;

/// <summary>Tells the owners under every kernel, one row each.</summary>
internal static class EveryKernel
{
    public static int Write(ComparePlan plan, bool asJson, Terminal terminal)
    {
        var rows = KernelRow.Of(plan);
        if (asJson)
            EveryKernelJson.Write(plan, rows, terminal.Output);
        else
            EveryKernelText.Write(plan, rows, terminal);
        return rows.All(row => row.Boot.Settled is null) ? ExitCode.Unusable : ExitCode.Fine;
    }
}
