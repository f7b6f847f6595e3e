using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cli.Qemu;

/// <summary>The windows that QEMU is told to make: the machine's by address, and one more for each
/// gap between them, of which the guest's CEDT says nothing.</summary>
internal static class HardwareWindows
{
    public static ValueList<FixedMemoryWindow> Of(Machine asBuilt)
    {
        var windows = new List<FixedMemoryWindow>();
        ulong? end = null;
        foreach (var (window, range) in WindowPlacement.Windowed(asBuilt))
        {
            if (end is { } last && range.Start.Value > last)
                windows.Add(window with
                {
                    Base = new Hpa(last),
                    Size = range.Start.Value - last,
                    EncodedWays = 0,
                    EncodedGranularity = 0,
                    Targets = [window.Targets[0]],
                });
            windows.Add(window);
            end = range.End.Value + 1;
        }

        return [.. windows];
    }
}
