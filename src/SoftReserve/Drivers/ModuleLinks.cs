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

    /// <summary>The modules whose symbols <paramref name="module"/> uses: it can not be loaded
    /// without them, nor they be removed while it is there.</summary>
    public abstract ModuleSet HeldBy(KernelModule module);

    /// <summary>Its <c>softdep pre</c> modules: modprobe asks for them first, and takes them away
    /// after it. Where they can not be had, nothing is missed.</summary>
    public abstract ModuleSet SoftlyBefore(KernelModule module);

    private sealed class LinksByUdev : ModuleLinks
    {
        public override ModuleSet HeldBy(KernelModule module) => ModuleSet.None;

        public override ModuleSet SoftlyBefore(KernelModule module) =>
            module == KernelModule.CxlMem ? ModuleSet.Of(KernelModule.CxlPort) : ModuleSet.None;
    }

    private sealed class LinksWithPci(ModuleSet beforeDaxCxl) : ModuleLinks
    {
        public override ModuleSet HeldBy(KernelModule module) => module switch
        {
            KernelModule.CxlMem => ModuleSet.Of(KernelModule.CxlPort),
            KernelModule.CxlPci => ModuleSet.Of(KernelModule.CxlMem),
            KernelModule.DaxCxl => beforeDaxCxl,
            _ => ModuleSet.None,
        };

        public override ModuleSet SoftlyBefore(KernelModule module) =>
            module == KernelModule.CxlAcpi ? ModuleSet.Of(KernelModule.CxlPort) : ModuleSet.None;
    }
}
