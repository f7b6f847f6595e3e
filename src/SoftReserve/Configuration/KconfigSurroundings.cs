using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>Symbols that decide nothing here by themselves, but without which others can not be
/// set. They are taken to be there until a setting says otherwise.</summary>
/// <remarks>drivers/cxl/Kconfig, drivers/dax/Kconfig, drivers/firmware/efi/Kconfig.</remarks>
public static class KconfigSurroundings
{
    private const string Pmem = "CXL_PMEM";

    private static readonly (ConfigSymbol Symbol, string Needs)[] Needs =
    [
        (ConfigSymbol.CxlBus, "PCI"),
        (ConfigSymbol.CxlAcpi, "ACPI"),
        (ConfigSymbol.CxlAcpi, "ACPI_NUMA"),
        (ConfigSymbol.CxlAcpi, "ACPI_HMAT"), // selected: with CXL_ACPI it can not be n
        (ConfigSymbol.CxlRegion, "SPARSEMEM"),
        (ConfigSymbol.EfiSoftReserve, "EFI"),
        (ConfigSymbol.EfiSoftReserve, "EFI_STUB"),
        (ConfigSymbol.EfiSoftReserve, "ACPI_HMAT"),
        (ConfigSymbol.DevDax, "TRANSPARENT_HUGEPAGE"),
        (ConfigSymbol.DevDaxKmem, "MEMORY_HOTPLUG"),
    ];

    /// <summary>True for a name, with or without CONFIG_, that can limit a
    /// <see cref="ConfigSymbol"/>.</summary>
    public static bool Knows(string name) => ConfigSymbols.Bare(name) == Pmem
        || Array.Exists(Needs, each => each.Needs == ConfigSymbols.Bare(name));

    /// <summary>What a setting of such a symbol forbids; nothing for any other.</summary>
    public static IEnumerable<KconfigRule> RulesOf(ConfigSetting setting)
    {
        var name = ConfigSymbols.Bare(setting.Symbol);
        if (name == Pmem && setting.Value == Tristate.Module)
            yield return new KconfigRule(
                ConfigSymbol.CxlAcpi,
                "depends on CXL_PMEM || !CXL_PMEM: it may be y only if CXL_PMEM is y or n",
                _ => Tristate.Module);
        if (setting.Value != Tristate.No)
            yield break;
        foreach (var (symbol, needs) in Needs)
            if (needs == name)
                yield return new KconfigRule(symbol, $"needs {name}", _ => Tristate.No);
    }
}
