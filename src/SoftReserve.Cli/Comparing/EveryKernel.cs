namespace SoftReserve.Cli.Comparing;

/// <summary>Tells the owners under every kernel, one row each.</summary>
internal static class EveryKernel
{
    public static int Write(ComparePlan plan, bool asJson, Terminal terminal)
    {
        if (asJson)
            EveryKernelJson.Write(plan, terminal.Output);
        else
            EveryKernelText.Write(plan, KernelRow.Of(plan), terminal);
        return plan.Boots.All(boot => boot.Settled is null) ? ExitCode.Unusable : ExitCode.Fine;
    }
}
