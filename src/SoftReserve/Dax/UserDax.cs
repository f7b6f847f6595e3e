using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Memory;

namespace SoftReserve.Dax;

/// <summary>Dax devices by hand: what daxctl does through sysfs.</summary>
/// <remarks>Kernel: the attributes of dax regions and devices, drivers/dax/bus.c. Each method
/// writes one of them; errors are positive, 0 is success.</remarks>
public static class UserDax
{
    extension(Kernel kernel)
    {
        /// <summary>Writes 1 to <c>create</c>: a device without a byte, with the lowest free
        /// number (rule R51).</summary>
        /// <returns>ENOSPC where no byte is free.</returns>
        public (Kernel Kernel, int Errno) CreateDaxDevice(DaxRegion region)
        {
            if (region.Free.IsEmpty)
                return (kernel, Errno.NoSpace);
            var reused = !region.FreeInstances.IsEmpty;
            var instance = reused ? region.FreeInstances[0] : region.NextInstance;
            var grown = region with
            {
                FreeInstances = reused ? region.FreeInstances.RemoveAt(0) : region.FreeInstances,
                NextInstance = reused ? region.NextInstance : region.NextInstance + 1,
                Devices = region.Devices.Add(
                    new DaxDevice(instance, [], DaxBinding.Unbound, [], true)),
            };
            return (kernel with { Dax = kernel.Dax.With(grown) }, 0);
        }

        /// <summary>Writes <c>delete</c>: the device goes and its number is free.</summary>
        /// <returns>EBUSY while it is bound or has bytes, and always for number 0 (rule
        /// R50).</returns>
        public (Kernel Kernel, int Errno) DeleteDaxDevice(DaxRegion region, DaxDevice device) =>
            device.Instance == 0 || device.IsBound || !device.Ranges.IsEmpty
                ? (kernel, Errno.Busy)
                : (kernel with
                {
                    Dax = kernel.Dax.With(region with
                    {
                        Devices = region.Devices.Without(
                            each => each.Instance == device.Instance),
                        FreeInstances =
                            [.. region.FreeInstances.Append(device.Instance).Order()],
                    }),
                }, 0);

        /// <summary>Writes <c>size</c>: bytes come from the lowest gaps, and go from the
        /// end.</summary>
        /// <returns>EBUSY while it is bound, EINVAL for part of an alignment, ENOSPC for more than
        /// there is.</returns>
        public (Kernel Kernel, int Errno) ResizeDaxDevice(
            DaxRegion region, DaxDevice device, ByteSize size)
        {
            if (device.IsBound)
                return (kernel, Errno.Busy);
            if (size.Bytes % DaxRegionCreation.Alignment != 0)
                return (kernel, Errno.Invalid);
            var has = Sum(device.Ranges);
            if (size.Bytes <= has)
                return (kernel.Shrink(region, device, has - size.Bytes), 0);
            return size.Bytes - has > Sum(region.Free)
                ? (kernel, Errno.NoSpace)
                : (kernel.Grow(region, device, size.Bytes - has), 0);
        }

        /// <summary>Writes <c>new_id</c> and <c>bind</c> of a driver, which is loaded if it is not
        /// there yet and then probes.</summary>
        /// <returns>ENODEV without the driver, ENXIO when its probe failed.</returns>
        public (Kernel Kernel, int Errno) BindDaxDevice(
            DaxRegion region, DaxDevice device, bool toKmem)
        {
            var driver = toKmem ? KernelModule.Kmem : KernelModule.DeviceDax;
            if (!kernel.Boot.Installed.Has(driver) && !kernel.Drivers.Live.Has(driver))
                return (kernel, Errno.NoDevice);
            var wanted = device with { Binding = DaxBinding.Unbound, PrefersDevdax = !toKmem };
            var bound = kernel.WithDaxDevice(region, wanted).RequestByHand(driver)
                .ProbeDaxDevice(region, wanted);
            var after = bound.Refresh(region, device);
            return (bound,
                after.IsBound || !kernel.Drivers.Live.Has(driver)
                    ? 0
                    : Errno.NoSuchDeviceOrAddress);
        }

        /// <summary>The device as the kernel has it now.</summary>
        public DaxDevice Refresh(DaxRegion region, DaxDevice device) =>
            kernel.Dax.Find(region.Owner, region.Id)!.Devices
                .First(each => each.Instance == device.Instance);

        private Kernel Shrink(DaxRegion region, DaxDevice device, UInt128 lost)
        {
            var ranges = device.Ranges;
            while (lost > 0)
            {
                var (index, last) = (ranges.Count - 1, ranges[^1]);
                if (lost < last.Size.Bytes)
                {
                    var left = AddressRange.Sized(
                        last.Start, new ByteSize(last.Size.Bytes - lost));
                    ranges = ranges.SetItem(index, left);
                    kernel = kernel.Log(DaxText.Adjusted(
                        "shrink", region.Id, device.Instance, index, left));
                    break;
                }

                lost -= last.Size.Bytes;
                ranges = ranges.RemoveAt(index);
                kernel = kernel.Log(DaxText.MappingGone(index))
                    .Log(DaxText.Trimmed(region.Id, device.Instance, index, last));
            }

            return kernel.WithDaxDevice(region, device with { Ranges = ranges });
        }

        private Kernel Grow(DaxRegion region, DaxDevice device, UInt128 wanted)
        {
            while (wanted > 0)
            {
                var gap = region.Free[0];
                var taken = AddressRange.Sized(
                    gap.Start, new ByteSize(UInt128.Min(wanted, gap.Size.Bytes)));
                wanted -= taken.Size.Bytes;
                (kernel, device) = kernel.Take(region, device, taken);
                region = kernel.Dax.Find(region.Owner, region.Id)!;
            }

            return kernel;
        }

        private (Kernel Kernel, DaxDevice Device) Take(
            DaxRegion region, DaxDevice device, AddressRange taken)
        {
            var (ranges, instance) = (device.Ranges, device.Instance);
            var isNext = !ranges.IsEmpty && ranges[^1].End.Value + 1 == taken.Start.Value;
            var index = isNext ? ranges.Count - 1 : ranges.Count;
            var grown = isNext
                ? new AddressRange(ranges[^1].Start, taken.End)
                : taken;
            device = device with
            {
                Ranges = isNext ? ranges.SetItem(index, grown) : ranges.Add(grown),
            };
            return (kernel
                .WithDaxDevice(region, device)
                .Log(isNext
                    ? DaxText.Adjusted("extend", region.Id, instance, index, grown)
                    : DaxText.AllocatedLater(region.Id, instance, index, grown)), device);
        }
    }

    private static UInt128 Sum(ValueList<AddressRange> ranges)
    {
        UInt128 sum = 0;
        foreach (var range in ranges)
            sum += range.Size.Bytes;
        return sum;
    }
}
