using SoftReserve.Addresses;
using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary>What modprobe and rmmod print on standard error, with line ends.</summary>
/// <remarks>kmod's tools; busybox has other words.</remarks>
internal static class ModuleToolText
{
    public static string InUse(string name) => $"modprobe: FATAL: Module {name} is in use.\n";

    public static string InUseBy(string name, ValueList<KernelModule> holders) =>
        $"rmmod: ERROR: Module {name} is in use by: "
        + $"{string.Join(' ', holders.Select(ModuleNames.NameOf))}\n";

    public static string IsBuiltIn(string name, bool byRmmod) =>
        $"{(byRmmod ? "rmmod: ERROR" : "modprobe: FATAL")}: Module {name} is builtin.\n";

    public static string NotLoaded(string name) =>
        $"rmmod: ERROR: Module {name} is not currently loaded\n";

    public static string NotFound(string name) => $"modprobe: FATAL: Module {name} not found.\n";

    public static string NoFile(string name, string release) =>
        $"modprobe: FATAL: Module {name} not found in directory /lib/modules/{release}\n";

    // what kmod makes of ENOENT, whether a symbol or a whole file is missing
    public static string LacksSymbols(string name) =>
        $"modprobe: ERROR: could not insert '{name}': "
        + "Unknown symbol in module, or unknown parameter (see dmesg)\n";
}
