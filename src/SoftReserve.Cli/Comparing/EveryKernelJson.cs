using SoftReserve.Addresses;

namespace SoftReserve.Cli.Comparing;

/// <summary>stub</summary>
internal static class EveryKernelJson
{
    public static void Write(ComparePlan plan, ValueList<KernelRow> rows, TextWriter output)
    {
    }
}
