using SoftReserve.Cxl;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>Every line that v4's hand-over to dax_cxl logs.</summary>
public static class CxlDaxText
{
    /// <summary>The dax region of a CXL region is made.</summary>
    public static KernelMessage Registered(CxlRegion region) => new(
        LogLevel.Debug, "devm_cxl_add_dax_region", Device(region),
        $"{IomemLabels.CxlRegion(region.Id)}: register dax_region{region.Id}");

    /// <summary>It could not be made.</summary>
    public static KernelMessage NotAdded(CxlRegion region, int errno) => new(
        LogLevel.Warning, null, "cxl " + IomemLabels.CxlRegion(region.Id),
        $"failed to add DAX for {IomemLabels.CxlRegion(region.Id)}: -{errno}");

    /// <summary>v7: the work that dax_cxl flushes was never initialised.</summary>
    public static KernelMessage FlushedUninitialised { get; } = new(
        LogLevel.Warning, null, "", $"WARNING: kernel/workqueue.c:4289 at __flush_work");

    /// <summary>The range is System RAM already.</summary>
    public static KernelMessage HasSystemRam(CxlRegion region, Resource ram) => new(
        LogLevel.Debug, "is_system_ram", Device(region),
        Overlap(KernelText.WithFlags(region.Range!.Value, ResourceFlags.Mem), ram));

    private static FormattableString Overlap(IFormattable region, Resource ram) =>
        $"{region} has System RAM: {KernelText.WithFlags(ram.Range, ram.Flags)}";

    private static string Device(CxlRegion region) =>
        "cxl_region " + IomemLabels.CxlRegion(region.Id);
}
