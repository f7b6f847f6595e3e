using SoftReserve.Orders;

namespace SoftReserve.Cli.Exploring;

/// <summary>A boot that has begun: what is explored goes on from there.</summary>
/// <param name="PowerOn">Before the first step.</param>
/// <param name="Steps">Taken so far.</param>
/// <param name="Kernel">After them.</param>
internal sealed record BegunOrder(
    Kernel PowerOn, IReadOnlyList<KernelStep> Steps, Kernel Kernel)
{
    /// <summary>A boot that has not begun.</summary>
    public static BegunOrder At(Kernel powerOn) => new(powerOn, [], powerOn);

    /// <summary>The whole order, with what comes after, in one word.</summary>
    public string TokenOf(IReadOnlyList<KernelStep> rest) =>
        OrderToken.Of(PowerOn, [.. Steps, .. rest]);
}
