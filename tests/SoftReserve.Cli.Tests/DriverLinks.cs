using System.Text;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;

namespace SoftReserve.Cli.Tests;

/// <summary>What is bound to which driver, as the recordings list it.</summary>
internal static class DriverLinks
{
    /// <summary>CXL regions and dax devices with a driver.</summary>
    public static string Of(Kernel kernel)
    {
        var text = new StringBuilder();
        foreach (var region in kernel.Cxl.Regions)
            if (region.IsBound)
                text.Append(Invariant($"cxl/devices/region{region.Id}/driver -> cxl_region\n"));
        foreach (var region in kernel.Dax.Regions)
            foreach (var device in region.Devices)
                if (NameOf(device.Binding) is { } driver)
                    text.Append(Invariant(
                        $"dax/devices/dax{region.Id}.{device.Instance}/driver -> {driver}\n"));
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string? NameOf(DaxBinding binding) => binding switch
    {
        DaxBinding.Kmem => "kmem",
        DaxBinding.DeviceDax => "device_dax",
        _ => null,
    };
}
