using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>CXL hardware of a machine that nobody described.</summary>
internal static class RunningHardware
{
    public static CxlTopology Read(CaptureContext context, Cedt? cedt)
    {
        _ = (context, cedt);
        return CxlTopology.None;
    }
}
