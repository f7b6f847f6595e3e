using SoftReserve.Orders;
using SoftReserve.Slots;

namespace SoftReserve.Cli.Exploring;

/// <summary>A number that says which states an exploration has: machine, kernel, where it begins,
/// and program.</summary>
internal static class ModelIdentity
{
    /// <summary>The number; the same in every run of one build of the program.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="order">Steps that may only come in this order.</param>
    public static ulong Of(Kernel start, StepOrder order)
    {
        // the token of no step at all names machine and kernel
        var boot = OrderToken.Of(start.Boot.PowerOn(), []);
        return TextHash.Of(string.Join(
            '\n', ModuleVersion, boot, StateText.Of(start), string.Join(',', order.Tokens)));
    }

    // another build may have another model, whatever its version says
    private static Guid ModuleVersion => typeof(Kernel).Module.ModuleVersionId;
}
