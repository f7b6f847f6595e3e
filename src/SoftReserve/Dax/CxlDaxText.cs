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
        LogLevel.Warning, null, Device(region),
        $"failed to add DAX for {IomemLabels.CxlRegion(region.Id)}: -{errno}");

    /// <summary>v7: the work that dax_cxl flushes was never initialised.</summary>
    public static KernelMessage FlushedUninitialised { get; } = new(
        LogLevel.Warning, null, "", $"WARNING: kernel/workqueue.c:4289 at __flush_work");

    /// <summary>The range is System RAM already. Of the RAM the line shows what lies
    /// inside.</summary>
    public static KernelMessage HasSystemRam(CxlRegion region, Resource ram) => new(
        LogLevel.Debug, "is_system_ram", Device(region),
        Overlap(
            KernelText.WithFlags(region.Range!.Value, ResourceFlags.Mem),
            KernelText.WithFlags(
                ram.Range.Intersect(region.Range.Value) ?? ram.Range, ram.Flags)));

    private static FormattableString Overlap(IFormattable region, IFormattable ram) =>
        $"{region} has System RAM: {ram}";

    // the bus stands for a driver where none is bound
    private static string Device(CxlRegion region) =>
        (region.IsBound ? "cxl_region " : "cxl ") + IomemLabels.CxlRegion(region.Id);
}
