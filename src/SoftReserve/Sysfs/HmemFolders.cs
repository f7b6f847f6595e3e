using System.Globalization;
using SoftReserve.Dax;
using SoftReserve.Hmem;

namespace SoftReserve.Sysfs;

/// <summary>hmem_platform.N and the devices hmem.N.</summary>
/// <remarks>Kernel: <c>hmem_register_resource()</c>, drivers/dax/hmem/device.c;
/// <c>hmem_register_device()</c>, drivers/dax/hmem/hmem.c.</remarks>
internal static class HmemFolders
{
    private const string Platform = "/sys/devices/platform";

    public static void Add(FolderBuilder root, Kernel kernel)
    {
        if (kernel.Hmem.HasPlatformDevice)
            AddPlatform(root, kernel, 0);
        foreach (var further in kernel.Hmem.Further)
            AddPlatform(root, kernel, further.Id);
        foreach (var device in kernel.Hmem.Devices)
            AddDevice(root, kernel, device);
    }

    /// <summary>Where hmem.N is.</summary>
    public static string PathOf(Kernel kernel, int id) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(kernel.Boot.Generation.ParentsHmemDevices ? FirstPlatform : Platform)}/hmem.{id}");

    /// <summary>The node that hmem.N is near: that of its memory if it was online when the device
    /// was made, else the nearest that was.</summary>
    /// <remarks>Kernel: <c>numa_map_to_online_node()</c>, mm/mempolicy.c. Hot memory comes only
    /// after its device, so nodes with boot memory were online.</remarks>
    public static int NodeOf(Kernel kernel, int target)
    {
        var numa = kernel.Boot.Numa;
        var online = numa.MemoryNodes;
        if (target < 0 || online.IsEmpty || online.Contains(target))
            return target;
        return online.MinBy(node => numa.Distance(target, node));
    }

    private const string FirstPlatform = Platform + "/hmem_platform.0";

    private static void AddPlatform(FolderBuilder root, Kernel kernel, int id) => Device(
        root.In(string.Create(CultureInfo.InvariantCulture, $"{Platform}/hmem_platform.{id}")),
        "hmem_platform", kernel.Hmem.IsBound(id));

    private static void AddDevice(FolderBuilder root, Kernel kernel, HmemDevice device) => Device(
        root.In(PathOf(kernel, device.Id)), "hmem",
        kernel.Dax.Find(DaxOwner.Hmem, device.Id) is not null)
        .Number("numa_node", NodeOf(kernel, device.Node));

    private static FolderBuilder Device(FolderBuilder folder, string name, bool isBound) => folder
        .Device("platform", isBound ? name : null, "MODALIAS=platform:" + name)
        .Text("modalias", "platform:" + name)
        .Writable("driver_override", "(null)", KernelWrite.NotModelled);
}
