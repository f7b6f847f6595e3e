using SoftReserve.Configuration;
using SoftReserve.Drivers;

namespace SoftReserve.Sysfs;

/// <summary>/sys/bus: buses and registered drivers, without their devices.</summary>
/// <remarks>Kernel: <c>bus_register()</c>, <c>bus_add_driver()</c>, drivers/base/bus.c.</remarks>
internal static class BusFolders
{
    public static void Add(FolderBuilder root, Kernel kernel)
    {
        foreach (var bus in new[] { "acpi", "dax", "memory", "memory_tiering", "node", "pci" })
            Bus(root, bus);
        Bus(root, "platform");
        if (HasCxlBus(kernel))
        {
            Bus(root, "cxl").WriteOnly("flush", KernelWrite.Ignored);
            root.In("/sys/kernel/debug/cxl");
        }

        foreach (var (bus, driver, module) in Registered(kernel))
            Driver(root, bus, driver, module);
    }

    private static FolderBuilder Bus(FolderBuilder root, string name)
    {
        var bus = root.In("/sys/bus/" + name);
        bus.In("devices");
        bus.In("drivers");
        return bus.WriteOnly(
                "drivers_probe", text => DriverWrites.Probe(name, text))
            .WriteOnly("uevent", KernelWrite.NotModelled)
            .Writable("drivers_autoprobe", "1", KernelWrite.NotModelled);
    }

    private static void Driver(FolderBuilder root, string bus, string name, string module)
    {
        var driver = root.In($"/sys/bus/{bus}/drivers/{name}")
            .Link("module", "/sys/module/" + module)
            .WriteOnly("bind", text => DriverWrites.Bind(bus, name, text))
            .WriteOnly("unbind", text => DriverWrites.Unbind(bus, name, text))
            .WriteOnly("uevent", KernelWrite.NotModelled);
        if (bus == "dax")
            driver.WriteOnly("new_id", text => DaxWrites.NewId(name, text))
                .WriteOnly("remove_id", text => DaxWrites.RemoveId(name, text));
    }

    private static IEnumerable<(string Bus, string Driver, string Module)> Registered(
        Kernel kernel)
    {
        if (HasCxlBus(kernel) && kernel.Boot.Config.IsEnabled(ConfigSymbol.CxlRegion))
            yield return ("cxl", "cxl_region", "cxl_core");
        foreach (var module in ModuleNames.All)
            if (kernel.Drivers.Live.Has(module))
                foreach (var (bus, driver) in DriversOf(kernel, module))
                    yield return (bus, driver, ModuleNames.NameOf(module));
    }

    private static (string Bus, string Driver)[] DriversOf(Kernel kernel, KernelModule module) =>
        module switch
        {
            KernelModule.CxlPort => [("cxl", "cxl_port")],
            KernelModule.CxlAcpi => [("platform", "cxl_acpi")],
            KernelModule.CxlPci => [("pci", "cxl_pci")],
            KernelModule.CxlMem => [("cxl", "cxl_mem")],
            KernelModule.DaxHmem when kernel.Hmem.IsDriverRegistered =>
                [("platform", "hmem_platform"), ("platform", "hmem")],
            KernelModule.DaxCxl when kernel.Dax.IsCxlDriverRegistered =>
                [("cxl", "cxl_dax_region")],
            KernelModule.Kmem => [("dax", "kmem")],
            KernelModule.DeviceDax => [("dax", "device_dax")],
            _ => [],
        };

    // cxl_core comes with the first module that needs it
    private static bool HasCxlBus(Kernel kernel) =>
        kernel.Boot.Config[ConfigSymbol.CxlBus] == Firmware.Tristate.Yes
        || kernel.Drivers.Live.Has(KernelModule.CxlPort)
        || kernel.Drivers.Live.Has(KernelModule.CxlAcpi)
        || kernel.Drivers.Live.Has(KernelModule.CxlPci)
        || kernel.Drivers.Live.Has(KernelModule.CxlMem)
        || kernel.Drivers.Live.Has(KernelModule.DaxCxl);
}
