using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>modprobe</c> and <c>rmmod</c>.</summary>
internal static class ModuleCommandParser
{
    public static UserCommand? Modprobe(string[] words, string line) => words switch
    {
        ["-r", var name] => RemovalOf(name, line),
        [var name] when ModuleNames.Find(name) is { } module =>
            new Modprobe(module) { Line = line },
        _ => null,
    };

    public static UserCommand? Rmmod(string[] words, string line) =>
        words is [var name] ? RemovalOf(name, line) : null;

    // unloading other modules is not modelled
    private static RemoveModule? RemovalOf(string name, string line) =>
        ModuleNames.Find(name) is KernelModule.DaxHmem or KernelModule.DaxCxl
            ? new RemoveModule(ModuleNames.Find(name)!.Value) { Line = line }
            : null;
}
