using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>The files <c>bind</c> and <c>unbind</c> of drivers.</summary>
/// <remarks>Kernel: <c>bind_store()</c>, <c>unbind_store()</c>, drivers/base/bus.c: -ENODEV for a
/// device that is not there, or not that driver's; -EBUSY for one that has a driver.</remarks>
internal static class DriverWrites
{
    private const string CxlRoot = "ACPI0017:00";

    public static UserCommand Bind(string bus, string driver, string device) =>
        (bus, driver) switch
        {
            ("cxl", "cxl_mem") => KernelWrite.Of(device, kernel => BindMemdev(kernel, device)),
            ("cxl", "cxl_port") => KernelWrite.Of(device, kernel =>
                PortNamed(kernel, device) is not { } port ? (kernel, Errno.NoDevice)
                : port.IsDisabled ? (kernel.EnableCxlPort(port.Id), 0)
                : (kernel, Errno.Busy)),
            ("cxl", "cxl_region") => KernelWrite.Of(device, kernel => BindRegion(kernel, device)),
            ("cxl", "cxl_dax_region") =>
                KernelWrite.Of(device, kernel => BindDaxRegion(kernel, device)),
            ("platform", "hmem") => KernelWrite.Of(device, kernel => BindHmem(kernel, device)),
            ("platform", "hmem_platform") =>
                WrittenText.NumberBehind("hmem_platform.", device) is { } platform
                    ? new BindHmemPlatform(platform) { Line = device }
                    : KernelWrite.Refused(device, Errno.NoDevice),
            ("platform", "cxl_acpi") => KernelWrite.Of(device, kernel => BindRoot(kernel, device)),
            ("pci", "cxl_pci") => KernelWrite.Of(device, kernel =>
                CardNamed(kernel, device) is { } card && kernel.Cxl.FindMemdev(card) is not null
                    ? (kernel, Errno.Busy)
                    : (kernel, Errno.NoDevice)),
            ("dax", _) => DaxWrites.Bind(driver, device),
            _ => KernelWrite.NotModelled(device),
        };

    public static UserCommand Unbind(string bus, string driver, string device) =>
        (bus, driver) switch
        {
            ("cxl", "cxl_mem") => KernelWrite.Of(device, kernel =>
                kernel.Cxl.FindMemdev(device) is { Attachment: MemdevAttachment.Attached }
                    ? (kernel.DetachMemdev(device), 0)
                    : (kernel, Errno.NoDevice)),
            ("cxl", "cxl_port") => KernelWrite.Of(device, kernel =>
                PortNamed(kernel, device) is { IsDisabled: false } port
                    ? (kernel.DisableCxlPort(port.Id), 0)
                    : (kernel, Errno.NoDevice)),
            ("cxl", "cxl_region") => KernelWrite.Of(device, kernel =>
                RegionNamed(kernel, "region", device) is { IsBound: true } region
                    ? (kernel.DisableCxlRegion(region.Id), 0)
                    : (kernel, Errno.NoDevice)),
            ("cxl", "cxl_dax_region") => KernelWrite.Of(device, kernel => RemoveDaxRegion(
                kernel, DaxOwner.Cxl, WrittenText.NumberBehind("dax_region", device))),
            ("platform", "hmem") => KernelWrite.Of(device, kernel => RemoveDaxRegion(
                kernel, DaxOwner.Hmem, WrittenText.NumberBehind("hmem.", device))),
            ("platform", "hmem_platform") =>
                WrittenText.NumberBehind("hmem_platform.", device) is { } platform
                    ? new UnbindHmemPlatform(platform) { Line = device }
                    : KernelWrite.Refused(device, Errno.NoDevice),
            ("platform", "cxl_acpi") => KernelWrite.Of(device, kernel =>
                device == CxlRoot && kernel.Cxl.HasRoot
                    ? (kernel.RemoveCxlRoot(), 0)
                    : (kernel, Errno.NoDevice)),
            ("dax", _) => DaxWrites.Unbind(driver, device),
            _ => KernelWrite.NotModelled(device),
        };

    /// <summary>A bus's <c>drivers_probe</c>: drivers try a device that has none. Whether one takes
    /// it nobody tells.</summary>
    /// <remarks>Kernel: <c>drivers_probe_store()</c>, drivers/base/bus.c.</remarks>
    public static KernelWrite Probe(string bus, string device) => KernelWrite.Of(device, kernel =>
    {
        var tree = FileTree.Of(kernel);
        var place = $"/sys/bus/{bus}/devices/{device}";
        if (tree.Find(place) is null)
            return (kernel, Errno.NoDevice);
        if (tree.Find(place + "/driver") is null)
            foreach (var driver in tree.Names($"/sys/bus/{bus}/drivers"))
                if (Matches(driver, device))
                    kernel = Bind(bus, driver, device).Run(kernel).Kernel;
        return (kernel, 0);
    });

