namespace SoftReserve.Drivers;

/// <summary>Which modules modprobe loads before another one.</summary>
/// <remarks>Symbol dependencies, and <c>softdep pre</c> lines where a module has them.</remarks>
public abstract class ModuleLinks
{
    /// <summary>Up to 6.19 and v4: cxl_mem is a module of its own that udev loads.</summary>
    public static readonly ModuleLinks MemdevByUdev = new LinksByUdev();

    /// <summary>7.0 and the postings on top of its CXL rework: cxl_pci pulls in cxl_mem.</summary>
    public static readonly ModuleLinks MemdevWithPci = new LinksWithPci(ModuleSet.None);

    /// <summary>v6 on: dax_cxl also pulls in dax_hmem.</summary>
    public static readonly ModuleLinks DaxCxlAfterHmem =
        new LinksWithPci(ModuleSet.Of(KernelModule.DaxHmem));

    /// <summary>Modules that must be live before the init of <paramref name="module"/>.</summary>
    public abstract ModuleSet Before(KernelModule module);

    /// <summary>Modules whose symbols <paramref name="module"/> uses: lsmod counts it with them,
    /// and they can not go before it. A <c>softdep</c> holds nothing.</summary>
    public abstract ModuleSet UsedBy(KernelModule module);

    private sealed class LinksByUdev : ModuleLinks
    {
        public override ModuleSet Before(KernelModule module) => module switch
        {
            KernelModule.CxlMem => ModuleSet.Of(KernelModule.CxlPort),
            _ => ModuleSet.None,
        };

        public override ModuleSet UsedBy(KernelModule module) => ModuleSet.None;
    }

    private sealed class LinksWithPci(ModuleSet beforeDaxCxl) : ModuleLinks
    {
        public override ModuleSet Before(KernelModule module) => module switch
        {
            KernelModule.CxlMem => ModuleSet.Of(KernelModule.CxlPort),
            KernelModule.CxlPci => ModuleSet.Of(KernelModule.CxlMem),
            KernelModule.CxlAcpi => ModuleSet.Of(KernelModule.CxlPort),
            KernelModule.DaxCxl => beforeDaxCxl,
            _ => ModuleSet.None,
        };

        public override ModuleSet UsedBy(KernelModule module) =>
            module == KernelModule.CxlAcpi ? ModuleSet.None : Before(module);
    }
}
