using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Drivers;
using SoftReserve.Firmware;

namespace SoftReserve.Owners.Comparison;

/// <summary>What could be changed about how a kernel is built and started.</summary>
internal static class RemedyCandidates
{
    private static readonly string[] Obstacles =
        ["device_hmem.disable", "efi", "memmap", "memhp_default_state"];

    /// <summary>Changes of how the kernel is started, in groups, least intrusive first.</summary>
    public static IEnumerable<IEnumerable<Remedy>> OfStart(BootContext boot) =>
    [
        Parameters(boot),
        Modules(boot),
        Blocks(boot.Config),
        [new Remedy.AddParameter("device_hmem.disable=1")],
    ];

    /// <summary>Changes of how the kernel is built, in groups, least intrusive first.</summary>
    public static IEnumerable<IEnumerable<Remedy>> OfBuild(BootContext boot) =>
    [
        Switches(boot.Config, isOn: false),
        Pairs(boot.Config),
        Swaps(boot.Config),
        Switches(boot.Config, isOn: true),
    ];

    /// <summary>What helps where nothing else does.</summary>
    public static IEnumerable<IEnumerable<Remedy>> Last =>
        [[new Remedy.AddParameter("efi=nosoftreserve")]];

    /// <summary>The boot with a remedy applied; null when Kconfig refuses it.</summary>
    public static BootContext? Apply(Remedy remedy, BootContext boot) => remedy switch
    {
        Remedy.RemoveParameter remove => WithLine(boot, string.Join(
            ' ', Tokens(boot).Where(token => token != remove.Parameter))),
        Remedy.AddParameter add => WithLine(boot, $"{boot.CommandLine.Text} {add.Parameter}"),
        Remedy.InstallModule install => WithDefaults(boot, boot.Machine.Kernel with
        {
            MissingModules = boot.Machine.Kernel.MissingModules
                .Without(module => module == install.Module),
        }),
        Remedy.AllowModule allow => WithDefaults(boot, boot.Machine.Kernel with
        {
            LoadByHand = boot.Machine.Kernel.LoadByHand.Without(module => module == allow.Module),
        }),
        Remedy.BlockModule block => WithDefaults(boot, boot.Machine.Kernel with
        {
            LoadByHand = boot.Machine.Kernel.LoadByHand.Add(block.Module),
        }),
        Remedy.Configure configure => WithSymbols(boot, configure),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Remedy> Parameters(BootContext boot) => Tokens(boot)
        .Where(token => Obstacles.Contains(token.Split('=')[0]))
        .Distinct()
        .Select(token => new Remedy.RemoveParameter(token));

    private static IEnumerable<Remedy> Modules(BootContext boot) =>
    [
        .. boot.Machine.Kernel.MissingModules.Select(each => new Remedy.InstallModule(each)),
        .. boot.Machine.Kernel.LoadByHand.Select(each => new Remedy.AllowModule(each)),
    ];

    // nearest to the dax device first
    private static IEnumerable<Remedy> Blocks(KernelConfiguration config) =>
        from module in ModuleNames.All.Reverse()
        where config[ModuleNames.SymbolOf(module)] == Tristate.Module
        select new Remedy.BlockModule(ModuleNames.NameOf(module));

    private static IEnumerable<Remedy> Pairs(KernelConfiguration config)
    {
        var off = ConfigSymbols.All.Where(symbol => !config.IsEnabled(symbol)).ToList();
        return from first in off
               from second in off
               where first < second
               select new Remedy.Configure([(first, On(first)), (second, On(second))]);
    }

    // EFI_SOFT_RESERVE=n is what efi=nosoftreserve does without a new kernel
    private static IEnumerable<Remedy> Switches(KernelConfiguration config, bool isOn) =>
        from symbol in ConfigSymbols.All.Reverse()
        where config.IsEnabled(symbol) == isOn && (!isOn || symbol != ConfigSymbol.EfiSoftReserve)
        select new Remedy.Configure([(symbol, isOn ? Tristate.No : On(symbol))]);

    private static IEnumerable<Remedy> Swaps(KernelConfiguration config) =>
        from symbol in ConfigSymbols.All
        where config.IsEnabled(symbol) && !ConfigSymbols.IsBoolean(symbol)
        select new Remedy.Configure(
        [
            (symbol, config[symbol] == Tristate.Yes ? Tristate.Module : Tristate.Yes),
        ]);

    private static Tristate On(ConfigSymbol symbol) =>
        ConfigSymbols.IsBoolean(symbol) ? Tristate.Yes : Tristate.Module;

    private static string[] Tokens(BootContext boot) =>
        boot.CommandLine.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static BootContext WithLine(BootContext boot, string text) => BootContext.Create(
        boot.Machine, Options(boot) with { CommandLine = KernelCommandLine.Parse(text) });

    private static BootContext WithDefaults(BootContext boot, KernelDefaults defaults) =>
        BootContext.Create(boot.Machine with { Kernel = defaults }, Options(boot));

    private static BootContext? WithSymbols(BootContext boot, Remedy.Configure configure)
    {
        var wished = ConfigSymbols.All
            .Select(symbol => (Symbol: symbol, Value: boot.Config[symbol]))
            .Concat(configure.Symbols)
            .Select(each => new ConfigSetting(ConfigSymbols.NameOf(each.Symbol), each.Value));
        return Kconfig.Resolve(wished, boot.Generation.Kconfig, boot.Generation.BuildBreaks)
            is KconfigResult.Valid valid
            ? BootContext.Create(
                boot.Machine, Options(boot) with { Config = valid.Configuration })
            : null;
    }

    private static BootOptions Options(BootContext boot) =>
        new(boot.Generation, boot.Config, boot.CommandLine, boot.Commands);
}
