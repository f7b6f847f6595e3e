using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>The value of every <see cref="ConfigSymbol"/>, as a built kernel has them.</summary>
/// <remarks>Only <see cref="Kconfig.Resolve"/> makes one that Kconfig would accept.</remarks>
public sealed record KernelConfiguration
{
    private readonly ValueList<Tristate> _values;

    private KernelConfiguration(ValueList<Tristate> values) => _values = values;

    /// <summary>What Debian ships: CXL_BUS, CXL_PORT, CXL_REGION, EFI_SOFT_RESERVE and automatic
    /// onlining built in, everything else a module.</summary>
    public static KernelConfiguration Debian { get; } = new(
        [.. ConfigSymbols.All.Select(symbol => symbol switch
        {
            ConfigSymbol.CxlBus or ConfigSymbol.CxlPort or ConfigSymbol.CxlRegion
                or ConfigSymbol.EfiSoftReserve
                or ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto => Tristate.Yes,
            _ => Tristate.Module,
        })]);

    /// <summary>The value of a symbol.</summary>
    public Tristate this[ConfigSymbol symbol] => _values[(int)symbol];

    /// <summary>True for y and m: what <c>IS_ENABLED()</c> says, whether or not the module is
    /// installed.</summary>
    public bool IsEnabled(ConfigSymbol symbol) => this[symbol] != Tristate.No;

    /// <summary>This configuration with one value exchanged.</summary>
    public KernelConfiguration With(ConfigSymbol symbol, Tristate value) =>
        new(_values.SetItem((int)symbol, value));
}
