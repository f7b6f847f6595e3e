namespace SoftReserve.Cli.Comparing;

/// <summary>stub</summary>
internal static class EveryKernel
{
    public static int Write(ComparePlan plan, bool asJson, Terminal terminal) => 0;
}
