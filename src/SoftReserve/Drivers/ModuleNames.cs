using SoftReserve.Addresses;
using SoftReserve.Configuration;

namespace SoftReserve.Drivers;

/// <summary>Modules by the names that modprobe knows, and the symbols that build them.</summary>
public static class ModuleNames
{
    private static readonly (KernelModule Module, string Name, ConfigSymbol Symbol)[] Table =
    [
        (KernelModule.CxlPort, "cxl_port", ConfigSymbol.CxlPort),
        (KernelModule.CxlAcpi, "cxl_acpi", ConfigSymbol.CxlAcpi),
        (KernelModule.CxlPci, "cxl_pci", ConfigSymbol.CxlPci),
        (KernelModule.CxlMem, "cxl_mem", ConfigSymbol.CxlMem),
        (KernelModule.DaxHmem, "dax_hmem", ConfigSymbol.DevDaxHmem),
        (KernelModule.DaxCxl, "dax_cxl", ConfigSymbol.DevDaxCxl),
        (KernelModule.Kmem, "kmem", ConfigSymbol.DevDaxKmem),
        (KernelModule.DeviceDax, "device_dax", ConfigSymbol.DevDax),
    ];

    /// <summary>Every module, in the order of the enumeration.</summary>
    public static ValueList<KernelModule> All { get; } = [.. Table.Select(row => row.Module)];

    /// <summary>The module's name.</summary>
    public static string NameOf(KernelModule module) => Table[(int)module].Name;

    /// <summary>The symbol that builds it.</summary>
    public static ConfigSymbol SymbolOf(KernelModule module) => Table[(int)module].Symbol;

    /// <summary>The module of that name; null for one that is not modelled.</summary>
    public static KernelModule? Find(string name)
    {
        foreach (var (module, known, _) in Table)
            if (known == name)
                return module;
        return null;
    }
}
