using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;
using SoftReserve.Firmware;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Hmem.Steps;

/// <summary>System RAM and its like go into iomem.</summary>
/// <remarks>Kernel: <c>e820__reserve_resources()</c>, arch/x86/kernel/e820.c.</remarks>
/// <seealso cref="StageSoftReserved"/>
public sealed record ReserveMemoryMap : Initcall
{
    /// <inheritdoc/>
    public override string Token => "e820";

    /// <inheritdoc/>
    public override string Title => "put System RAM into iomem";

    /// <inheritdoc/>
    public override string Function => "e820__reserve_resources(), arch/x86/kernel/e820.c";

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel)
    {
        var boot = kernel.Boot;
        kernel = kernel.LogBlock(() => boot.EarlyMessages());
        var iomem = kernel.Resources.Iomem;
        foreach (var entry in boot.MemoryMap.Entries)
            if (MemoryMapResources.IsEarly(entry))
                iomem = iomem.InsertExpandingToFit(MemoryMapResources.Of(entry)).Tree;
        return kernel.WithIomem(iomem).AnnounceFirstZonelists();
    }
}

/// <summary>The range is kept apart, in a private tree; before the series it went into iomem at
/// once.</summary>
/// <remarks>Kernel: <c>e820__reserve_resources_late()</c>, arch/x86/kernel/e820.c, rules R22 and
/// R23; on arm64 and riscv64 <c>arm_enable_runtime_services()</c> and
/// <c>riscv_enable_runtime_services()</c>, drivers/firmware/efi/, which always use iomem and leave
/// out what does not fit (rule R24).</remarks>
/// <seealso cref="RegisterHmatTargets"/>
public sealed record StageSoftReserved : Initcall
{
    /// <inheritdoc/>
    public override string Token => "e820-late";

    /// <inheritdoc/>
    public override string Title => "keep Soft Reserved ranges";

    /// <inheritdoc/>
    public override string Function => "e820__reserve_resources_late(), arch/x86/kernel/e820.c";

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel)
    {
        foreach (var entry in kernel.Boot.MemoryMap.Entries)
            if (!MemoryMapResources.IsEarly(entry))
                kernel = Place(kernel, entry);
        return kernel;
    }

    private static Kernel Place(Kernel kernel, E820Entry entry)
    {
        var added = MemoryMapResources.Of(entry);
        if (kernel.Boot.Machine.Architecture != Architecture.X86)
            return kernel.Resources.Iomem.Insert(added) is Insertion.Placed placed
                ? kernel.WithIomem(placed.Tree)
                : kernel;
        var home = entry.Type == MemoryType.SoftReserved
            ? kernel.Boot.StagingHome
            : SoftReservedHome.Iomem;
        var expansion = home.Place(kernel.Resources, added);
        foreach (var growth in expansion.Growths)
            kernel = kernel.Log(ResourceText.Expanded(added, growth));
        if (entry.Type == MemoryType.SoftReserved)
            kernel = kernel.Note(new SoftReservedKept(
                entry.Range, expansion.Placed, home, kernel.Boot.Machine.Architecture));
        return kernel with { Resources = home.With(kernel.Resources, expansion.Tree) };
    }
}

/// <summary>HMAT gives ranges a target node: every SRAT range becomes a candidate of
/// HMEM.</summary>
/// <remarks>Kernel: <c>hmat_init()</c>, drivers/acpi/numa/hmat.c, rule R26. DRAM is among them and
/// is filtered out later, because it is not Soft Reserved.</remarks>
/// <seealso cref="Cxl.CxlAcpiProbe"/>
public sealed record RegisterHmatTargets : Initcall
{
    /// <inheritdoc/>
    public override string Token => "hmat";

    /// <inheritdoc/>
    public override string Title => "take HMEM's candidates from HMAT";

    /// <inheritdoc/>
    public override string Function => "hmat_init(), drivers/acpi/numa/hmat.c";

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel)
    {
        foreach (var candidate in kernel.Boot.HmatCandidates)
            kernel = kernel.AddHmemCandidate(candidate, CandidateSource.Hmat);
        return kernel;
    }
}

/// <summary>Soft Reserved ranges that HMAT does not speak of become candidates too.</summary>
/// <remarks>Kernel: <c>hmem_init()</c>, drivers/dax/hmem/device.c, device_initcall.</remarks>
/// <seealso cref="HmemPlatformProbe"/>
public sealed record RegisterSoftReservedRanges : Initcall
{
    /// <inheritdoc/>
    public override string Token => "hmem_init";

    /// <inheritdoc/>
    public override string Title => "add Soft Reserved ranges to HMEM's candidates";

    /// <inheritdoc/>
    public override string Function => "hmem_init(), drivers/dax/hmem/device.c";

    /// <inheritdoc/>
    protected override Kernel Body(Kernel kernel) => kernel.AddSoftReservedCandidates();
}
