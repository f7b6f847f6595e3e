using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>The value of every <see cref="ConfigSymbol"/>, as a built kernel has them.</summary>
/// <remarks>Only <see cref="Kconfig"/> makes one that Kconfig would accept. Two bits a symbol:
/// there are thousands of them in a matrix.</remarks>
public sealed record KernelConfiguration
{
    private const int BitsOfSymbol = 2;
    private const uint MaskOfSymbol = 0b11;

    // all but the online types, which are the last symbols
    private const uint OtherSymbols =
        (1u << ((int)ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto * BitsOfSymbol)) - 1;

    private readonly uint _values;

    private KernelConfiguration(uint values) => _values = values;

    /// <summary>Every symbol n.</summary>
    public static KernelConfiguration Nothing { get; } = new(0);

    /// <summary>What Debian ships: CXL_BUS, CXL_PORT, CXL_REGION, EFI_SOFT_RESERVE and automatic
    /// onlining built in, everything else a module.</summary>
    /// <remarks>Recorded from the amd64 kernels 6.12.107, 6.18.15, 7.2.12 and 7.3.4, which agree
    /// (captures/README.md section 2).</remarks>
    public static KernelConfiguration Debian { get; } = ConfigSymbols.All.Aggregate(
        Nothing,
        (config, symbol) => config.With(symbol, symbol switch
        {
            ConfigSymbol.CxlBus or ConfigSymbol.CxlPort or ConfigSymbol.CxlRegion
                or ConfigSymbol.EfiSoftReserve
                or ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto => Tristate.Yes,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel
                or ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable => Tristate.No,
            _ => Tristate.Module,
        }));

    /// <summary>The value of a symbol.</summary>
    public Tristate this[ConfigSymbol symbol] =>
        (Tristate)((_values >> PlaceOf(symbol)) & MaskOfSymbol);

    /// <summary>True for y and m: what <c>IS_ENABLED()</c> says, whether or not the module is
    /// installed.</summary>
    public bool IsEnabled(ConfigSymbol symbol) => this[symbol] != Tristate.No;

    /// <summary>This configuration with one value exchanged.</summary>
    public KernelConfiguration With(ConfigSymbol symbol, Tristate value) => new(
        (_values & ~(MaskOfSymbol << PlaceOf(symbol))) | ((uint)value << PlaceOf(symbol)));

    /// <summary>This configuration with the online type of another.</summary>
    public KernelConfiguration WithOnlineTypeOf(KernelConfiguration other) => new(
        (_values & OtherSymbols) | (other._values & ~OtherSymbols));

    /// <summary>Every symbol as a setting: a wish for exactly this configuration.</summary>
    public ValueList<ConfigSetting> Settings =>
    [
        .. ConfigSymbols.All.Select(symbol =>
            new ConfigSetting(ConfigSymbols.NameOf(symbol), this[symbol])),
    ];

    /// <summary>Every symbol as <c>CXL_BUS=y</c>, separated by commas: what <c>--config</c>
    /// reads.</summary>
    public override string ToString() => string.Join(',', ConfigSymbols.All.Select(symbol =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ConfigSymbols.NameOf(symbol)}={Kconfig.Letter(this[symbol])}")));

    private static int PlaceOf(ConfigSymbol symbol) => (int)symbol * BitsOfSymbol;
}
