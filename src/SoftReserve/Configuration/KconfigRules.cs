using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>The Kconfig rules of every generation, by subject; a generation strings them
/// together.</summary>
/// <remarks>drivers/cxl/Kconfig and drivers/dax/Kconfig of each version.</remarks>
public static class KconfigRules
{
    /// <summary>Rules that never changed. DEV_DAX_HMEM does not need DEV_DAX, it only defaults to
    /// it.</summary>
    public static readonly ValueList<KconfigRule> Common =
    [
        new(ConfigSymbol.CxlPort, "has no prompt: it is what CXL_BUS is",
            config => config[ConfigSymbol.CxlBus], HasNoPrompt: true),
        Below(ConfigSymbol.CxlAcpi, ConfigSymbol.CxlBus),
        Below(ConfigSymbol.CxlPci, ConfigSymbol.CxlBus),
        Needs(ConfigSymbol.CxlRegion, ConfigSymbol.CxlBus),
        Needs(ConfigSymbol.DevDaxHmem, ConfigSymbol.EfiSoftReserve),
        Below(ConfigSymbol.DevDaxCxl, ConfigSymbol.CxlBus),
        Below(ConfigSymbol.DevDaxCxl, ConfigSymbol.DevDax),
        Needs(ConfigSymbol.DevDaxCxl, ConfigSymbol.CxlRegion),
        Below(ConfigSymbol.DevDaxKmem, ConfigSymbol.DevDax),
        OneOf(ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable),
        OneOf(ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable),
        OneOf(ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto,
            ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel),
    ];

    /// <summary>Up to 6.19 and v4: attaching cards is an option of its own below their
    /// driver.</summary>
    public static readonly ValueList<KconfigRule> MemBelowPci =
        [Below(ConfigSymbol.CxlMem, ConfigSymbol.CxlPci)];

    /// <summary>7.0 on: the cards' driver brings what attaches them.</summary>
    public static readonly ValueList<KconfigRule> PciSelectsMem =
    [
        new(ConfigSymbol.CxlPci, "selects CXL_MEM: CXL_MEM may not be less",
            config => config[ConfigSymbol.CxlMem], ConfigSymbol.CxlMem),
        Below(ConfigSymbol.CxlMem, ConfigSymbol.CxlBus),
    ];

    /// <summary>v4 to v8: the requested modules must be at least as built in as dax_hmem, or
    /// DEV_DAX_CXL goes off.</summary>
    public static readonly ValueList<KconfigRule> CxlAtLeastHmem =
    [
        AtLeast(ConfigSymbol.DevDaxCxl, ConfigSymbol.CxlAcpi, ConfigSymbol.DevDaxHmem),
        AtLeast(ConfigSymbol.DevDaxCxl, ConfigSymbol.CxlPci, ConfigSymbol.DevDaxHmem),
    ];

    /// <summary>7.1 on: dax_hmem can not be built in beside modular CXL (rule R69), nor dax_cxl
    /// beside modular dax_hmem.</summary>
    public static readonly ValueList<KconfigRule> NeverAheadOfModules =
    [
        NotAheadOf(ConfigSymbol.DevDaxHmem, ConfigSymbol.CxlAcpi),
        NotAheadOf(ConfigSymbol.DevDaxHmem, ConfigSymbol.CxlPci),
        NotAheadOf(ConfigSymbol.DevDaxHmem, ConfigSymbol.CxlBus),
        NotAheadOf(ConfigSymbol.DevDaxCxl, ConfigSymbol.DevDaxHmem),
    ];

    /// <summary>dax_hmem calls cxl_core without being told so: it does not link when it is built
    /// in and cxl_core is a module (bug N4 of v4).</summary>
    public static readonly BuildBreak HmemNeedsCxlCore = new(
        "DEV_DAX_HMEM=y with CXL_BUS=m and CXL_REGION=y does not link: dax_hmem calls cxl_core",
        config => config[ConfigSymbol.DevDaxHmem] == Tristate.Yes
            && config[ConfigSymbol.CxlBus] == Tristate.Module
            && config.IsEnabled(ConfigSymbol.CxlRegion));

    private static KconfigRule Below(ConfigSymbol symbol, ConfigSymbol other) => new(
        symbol, $"depends on {ConfigSymbols.NameOf(other)}", config => config[other], other);

    private static KconfigRule Needs(ConfigSymbol symbol, ConfigSymbol other) => new(
        symbol,
        $"depends on {ConfigSymbols.NameOf(other)}",
        config => config.IsEnabled(other) ? Tristate.Yes : Tristate.No);

    private static KconfigRule OneOf(
        ConfigSymbol symbol, ConfigSymbol second, ConfigSymbol third) => new(
        symbol,
        $"is one of a choice: {ConfigSymbols.NameOf(second)} and {ConfigSymbols.NameOf(third)}"
            + " must be n",
        config => config.IsEnabled(second) || config.IsEnabled(third)
            ? Tristate.No
            : Tristate.Yes);

    private static KconfigRule AtLeast(
        ConfigSymbol symbol, ConfigSymbol larger, ConfigSymbol smaller) => new(
        symbol,
        $"depends on {ConfigSymbols.NameOf(larger)} >= {ConfigSymbols.NameOf(smaller)}",
        config => config[larger] >= config[smaller] ? Tristate.Yes : Tristate.No);

    private static KconfigRule NotAheadOf(ConfigSymbol symbol, ConfigSymbol other) => new(
        symbol,
        $"depends on {ConfigSymbols.NameOf(other)} || !{ConfigSymbols.NameOf(other)}:"
            + $" it may be y only if {ConfigSymbols.NameOf(other)} is y or n",
        config => config[other] == Tristate.Module ? Tristate.Module : Tristate.Yes);
}
