namespace SoftReserve.Drivers;

/// <summary>The loadable parts whose order decides who owns memory.</summary>
public enum KernelModule
{
    /// <summary>Port driver.</summary>
    CxlPort,

    /// <summary>Windows and host bridges.</summary>
    CxlAcpi,

    /// <summary>PCI functions of cards.</summary>
    CxlPci,

    /// <summary>Attaches cards to ports.</summary>
    CxlMem,

    /// <summary>Soft Reserved ranges that HMEM takes.</summary>
    DaxHmem,

    /// <summary>Dax regions of CXL regions.</summary>
    DaxCxl,

    /// <summary>Dax devices as System RAM.</summary>
    Kmem,

    /// <summary>Dax devices as character devices.</summary>
    DeviceDax,
}

/// <summary>A set of modules.</summary>
public readonly record struct ModuleSet(uint Bits)
{
    /// <summary>No module.</summary>
    public static readonly ModuleSet None;

    /// <summary>True when the module is in the set.</summary>
    public bool Has(KernelModule module) => (Bits & (1u << (int)module)) != 0;

    /// <summary>True when every module of the other set is in this one.</summary>
    public bool HasAll(ModuleSet others) => (Bits & others.Bits) == others.Bits;

    /// <summary>The set with one more module.</summary>
    public ModuleSet With(KernelModule module) => new(Bits | (1u << (int)module));

    /// <summary>The set without a module.</summary>
    public ModuleSet Without(KernelModule module) => new(Bits & ~(1u << (int)module));

    /// <summary>The modules that are in both sets.</summary>
    public ModuleSet And(ModuleSet other) => new(Bits & other.Bits);

    /// <summary>The modules that are in any of both sets.</summary>
    public ModuleSet Or(ModuleSet other) => new(Bits | other.Bits);

    /// <summary>A set of these modules.</summary>
    public static ModuleSet Of(params ReadOnlySpan<KernelModule> modules)
    {
        var set = None;
        foreach (var module in modules)
            set = set.With(module);
        return set;
    }
}
