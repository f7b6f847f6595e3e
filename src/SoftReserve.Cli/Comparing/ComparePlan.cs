using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Comparing;

/// <summary>A machine and the kernels to run on it.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="IsAll">Every kernel; otherwise two, before and after.</param>
/// <param name="Boots">In the order in which they are told.</param>
internal sealed record ComparePlan(
    BootableMachine Machine, bool IsAll, ValueList<PlannedBoot> Boots);

/// <summary>One kernel of a comparison: it boots, or Kconfig refuses it.</summary>
/// <param name="Name">The generation's name.</param>
/// <param name="Settled">The kernel with nothing left to do; null when it cannot be built.</param>
/// <param name="Refusal">The rule that refuses it; null when it can be built.</param>
/// <param name="NotModelled">What the model passes over.</param>
internal sealed record PlannedBoot(
    string Name, Kernel? Settled, string? Refusal, ValueList<string> NotModelled)
{
    /// <summary>Resolves the configuration and boots until nothing is left to do.</summary>
    public static PlannedBoot Of(
        BootableMachine found, WishedKernel wished, KernelCommandLine line)
    {
        var generation = wished.Generation;
        ValueList<string> notes = [.. Cli.NotModelled.In(found.Machine, line)];
        switch (Kconfig.Resolve(
            [.. found.Machine.Kernel.Config, .. wished.Config],
            generation.Kconfig, generation.BuildBreaks))
        {
            case KconfigResult.Valid valid:
                var options = new BootOptions(generation, valid.Configuration, line, []);
                var powered = BootContext.Create(found.Machine, options).PowerOn();
                var end = Schedule.Run(powered, found.Order, skipsImpossible: true);
                return new(generation.Name, ((Scheduled.Settled)end).Kernel, null, notes);
            case KconfigResult.Impossible refused:
                return new(generation.Name, null, refused.Rule, notes);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
