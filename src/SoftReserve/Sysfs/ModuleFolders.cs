using SoftReserve.Drivers;

namespace SoftReserve.Sysfs;

/// <summary>/sys/module and /proc/modules.</summary>
/// <remarks>Kernel: <c>module_attr_initstate</c>, kernel/params.c; <c>m_show()</c>,
/// kernel/module/procfs.c. Sizes are those of Debian's 7.2.</remarks>
internal static class ModuleFolders
{
    public static void Add(FolderBuilder root, Kernel kernel)
    {
        foreach (var module in ModuleNames.All)
            if (kernel.Drivers.Live.Has(module))
                Module(root, kernel, module);
        root.In("/proc").Bytes("modules", () => string.Concat(ModuleNames.All
            .Where(module => IsLoaded(kernel, module))
            .OrderByDescending(module => (int)module)
            .Select(module => Line(kernel, module))));
    }

    /// <summary>Loaded modules that need this one.</summary>
    public static IEnumerable<string> HoldersOf(Kernel kernel, KernelModule module) =>
        ModuleNames.All
            .Where(other => IsLoaded(kernel, other) && kernel.Boot.HeldBy(other).Has(module))
            .Select(ModuleNames.NameOf);

    private static bool IsLoaded(Kernel kernel, KernelModule module) =>
        kernel.Drivers.Live.Has(module) && !kernel.Boot.IsBuiltIn(module);

    private static void Module(FolderBuilder root, Kernel kernel, KernelModule module)
    {
        var folder = root.In("/sys/module/" + ModuleNames.NameOf(module));
        if (!IsLoaded(kernel, module))
            return;
        var holders = HoldersOf(kernel, module).ToArray();
        folder.Text("initstate", "live")
            .Number("refcnt", holders.Length)
            .Number("coresize", SizeOf(module));
        var below = folder.In("holders");
        foreach (var holder in holders)
            below.Link(holder, "/sys/module/" + holder);
    }

    private static string Line(Kernel kernel, KernelModule module)
    {
        var holders = HoldersOf(kernel, module).ToArray();
        var list = holders.Length == 0 ? "-" : string.Join(',', holders) + ",";
        return FormattableString.Invariant(
            $"{ModuleNames.NameOf(module)} {SizeOf(module)} {holders.Length} {list} Live ")
            + "0x0000000000000000\n";
    }

    private static int SizeOf(KernelModule module) => module switch
    {
        KernelModule.CxlPort => 16384,
        KernelModule.CxlAcpi => 28672,
        KernelModule.CxlPci => 28672,
        KernelModule.CxlMem => 16384,
        KernelModule.DaxHmem => 20480,
        KernelModule.DaxCxl => 12288,
        KernelModule.Kmem => 12288,
        KernelModule.DeviceDax => 20480,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
