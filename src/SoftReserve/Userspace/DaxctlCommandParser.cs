using System.Globalization;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>daxctl</c>.</summary>
internal static class DaxctlCommandParser
{
    public static UserCommand? Parse(string[] words, string line) => words switch
    {
        ["offline-memory", var device] => new SetMemoryState(device, false) { Line = line },
        ["online-memory", var device] => new SetMemoryState(device, true) { Line = line },
        ["disable-device", var device] => new DisableDevice(device) { Line = line },
        ["offline-memory" or "online-memory" or "disable-device" or "destroy-device"] =>
            new NoDeviceNamed { Line = line },
        ["create-device", .. var rest] => CreateDeviceOf(rest, line),
        ["destroy-device", .. var rest] => DestroyDeviceOf(rest, line),
        ["reconfigure-device", .. var rest] => ReconfigureOf(rest, line),
        _ => null,
    };

    private static CreateDevice? CreateDeviceOf(string[] words, string line) => words switch
    {
        [] => new CreateDevice(null) { Line = line },
        ["-r", var id] when int.TryParse(id, out var number) => new CreateDevice(number)
        {
            Line = line,
        },
        _ => null,
    };

    private static DestroyDevice? DestroyDeviceOf(string[] words, string line) => words switch
    {
        ["-f", var device] => new DestroyDevice(device, true) { Line = line },
        [var device] => new DestroyDevice(device, false) { Line = line },
        _ => null,
    };

    private static UserCommand? ReconfigureOf(string[] words, string line)
    {
        var (forces, online, mode, device) = (false, true, "", "");
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] == "-f")
                forces = true;
            else if (words[index] == "-N")
                online = false;
            else if (words[index] == "-m" && index + 1 < words.Length)
                mode = words[++index];
            else
                device = words[index];
        }

        if (mode is not ("devdax" or "system-ram"))
            return null;
        return device.Length == 0
            ? new NoDeviceNamed { Line = line }
            : new ReconfigureDevice(device, mode == "system-ram", forces, online) { Line = line };
    }
}
