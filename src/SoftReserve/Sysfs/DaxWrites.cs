using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>The files of dax regions, dax devices and their drivers.</summary>
/// <remarks>Kernel: drivers/dax/bus.c.</remarks>
internal static class DaxWrites
{
    private const string Devdax = "device_dax";
    private const ulong SmallPage = 1UL << 12, HugePage = 1UL << 30;

    /// <summary>A driver's <c>bind</c>. A dax device is kmem's by its kind; device_dax takes only
    /// what its <c>new_id</c> names.</summary>
    public static KernelWrite Bind(string driver, string name) => WithDevice(
        name, (kernel, region, device) =>
        {
            if (driver == Devdax && !device.PrefersDevdax)
                return (kernel, Errno.NoDevice);
            if (IsBound(device))
                return (kernel, Errno.Busy);
            if (device.Ranges.IsEmpty)
                return (kernel, Errno.NoSuchDeviceOrAddress);
            kernel = Probe(kernel, region, device, driver == Devdax);
            return (kernel, IsBound(Find(kernel, name)!.Value.Device) ? 0
                : region.TargetNode < 0 ? Errno.Invalid : Errno.Busy);
        },
        Errno.NoDevice);

    /// <summary>A driver's <c>unbind</c>. kmem leaves memory that is online.</summary>
    public static KernelWrite Unbind(string driver, string name) => WithDevice(
        name, (kernel, region, device) => device.Binding == BindingOf(driver)
            ? (kernel.UnbindDaxDevice(region, device), 0)
            : (kernel, Errno.NoDevice),
        Errno.NoDevice);

    /// <summary><c>new_id_store()</c>: from now on the driver is this device's, and it tries what
    /// has no driver.</summary>
    public static KernelWrite NewId(string driver, string name) => WithId(
        name, (kernel, region, device) => IsBound(device)
            ? kernel.WithDaxDevice(region, device with { PrefersDevdax = driver == Devdax })
            : Probe(kernel, region, device, driver == Devdax));

    /// <summary><c>remove_id_store()</c>: whoever has the device keeps it.</summary>
    public static KernelWrite RemoveId(string driver, string name) => WithId(
        name, (kernel, region, device) => driver == Devdax
            ? kernel.WithDaxDevice(region, device with { PrefersDevdax = false })
            : kernel);

    /// <summary><c>create_store()</c>: 1 makes a device without a byte.</summary>
    public static KernelWrite Create(DaxOwner owner, int id, string text) => KernelWrite.Of(
        text, kernel => WrittenText.Number(text) != 1 ? (kernel, Errno.Invalid)
            : kernel.Dax.Find(owner, id) is { } region ? kernel.CreateDaxDevice(region)
            : (kernel, Errno.NoDevice));

    /// <summary><c>delete_store()</c>: by name.</summary>
    public static KernelWrite Delete(DaxOwner owner, int id, string text) => WithDevice(
        text, (kernel, region, device) => region.Owner == owner && region.Id == id
            ? kernel.DeleteDaxDevice(region, device)
            : (kernel, Errno.NoSuchDeviceOrAddress),
        Errno.NoSuchDeviceOrAddress);

    /// <summary><c>size_store()</c>.</summary>
    public static KernelWrite Size(string name, string text) => WithDevice(
        name, (kernel, region, device) => WrittenText.Number(text) is { } size
            ? kernel.ResizeDaxDevice(region, device, new ByteSize(size))
            : (kernel, Errno.Invalid),
        Errno.NoDevice);

    /// <summary><c>mapping_store()</c>: exactly these free bytes, as <c>start-end</c>.</summary>
    public static KernelWrite Mapping(string name, string text) => WithDevice(
        name, (kernel, region, device) =>
        {
            if (!AddressRange.TryParse(text, out var range)
                || !range.Start.IsAlignedTo(DaxRegionCreation.Alignment)
                || range.Size.Bytes % DaxRegionCreation.Alignment != 0)
                return (kernel, Errno.Invalid);
            if (IsBound(device) || !region.Free.Any(free => free.Contains(range)))
                return (kernel, Errno.Busy);
            return (kernel
                .WithDaxDevice(region, device with { Ranges = device.Ranges.Add(range) })
                .Log(DaxText.AllocatedLater(
                    region.Id, device.Instance, device.Ranges.Count, range)), 0);
        },
        Errno.NoDevice);

    /// <summary><c>align_store()</c>: what it is already; the sizes of other pages are not
    /// modelled.</summary>
    public static KernelWrite Align(string name, string text) => WrittenText.Number(text) switch
    {
        DaxRegionCreation.Alignment => WithDevice(
            name,
            (kernel, _, device) => (kernel, IsBound(device) ? Errno.Busy : 0),
            Errno.NoDevice),
        SmallPage or HugePage => KernelWrite.NotModelled(text),
        _ => KernelWrite.Refused(text, Errno.Invalid),
    };

    private static Kernel Probe(
        Kernel kernel, DaxRegion region, DaxDevice device, bool prefersDevdax)
    {
        var wanted = device with { Binding = DaxBinding.Unbound, PrefersDevdax = prefersDevdax };
        return kernel.WithDaxDevice(region, wanted).ProbeDaxDevice(region, wanted);
    }

    private static bool IsBound(DaxDevice device) => device.IsBound;

    private static DaxBinding BindingOf(string driver) =>
        driver == Devdax ? DaxBinding.DeviceDax : DaxBinding.Kmem;

    // a name in the list of a driver need not be there
    private static KernelWrite WithId(
        string name, Func<Kernel, DaxRegion, DaxDevice, Kernel> act) =>
        WrittenText.Pair("dax", name) is null
            ? KernelWrite.Refused(name, Errno.Invalid)
            : WithDevice(name, (kernel, region, device) => (act(kernel, region, device), 0), 0);

    private static KernelWrite WithDevice(
        string name, Func<Kernel, DaxRegion, DaxDevice, (Kernel, int)> act, int missing) =>
        KernelWrite.Of(name, kernel => Find(kernel, name) is var (region, device)
            ? act(kernel, region, device)
            : (kernel, missing));

    private static (DaxRegion Region, DaxDevice Device)? Find(Kernel kernel, string name)
    {
        if (WrittenText.Pair("dax", name) is not var (id, instance))
            return null;
        foreach (var region in kernel.Dax.Regions)
            foreach (var device in region.Devices)
                if (region.Id == id && device.Instance == instance)
                    return (region, device);
        return null;
    }
}
