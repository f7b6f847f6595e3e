using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>CXL keeps a range: its regions get the device dax_regionN, which dax_cxl turns into a
/// dax region.</summary>
/// <remarks>Kernel: <c>devm_cxl_add_dax_region()</c>, drivers/cxl/core/region.c;
/// <c>cxl_dax_region_probe()</c>, drivers/dax/cxl.c.</remarks>
/// <seealso cref="DaxRegionCreation"/>
public static class CxlDax
{
    extension(Kernel kernel)
    {
        /// <summary>Adds the device dax_regionN; udev loads dax_cxl, a loaded one
        /// probes.</summary>
        public Kernel AddCxlDaxRegionDevice(CxlRegion region)
        {
            var withDevice = region with { HasDaxRegionDevice = true };
            return (kernel with { Cxl = kernel.Cxl.WithRegion(withDevice) })
                .RequestByUdev(KernelModule.DaxCxl)
                .BindCxlDaxRegion(withDevice);
        }

        /// <summary>v4 7/9: a dax region for every RAM region that overlaps the range and has no
        /// System RAM in it.</summary>
        /// <remarks>Kernel: <c>cxl_register_dax()</c>, drivers/cxl/core/region.c. It takes
        /// uncommitted regions too and learns the truth from the error (bug N5).</remarks>
        public Kernel CreateCxlDaxOver(AddressRange range)
        {
            foreach (var region in kernel.Cxl.Regions)
                if (region.Mode == PartitionMode.Ram && region.Range?.Overlaps(range) == true)
                    kernel = kernel.CreateCxlDaxOf(region);
            return kernel;
        }

        /// <summary>Binds every dax_regionN that has no dax region, in creation order.</summary>
        public Kernel BindCxlDaxRegions()
        {
            foreach (var region in kernel.Cxl.Regions)
                kernel = kernel.BindCxlDaxRegion(region);
            return kernel;
        }

        /// <summary>Takes dax_regionN and its dax region away.</summary>
        public Kernel RemoveCxlDaxRegionDevice(int id)
        {
            var removed = kernel.RemoveDaxRegion(DaxOwner.Cxl, id);
            return removed.Cxl.FindRegion(id) is { } region
                ? removed with
                {
                    Cxl = removed.Cxl.WithRegion(region with { HasDaxRegionDevice = false }),
                }
                : removed;
        }

        /// <summary>dax_cxl's init: its driver binds what waits for it.</summary>
        public Kernel RegisterCxlDaxDriver() =>
            (kernel with
            {
                Dax = kernel.Dax with
                {
                    IsCxlDriverRegistered = true,
                    IsCxlRegistrationQueued = false,
                },
            }).BindCxlDaxRegions();

        /// <summary>dax_cxl's exit: its dax regions go; the devices dax_regionN stay.</summary>
        public Kernel ExitDaxCxl()
        {
            foreach (var region in kernel.Cxl.Regions)
                kernel = kernel.RemoveDaxRegion(DaxOwner.Cxl, region.Id);
            return (kernel with
            {
                Dax = kernel.Dax with
                {
                    IsCxlDriverRegistered = false,
                    IsCxlRegistrationQueued = false,
                },
            }).Unload(KernelModule.DaxCxl);
        }

        private Kernel CreateCxlDaxOf(CxlRegion region)
        {
            var range = region.Range!.Value;
            if (kernel.Resources.Iomem.FirstOverlapping(range, BusySystemRam) is { } ram)
                return kernel
                    .Note(new CxlRegionUse.SystemRam(region, ram))
                    .Log(CxlDaxText.HasSystemRam(region, ram));
            if (!region.IsCommitted)
                return kernel.NotAdded(region, Errno.NoSuchDeviceOrAddress);
            if (region.HasDaxRegionDevice)
                return kernel.NotAdded(region, Errno.Exists);
            return kernel
                .Note(new CxlRegionUse.Dax(region))
                .Log(CxlDaxText.Registered(region))
                .AddCxlDaxRegionDevice(region);
        }

        private Kernel NotAdded(CxlRegion region, int errno) => kernel
            .Note(new CxlRegionUse.NotAdded(region, errno))
            .Log(CxlDaxText.NotAdded(region, errno));

        private Kernel BindCxlDaxRegion(CxlRegion region)
        {
            var binds = region is { HasDaxRegionDevice: true, Range: not null }
                && kernel.Dax.IsCxlDriverRegistered
                && kernel.Dax.Find(DaxOwner.Cxl, region.Id) is null;
            if (binds && kernel.Boot.Generation.CxlDaxBinding.HangsOn(kernel.Hmem))
                return kernel with { Dax = kernel.Dax with { IsCxlProbeStuck = true } };
            if (!binds || !kernel.Boot.Generation.CxlDaxBinding.Allows(kernel.Hmem))
                return kernel;
            var range = region.Range!.Value;
            var node = kernel.Boot.Numa.TargetNode(range.Start);
            if (node < 0)
                node = kernel.Boot.Numa.AddPhysaddrNode(range.Start);
            return kernel.CreateDaxRegion(DaxOwner.Cxl, region.Id, range, node);
        }
    }

    private const ResourceFlags BusySystemRam = ResourceFlags.SystemRam | ResourceFlags.Busy;
}
