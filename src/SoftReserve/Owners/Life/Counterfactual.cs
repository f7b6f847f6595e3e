using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;
using SoftReserve.Firmware;

namespace SoftReserve.Owners.Life;

/// <summary>The same boot with one thing changed.</summary>
public static class Counterfactual
{
    /// <summary>Boots the machine again with the change, its steps in the order of this boot as far
    /// as they happen.</summary>
    /// <returns>Null when the change makes no kernel that can be built, or no machine.</returns>
    public static Kernel? Run(Kernel kernel, Alternative alternative)
    {
        if (Change(kernel.Boot, alternative) is not { } boot)
            return null;
        var order = alternative is Alternative.UsualOrder ? [] : OrderOf(kernel);
        return Schedule.Run(boot.PowerOn(), order, skipsImpossible: true)
            is Scheduled.Settled settled
            ? settled.Kernel
            : null;
    }

    /// <summary>Boots with changes, each at most once.</summary>
    /// <param name="kernel">The kernel that settled without any change.</param>
    internal sealed class Cache(Kernel kernel)
    {
        private readonly Dictionary<Alternative, Kernel?> _booted = [];

        /// <summary>The kernel that settled without any change.</summary>
        public Kernel Actual => kernel;

        /// <summary>What <see cref="Counterfactual.Run"/> returns.</summary>
        public Kernel? Run(Alternative alternative)
        {
            if (!_booted.TryGetValue(alternative, out var booted))
                _booted[alternative] = booted = Counterfactual.Run(kernel, alternative);
            return booted;
        }
    }

    private static BootContext? Change(BootContext boot, Alternative alternative)
    {
        var machine = boot.Machine;
        return alternative switch
        {
            Alternative.Symbol symbol => WithSymbol(boot, symbol),
            Alternative.Parameter parameter =>
                WithCommandLine(boot, boot.CommandLine.Text + " " + parameter.Text),
            Alternative.NoParameter parameter => WithCommandLine(boot, string.Join(' ',
                boot.CommandLine.Text.Split(' ').Where(word => !word.StartsWith(
                    parameter.Prefix, StringComparison.Ordinal)))),
            Alternative.OtherKernel other => Configured(boot, machine, other),
            Alternative.NotMarked mark => On(boot, machine.WithoutMark(mark.Range)),
            Alternative.Marked mark => On(boot, machine.WithMark(mark.Range)),
            Alternative.MarkedAs marks => On(boot, machine.WithMarks(marks.Old, marks.Pieces)),
            Alternative.NoHmat => On(boot, machine with { Hmat = null }),
            Alternative.NoWindow window => On(boot, machine.WithoutWindow(window.Range)),
            Alternative.LoadedByItself module =>
                On(boot, machine.WithModule(ModuleNames.NameOf(module.Module))),
            Alternative.NotInstalled module =>
                On(boot, machine.WithoutModule(ModuleNames.NameOf(module.Module))),
            Alternative.UsualOrder => boot,
            Alternative.Decoders decoders => On(boot, machine.WithDecoders(
                decoders.Range, decoders.Cards, decoders.IsCommitted)),
            Alternative.CxlRegionOver region => On(boot, machine.WithCxlRegionOver(region.Range)),
            Alternative.NoFaults =>
                On(boot, machine with { Cxl = machine.Cxl with { Faults = [] } }),
            Alternative.MemoryBlocks blocks => On(boot, machine with { MemoryBlock = blocks.Size }),
            Alternative.SratOver srat => On(boot, machine.WithSrat(srat.Range)),
            _ => throw new UnreachableException(),
        };
    }

    private static BootContext? On(BootContext boot, Machine? machine) =>
        machine is null ? null : BootContext.Create(machine, OptionsOf(boot));

    private static BootContext WithCommandLine(BootContext boot, string text) =>
        BootContext.Create(boot.Machine, OptionsOf(boot) with
        {
            CommandLine = KernelCommandLine.Parse(text.Trim()),
        });

    private static BootContext? WithSymbol(BootContext boot, Alternative.Symbol symbol)
    {
        var wishes = Wishes(boot).Append(
            new ConfigSetting(ConfigSymbols.NameOf(symbol.Name), symbol.Value));
        var generation = boot.Generation;
        return Kconfig.Resolve(wishes, generation.Kconfig, generation.BuildBreaks)
            is KconfigResult.Valid valid
            ? BootContext.Create(
                boot.Machine, OptionsOf(boot) with { Config = valid.Configuration })
            : null;
    }

    private static BootContext? Configured(
        BootContext boot, Machine machine, Alternative.OtherKernel other)
    {
        var generation = other.Generation;
        return Kconfig.Resolve(Wishes(boot), generation.Kconfig, generation.BuildBreaks)
            is KconfigResult.Valid valid
            ? BootContext.Create(machine, OptionsOf(boot) with
            {
                Generation = generation,
                Config = valid.Configuration,
            })
            : null;
    }

    // what somebody must have asked for: the fewest values from which Kconfig makes the others
    private static List<ConfigSetting> Wishes(BootContext boot)
    {
        var wishes = ConfigSymbols.All
            .Select(symbol => new ConfigSetting(ConfigSymbols.NameOf(symbol), boot.Config[symbol]))
            .ToList();
        foreach (var wish in wishes.ToList())
        {
            var fewer = wishes.Where(each => each != wish).ToList();
            if (Kconfig.Resolve(fewer, boot.Generation.Kconfig, boot.Generation.BuildBreaks)
                is KconfigResult.Valid valid && valid.Configuration == boot.Config)
                wishes = fewer;
        }

        return wishes;
    }

    private static BootOptions OptionsOf(BootContext boot) =>
        new(boot.Generation, boot.Config, boot.CommandLine, boot.Commands);

    private static ValueList<string> OrderOf(Kernel kernel)
    {
        var order = new List<string>();
        foreach (var entry in kernel.Journal)
            if (entry is JournalEntry.StepBegan { Step: not Initcall and var step }
                && step.Token.Length > 0 && !order.Contains(step.Token))
                order.Add(step.Token);
        return [.. order];
    }
}
