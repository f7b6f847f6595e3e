using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Diagnosis;

/// <summary>What is diagnosed: what a machine showed, beside the model's boot of the same
/// machine.</summary>
/// <param name="Seen">What it showed.</param>
/// <param name="Predicted">The modelled kernel with nothing left to do.</param>
/// <param name="Doubt">Why the prediction may be another kernel's; null when it is this
/// one's.</param>
/// <param name="Typed">How many commands a person typed between the boot and the moment that is
/// diagnosed, as far as is known; the prediction knows nothing of them.</param>
public sealed record DiagnosisSubject(Seen Seen, Kernel Predicted, string? Doubt, int Typed)
{
    /// <summary>Boots the model of the machine's own kernel, or the newest one where nobody knows
    /// that.</summary>
    /// <param name="seen">What the machine showed.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="order">Tokens of the order in which its recording says that things
    /// happened.</param>
    /// <param name="kernels">The kernels to choose from.</param>
    /// <param name="typed">Commands typed since.</param>
    public static DiagnosisSubject Boot(
        Seen seen, Machine machine, Addresses.ValueList<string> order, Catalogue kernels, int typed)
    {
        var name = machine.Kernel.Generation;
        var known = name is null ? null : kernels.Find(name);
        var generation = known ?? kernels.Find("mainline")!;
        var doubt = known is not null ? null : name is null
            ? $"no file says which kernel ran: the prediction is that of {generation.Name}"
            : $"{kernels.WhyUnknown(name)}; the prediction is that of {generation.Name}";
        if (Kconfig.Resolve(machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks)
            is not KconfigResult.Valid valid)
        {
            doubt ??= $"{generation.Name} can not be configured so: the prediction is for its "
                + "default configuration";
            valid = (KconfigResult.Valid)Kconfig.Resolve(
                [], generation.Kconfig, generation.BuildBreaks);
        }

        var context = BootContext.Create(machine, new BootOptions(
            generation, valid.Configuration,
            KernelCommandLine.Parse(machine.Kernel.CommandLine), []));
        var end = (Scheduled.Settled)Schedule.Run(
            context.PowerOn(), order, skipsImpossible: true);
        return new DiagnosisSubject(seen, end.Kernel, doubt, typed);
    }
}
