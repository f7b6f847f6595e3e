using System.Globalization;

namespace SoftReserve.Userspace;

/// <summary>Reads what is written to files below /sys.</summary>
internal static class FileCommandParser
{
    private const string PlatformName = "hmem_platform.";
    private const string DriverFolder = "/sys/bus/platform/drivers/hmem_platform/";
    private const string BindFile = DriverFolder + "bind", UnbindFile = DriverFolder + "unbind";
    private const string RootDecoderFolder = "/sys/bus/cxl/devices/decoder0.";
    private const string MemdevDriver = "/sys/bus/cxl/drivers/cxl_mem";

    public static UserCommand? Echo(string[] words, string line) => words switch
    {
        [var memdev, ">", MemdevDriver + "/bind"] => new BindMemdev(memdev, true) { Line = line },
        [var memdev, ">", MemdevDriver + "/unbind"] =>
            new BindMemdev(memdev, false) { Line = line },
        [var device, ">", UnbindFile] when PlatformOf(device) is { } platform =>
            new UnbindHmemPlatform(platform) { Line = line },
        [var device, ">", BindFile] when PlatformOf(device) is { } platform =>
            new BindHmemPlatform(platform) { Line = line },
        [var region, ">", var path]
            when Between(path, RootDecoderFolder, "/delete_region") is { } decoder
                && Between(region, "region", "") is { } id =>
            new DeleteCxlRegion(decoder, id) { Line = line },
        _ => null,
    };

    private static int? Between(string text, string before, string after) =>
        text.StartsWith(before, StringComparison.Ordinal)
        && text.EndsWith(after, StringComparison.Ordinal)
        && text.Length > before.Length + after.Length
        && int.TryParse(
            text[before.Length..^after.Length], NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    private static int? PlatformOf(string device) =>
        device.StartsWith(PlatformName, StringComparison.Ordinal)
        && int.TryParse(
            device.AsSpan(PlatformName.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
