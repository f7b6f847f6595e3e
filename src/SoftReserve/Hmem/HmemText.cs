using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>Every line that drivers/dax/hmem logs.</summary>
public static class HmemText
{
    // hmem_active entries are requested BUSY, so their flags print as MEM|BUSY
    private const ResourceFlags Active = ResourceFlags.Mem | ResourceFlags.Busy;

    /// <summary>The range waits for CXL, or is left to it for good.</summary>
    public static KernelMessage DeferringToCxl(AddressRange range) =>
        Debug($"deferring range to CXL: {KernelText.WithFlags(range, Active)}");

    /// <summary>v8 on: the range waits for the first decision.</summary>
    public static KernelMessage AwaitingCxl(AddressRange range) =>
        Debug($"await CXL initial probe: {KernelText.WithFlags(range, Active)}");

    /// <summary>v4: HMEM takes the range.</summary>
    public static KernelMessage RegisteringCxl(AddressRange range) =>
        Debug($"registering CXL range: {KernelText.WithFlags(range, Active)}");

    /// <summary>v4: CXL keeps the range.</summary>
    public static KernelMessage DroppingCxl(AddressRange range) =>
        Debug($"dropping CXL range: {KernelText.WithFlags(range, Active)}");

    /// <summary>v7 on: CXL keeps the range.</summary>
    public static KernelMessage CxlClaims(AddressRange range) =>
        Debug($"CXL claims resource, dropping: {KernelText.WithFlags(range, Active)}");

    /// <summary>v7 on: HMEM takes the range.</summary>
    public static KernelMessage CxlDidNotClaim(AddressRange range) =>
        Debug($"CXL did not claim resource, registering: {KernelText.WithFlags(range, Active)}");

    /// <summary>v6: every range is CXL's.</summary>
    public static KernelMessage AllClaimed { get; } =
        Debug($"All Soft Reserved ranges claimed by CXL");

    /// <summary>v6: one range is not CXL's, so none is.</summary>
    public static KernelMessage NotAllContained { get; } = new(
        LogLevel.Warning, null, Platform,
        $"Soft Reserved not fully contained in CXL; using HMEM");

    /// <summary>The probe of hmem_platform.N failed.</summary>
    public static KernelMessage PlatformProbeFailed(int platform, int errno) => new(
        LogLevel.Error, null, $"hmem_platform hmem_platform.{platform}",
        $"probe with driver hmem_platform failed with error -{errno}");

    /// <summary>An entry of the candidate list overlaps an earlier one.</summary>
    public static KernelMessage AlreadyActive(AddressRange range) => new(
        LogLevel.Debug, "hmem_register_resource", "",
        $"hmem range {KernelText.WithFlags(range, ResourceFlags.Mem)} already active");

    private static string Platform => "hmem_platform hmem_platform.0";

    private static KernelMessage Debug(FormattableString text) =>
        new(LogLevel.Debug, "hmem_register_device", Platform, text);
}