    // device_dax comes before kmem, which would take what is device_dax's by new_id
    private static bool Matches(string driver, string device) => driver switch
    {
        "cxl_acpi" => device == CxlRoot,
        "cxl_mem" => WrittenText.NumberBehind("mem", device) is not null,
        "cxl_port" => WrittenText.NumberBehind("port", device) is not null,
        "cxl_region" => WrittenText.NumberBehind("region", device) is not null,
        "cxl_dax_region" => WrittenText.NumberBehind("dax_region", device) is not null,
        "hmem" or "hmem_platform" =>
            WrittenText.NumberBehind(driver + ".", device) is not null,
        "device_dax" or "kmem" => true,
        _ => false,
    };

    private static (Kernel Kernel, int Errno) BindRoot(Kernel kernel, string device)
    {
        if (device != CxlRoot || kernel.Boot.Machine.Cedt is null)
            return (kernel, Errno.NoDevice);
        return kernel.Cxl.HasRoot ? (kernel, Errno.Busy) : (kernel.ProbeCxlAcpi(), 0);
    }

    private static string? CardNamed(Kernel kernel, string function)
    {
        var names = new PciNames(kernel.Boot.Machine.Cxl);
        return kernel.Boot.Machine.Cxl.Memdevs.Select(card => card.Name)
            .FirstOrDefault(card => names.Card(card) == function);
    }

    private static (Kernel Kernel, int Errno) BindMemdev(Kernel kernel, string device)
    {
        if (kernel.Cxl.FindMemdev(device) is not { } memdev)
            return (kernel, Errno.NoDevice);
        if (memdev.Attachment == MemdevAttachment.Attached)
            return (kernel, Errno.Busy);
        kernel = kernel.AttachMemdev(device);
        return (kernel, kernel.Cxl.FindMemdev(device)!.Attachment == MemdevAttachment.Attached
            ? 0
            : Errno.NoSuchDeviceOrAddress);
    }

    private static (Kernel Kernel, int Errno) BindRegion(Kernel kernel, string device)
    {
        if (RegionNamed(kernel, "region", device) is not { } region)
            return (kernel, Errno.NoDevice);
        if (region.IsBound)
            return (kernel, Errno.Busy);
        kernel = kernel.BindCxlRegion(region.Id);
        return (kernel, kernel.Cxl.FindRegion(region.Id) is { IsBound: true }
            ? 0
            : Errno.NoSuchDeviceOrAddress);
    }

    // both drivers make a dax region of every device that has none
    private static (Kernel Kernel, int Errno) BindDaxRegion(Kernel kernel, string device)
    {
        if (RegionNamed(kernel, "dax_region", device) is not { HasDaxRegionDevice: true } region)
            return (kernel, Errno.NoDevice);
        if (kernel.Dax.Find(DaxOwner.Cxl, region.Id) is not null)
            return (kernel, Errno.Busy);
        kernel = kernel.BindCxlDaxRegions();
        return (kernel, kernel.Dax.Find(DaxOwner.Cxl, region.Id) is null ? Errno.NoMemory : 0);
    }

    private static (Kernel Kernel, int Errno) BindHmem(Kernel kernel, string device)
    {
        if (WrittenText.NumberBehind("hmem.", device) is not { } id
            || kernel.Hmem.Devices.FindIndex(each => each.Id == id) < 0)
            return (kernel, Errno.NoDevice);
        if (kernel.Dax.Find(DaxOwner.Hmem, id) is not null)
            return (kernel, Errno.Busy);
        kernel = kernel.BindHmemDevices();
        return (kernel, kernel.Dax.Find(DaxOwner.Hmem, id) is null ? Errno.NoMemory : 0);
    }

    private static (Kernel Kernel, int Errno) RemoveDaxRegion(
        Kernel kernel, DaxOwner owner, int? id) =>
        id is { } number && kernel.Dax.Find(owner, number) is not null
            ? (kernel.RemoveDaxRegion(owner, number), 0)
            : (kernel, Errno.NoDevice);

    private static CxlPort? PortNamed(Kernel kernel, string device)
    {
        foreach (var port in kernel.Cxl.Ports)
            if (WrittenText.NumberBehind("port", device) == port.Id)
                return port;
        return null;
    }

    private static CxlRegion? RegionNamed(Kernel kernel, string word, string device) =>
        WrittenText.NumberBehind(word, device) is { } id ? kernel.Cxl.FindRegion(id) : null;
}
