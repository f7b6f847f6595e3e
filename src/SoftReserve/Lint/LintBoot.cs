using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Owners;

namespace SoftReserve.Lint;

/// <summary>One booted kernel, and who owns what under it.</summary>
internal sealed class LintBoot
{
    private readonly Lazy<ValueList<OwnedRange>> _owners;

    private LintBoot(Kernel kernel)
    {
        Kernel = kernel;
        _owners = new Lazy<ValueList<OwnedRange>>(() => OwnersTable.Of(kernel));
    }

    /// <summary>The kernel with nothing left to do.</summary>
    public Kernel Kernel { get; }

    /// <summary>The name of its generation.</summary>
    public string Name => Kernel.Boot.Generation.Name;

    /// <summary>Who owns what, in address order.</summary>
    public ValueList<OwnedRange> Owners => _owners.Value;

    /// <summary>Boots every generation, the machine's own configuration and command line applied;
    /// leaves out those that can not be configured so.</summary>
    public static ValueList<LintBoot> All(LintSubject subject)
    {
        var commandLine = KernelCommandLine.Parse(subject.Machine.Kernel.CommandLine);
        var boots = new List<LintBoot>();
        foreach (var generation in Catalogue.Standard.All)
            if (Kconfig.Resolve(
                    subject.Machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks)
                is KconfigResult.Valid valid)
                boots.Add(new LintBoot(Run(subject, new BootOptions(
                    generation, valid.Configuration, commandLine, []))));
        return [.. boots];
    }

    private static Kernel Run(LintSubject subject, BootOptions options) =>
        ((Scheduled.Settled)Schedule.Run(
            BootContext.Create(subject.Machine, options).PowerOn(),
            subject.Order, skipsImpossible: true)).Kernel;
}
