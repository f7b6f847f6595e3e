using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary>Reads the commands that the model can carry out.</summary>
/// <remarks>Words separated by spaces, as daxctl, cxl and modprobe take them; no quotes, no
/// variables.</remarks>
public static class CommandParser
{
    private const string HmemPlatformDriver = "/sys/bus/platform/drivers/hmem_platform";

    private const string MemdevDriver = "/sys/bus/cxl/drivers/cxl_mem";

    /// <summary>The command; null for a line that the model does not know.</summary>
    public static UserCommand? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["daxctl", "offline-memory", var device] => new SetMemoryState(device, false)
            {
                Line = line,
            },
            ["daxctl", "online-memory", var device] => new SetMemoryState(device, true)
            {
                Line = line,
            },
            ["daxctl", "disable-device", var device] => new DisableDevice(device)
            {
                Line = line,
            },
            ["daxctl", "offline-memory" or "online-memory" or "disable-device"
                or "destroy-device"] => new NoDeviceNamed { Line = line },
            ["daxctl", "create-device", .. var rest] => CreateDeviceOf(rest, line),
            ["daxctl", "destroy-device", .. var rest] => DestroyDeviceOf(rest, line),
            ["daxctl", "reconfigure-device", .. var rest] => ReconfigureOf(rest, line),
            ["echo", "hmem_platform.0", ">", HmemPlatformDriver + "/bind"] =>
                new BindHmemPlatform(true) { Line = line },
            ["echo", "hmem_platform.0", ">", HmemPlatformDriver + "/unbind"] =>
                new BindHmemPlatform(false) { Line = line },
            ["echo", var memdev, ">", MemdevDriver + "/bind"] =>
                new BindMemdev(memdev, true) { Line = line },
            ["echo", var memdev, ">", MemdevDriver + "/unbind"] =>
                new BindMemdev(memdev, false) { Line = line },
            ["rmmod", var name] => UnloadOf(name, line),
            ["modprobe", "-r", var name] => UnloadOf(name, line),
            ["modprobe", var name] when ModuleNames.Find(name) is { } module =>
                new Modprobe(module) { Line = line },
            ["cxl", .. var rest] => CxlCommandParser.Parse(rest, line),
            _ => null,
        };
    }

    private static UnloadModule? UnloadOf(string name, string line) =>
        ModuleNames.Find(name) is { } module and (KernelModule.DaxHmem or KernelModule.DaxCxl)
            ? new UnloadModule(module) { Line = line } : null;

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
