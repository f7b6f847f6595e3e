using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Resources;

namespace SoftReserve.Memory;

/// <summary>A dax device becomes System RAM: kmem reserves its bytes, adds them as memory, and
/// they go online by policy.</summary>
/// <remarks>Kernel: <c>dev_dax_kmem_probe()</c>, drivers/dax/kmem.c; <c>dax_bus_match()</c>,
/// drivers/dax/bus.c.</remarks>
/// <seealso cref="IomemListing"/>
public static class KmemProbe
{
    extension(Kernel kernel)
    {
        /// <summary>Lets loaded drivers probe every dax device that none has tried.</summary>
        public Kernel ProbeDaxDevices()
        {
            foreach (var region in kernel.Dax.Regions)
                foreach (var device in region.Devices)
                    kernel = kernel.ProbeDaxDevice(region, device);
            return kernel;
        }

        /// <summary>Lets the driver that matches probe one dax device, when it is loaded and
        /// nothing has tried.</summary>
        public Kernel ProbeDaxDevice(DaxRegion region, DaxDevice device)
        {
            if (device.Binding != DaxBinding.Unbound || device.Ranges.IsEmpty)
                return kernel;
            var goesToKmem = !device.PrefersDevdax
                && kernel.Boot.Config.IsEnabled(ConfigSymbol.DevDaxKmem);
            var driver = goesToKmem ? KernelModule.Kmem : KernelModule.DeviceDax;
            if (!kernel.Drivers.Live.Has(driver))
                return kernel;
            return goesToKmem
                ? kernel.ProbeByKmem(region, device)
                : kernel.ProbeByDeviceDax(region, device);
        }

        /// <summary>This kernel with a dax device exchanged.</summary>
        public Kernel WithDaxDevice(DaxRegion region, DaxDevice changed) =>
            kernel.Dax.Find(region.Owner, region.Id) is { } current
                ? kernel with { Dax = kernel.Dax.With(current.With(changed)) }
                : kernel;

        private Kernel ProbeByKmem(DaxRegion region, DaxDevice device)
        {
            var name = DaxText.Device("kmem", region.Id, device.Instance);
            if (region.TargetNode < 0)
                return kernel
                    .Note(new DaxDeviceUse.NoNode(region, device))
                    .Log(DaxText.InvalidNode(name, region.TargetNode))
                    .FailProbe(region, device, "kmem", Errno.Invalid);

            kernel = kernel.AlignToBlocks(name, device, out var aligned);
            if (aligned.IsEmpty)
                return kernel
                    .Note(new DaxDeviceUse.TooSmall(region, device, kernel.Boot.MemoryBlockSize))
                    .Log(DaxText.NoMemoryLeft(name))
                    .FailProbe(region, device, "kmem", Errno.Invalid);
            return kernel.ReserveAndAdd(name, region, device, aligned);
        }

        private Kernel AlignToBlocks(
            string name, DaxDevice device, out ValueList<AddressRange> aligned)
        {
            var kept = new List<AddressRange>();
            for (var index = 0; index < device.Ranges.Count; index++)
            {
                var range = device.Ranges[index];
                if (range.AlignInward(kernel.Boot.MemoryBlockSize) is { } inside)
                    kept.Add(inside);
                else
                    kernel = kernel.Log(DaxText.TooSmall(name, index, range));
            }

            aligned = [.. kept];
            var lost = Sum(device.Ranges) - Sum(aligned);
            return lost > 0 && !aligned.IsEmpty && kernel.Boot.Generation.TellsTruncation
                ? kernel.Log(DaxText.Truncated(name, new ByteSize(lost)))
                : kernel;
        }

        private Kernel ReserveAndAdd(
            string name, DaxRegion region, DaxDevice device, ValueList<AddressRange> ranges)
        {
            var reserved = new List<AddressRange>();
            for (var index = 0; index < ranges.Count; index++)
            {
                var range = ranges[index];
                if (kernel.TryReserve(region, device, range, out var conflict) is { } holding)
                {
                    kernel = holding.AddSystemRam(region, device, range);
                    reserved.Add(range);
                    continue;
                }

                kernel = kernel
                    .Note(new DaxDeviceUse.Refused(region, device, range, conflict, "kmem"))
                    .Log(DaxText.NotReserved(name, index, range, "region"));
                if (reserved.Count == 0)
                    return kernel.FailProbe(region, device, "kmem", Errno.Busy);
            }

            var bound = device with { Binding = DaxBinding.Kmem, Reserved = [.. reserved] };
            return kernel
                .Note(new DaxDeviceUse.SystemRam(
                    region, bound, kernel.Boot.MemoryBlockSize, kernel.OnlinesAdded))
                .WithDaxDevice(region, bound);
        }

        private Kernel ProbeByDeviceDax(DaxRegion region, DaxDevice device)
        {
            var name = DaxText.Device("device_dax", region.Id, device.Instance);
            for (var index = 0; index < device.Ranges.Count; index++)
            {
                var range = device.Ranges[index];
                if (kernel.TryReserve(region, device, range, out var conflict) is not { } holding)
                    return kernel
                        .Note(new DaxDeviceUse.Refused(
                            region, device, range, conflict, "device_dax"))
                        .Log(DaxText.NotReserved(name, index, range, "range"))
                        .FailProbe(region, device, "device_dax", Errno.Busy);
                kernel = holding;
            }

            var bound = device with { Binding = DaxBinding.DeviceDax, Reserved = device.Ranges };
            return kernel
                .Note(new DaxDeviceUse.Devdax(region, bound))
                .WithDaxDevice(region, bound);
        }

        /// <summary>Requests the range for the device in iomem; null when a boundary or a busy
        /// resource stands in the way (rules R09, R10).</summary>
        private Kernel? TryReserve(
            DaxRegion region, DaxDevice device, AddressRange range, out Resource? conflict)
        {
            var name = IomemLabels.DaxDevice(region.Id, device.Instance);
            var claim = new Resource(range, name, ResourceFlags.Mem);
            var insertion = kernel.Resources.Iomem.RequestRegion(claim);
            conflict = (insertion as Insertion.Refused)?.Conflict;
            return insertion switch
            {
                Insertion.Placed placed => kernel.WithIomem(placed.Tree),
                Insertion.Refused => null,
                _ => throw new UnreachableException(),
            };
        }

        private Kernel AddSystemRam(DaxRegion region, DaxDevice device, AddressRange range)
        {
            var holder = new ResourceRef(
                range, IomemLabels.DaxDevice(region.Id, device.Instance));
            var opened = kernel.Resources.Iomem.ChangeFlags(holder, ResourceFlags.SystemRam);
            var memory = new Resource(
                range, IomemLabels.SystemRamKmem,
                ResourceFlags.SystemRam | ResourceFlags.DriverManaged);
            var placed = (Insertion.Placed)opened.RequestRegion(memory);
            return kernel.WithIomem(placed.Tree).AddHotMemory(range, region.TargetNode);
        }

        private Kernel FailProbe(DaxRegion region, DaxDevice device, string driver, int errno) =>
            kernel
                .WithDaxDevice(region, device with { Binding = DaxBinding.Failed })
                .Log(DaxText.ProbeFailed(
                    DaxText.Device(driver, region.Id, device.Instance), driver, errno));

        internal Kernel WithIomem(ResourceTree iomem) =>
            kernel with { Resources = kernel.Resources with { Iomem = iomem } };
    }

    private static UInt128 Sum(ValueList<AddressRange> ranges)
    {
        UInt128 sum = 0;
        foreach (var range in ranges)
            sum += range.Size.Bytes;
        return sum;
    }
}
