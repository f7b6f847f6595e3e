using System.Globalization;
using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary>Reads the commands that the model can carry out.</summary>
/// <remarks>Words separated by spaces, as daxctl, cxl and modprobe take them; no quotes, no
/// variables.</remarks>
public static class CommandParser
{
    private const string PlatformName = "hmem_platform.";
    private const string DriverFolder = "/sys/bus/platform/drivers/hmem_platform/";
    private const string BindFile = DriverFolder + "bind", UnbindFile = DriverFolder + "unbind";
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
            ["echo", var memdev, ">", MemdevDriver + "/bind"] =>
                new BindMemdev(memdev, true) { Line = line },
            ["echo", var memdev, ">", MemdevDriver + "/unbind"] =>
                new BindMemdev(memdev, false) { Line = line },
            ["modprobe", var name] when ModuleNames.Find(name) is { } module =>
                new Modprobe(module) { Line = line },
            ["modprobe", "-r", var name] => RemovalOf(name, line),
            ["rmmod", var name] => RemovalOf(name, line),
            ["echo", var device, ">", UnbindFile] when PlatformOf(device) is { } platform =>
                new UnbindHmemPlatform(platform) { Line = line },
            ["echo", var device, ">", BindFile] when PlatformOf(device) is { } platform =>
                new BindHmemPlatform(platform) { Line = line },
            ["cxl", .. var rest] => CxlCommandParser.Parse(rest, line),
            _ => null,
        };
    }

    // unloading other modules is not modelled
    private static RemoveModule? RemovalOf(string name, string line) =>
        ModuleNames.Find(name) is KernelModule.DaxHmem or KernelModule.DaxCxl
            ? new RemoveModule(ModuleNames.Find(name)!.Value) { Line = line }
            : null;

    private static int? PlatformOf(string device) =>
        device.StartsWith(PlatformName, StringComparison.Ordinal)
        && int.TryParse(
            device.AsSpan(PlatformName.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

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
