namespace SoftReserve.Configuration;

/// <summary>The configuration symbols that change who owns memory. Names are the kernel's, in C#
/// case, without CONFIG_.</summary>
public enum ConfigSymbol
{
    /// <summary>CXL_BUS: cxl_core.</summary>
    CxlBus,

    /// <summary>CXL_PORT: the port driver; nobody can set it, it is what CXL_BUS is.</summary>
    CxlPort,

    /// <summary>CXL_ACPI: windows.</summary>
    CxlAcpi,

    /// <summary>CXL_PCI: cards.</summary>
    CxlPci,

    /// <summary>CXL_MEM: attaching cards to ports.</summary>
    CxlMem,

    /// <summary>CXL_REGION: regions, part of cxl_core; y or n.</summary>
    CxlRegion,

    /// <summary>EFI_SOFT_RESERVE: honours EFI_MEMORY_SP; y or n.</summary>
    EfiSoftReserve,

    /// <summary>DEV_DAX: device_dax.</summary>
    DevDax,

    /// <summary>DEV_DAX_HMEM: dax_hmem.</summary>
    DevDaxHmem,

    /// <summary>DEV_DAX_CXL: dax_cxl.</summary>
    DevDaxCxl,

    /// <summary>DEV_DAX_KMEM: kmem.</summary>
    DevDaxKmem,

    /// <summary>MHP_DEFAULT_ONLINE_TYPE_ONLINE_AUTO: hot-added memory goes online by itself; y or
    /// n. Up to 6.13 MEMORY_HOTPLUG_DEFAULT_ONLINE.</summary>
    MhpDefaultOnlineTypeOnlineAuto,

    /// <summary>MHP_DEFAULT_ONLINE_TYPE_ONLINE_KERNEL: online for the kernel's own use too; y or
    /// n, since 6.14.</summary>
    MhpDefaultOnlineTypeOnlineKernel,

    /// <summary>MHP_DEFAULT_ONLINE_TYPE_ONLINE_MOVABLE: online for what can be moved away again; y
    /// or n, since 6.14.</summary>
    MhpDefaultOnlineTypeOnlineMovable,
}

/// <summary>The symbols as Kconfig spells them.</summary>
public static class ConfigSymbols
{
    private const string Prefix = "CONFIG_";

    // what the last of the four online types is called: it is y when the other three are n
    private const string OnlineTypeOffline = "MHP_DEFAULT_ONLINE_TYPE_OFFLINE";

    private static readonly (ConfigSymbol Symbol, string Name)[] Names =
    [
        (ConfigSymbol.CxlBus, "CXL_BUS"),
        (ConfigSymbol.CxlPort, "CXL_PORT"),
        (ConfigSymbol.CxlAcpi, "CXL_ACPI"),
        (ConfigSymbol.CxlPci, "CXL_PCI"),
        (ConfigSymbol.CxlMem, "CXL_MEM"),
        (ConfigSymbol.CxlRegion, "CXL_REGION"),
        (ConfigSymbol.EfiSoftReserve, "EFI_SOFT_RESERVE"),
        (ConfigSymbol.DevDax, "DEV_DAX"),
        (ConfigSymbol.DevDaxHmem, "DEV_DAX_HMEM"),
        (ConfigSymbol.DevDaxCxl, "DEV_DAX_CXL"),
        (ConfigSymbol.DevDaxKmem, "DEV_DAX_KMEM"),
        (ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto, "MHP_DEFAULT_ONLINE_TYPE_ONLINE_AUTO"),
        (ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel, "MHP_DEFAULT_ONLINE_TYPE_ONLINE_KERNEL"),
        (ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable, "MHP_DEFAULT_ONLINE_TYPE_ONLINE_MOVABLE"),
    ];

    /// <summary>Every symbol, in the order of the enumeration.</summary>
    public static IEnumerable<ConfigSymbol> All => Names.Select(pair => pair.Symbol);

    /// <summary>How many symbols there are.</summary>
    public static int Count => Names.Length;

    /// <summary>The name without CONFIG_.</summary>
    public static string NameOf(ConfigSymbol symbol) => Names[(int)symbol].Name;

    /// <summary>Finds a symbol by its name, with or without CONFIG_.</summary>
    /// <returns>Null for a symbol that decides nothing here.</returns>
    public static ConfigSymbol? Find(string name)
    {
        var bare = Bare(name);
        if (bare == "MEMORY_HOTPLUG_DEFAULT_ONLINE") // its name up to 6.13
            return ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto;
        foreach (var (symbol, known) in Names)
            if (known == bare)
                return symbol;
        return null;
    }

    /// <summary>True for the name, with or without CONFIG_, of the online type that leaves
    /// hot-added memory offline.</summary>
    public static bool IsOnlineTypeOffline(string name) => Bare(name) == OnlineTypeOffline;

    /// <summary>True for symbols that know no m.</summary>
    public static bool IsBoolean(ConfigSymbol symbol) => symbol is ConfigSymbol.CxlRegion
        or ConfigSymbol.EfiSoftReserve
        or >= ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto;

    /// <summary>The name without CONFIG_ in front.</summary>
    internal static string Bare(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}
