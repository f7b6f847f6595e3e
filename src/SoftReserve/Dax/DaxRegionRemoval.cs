using SoftReserve.Addresses;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>A dax region goes with its devices; memory that is still online stays behind.</summary>
/// <remarks>Kernel: <c>dax_region_unregister()</c>, drivers/dax/bus.c;
/// <c>dev_dax_kmem_remove()</c>, drivers/dax/kmem.c.</remarks>
public static class DaxRegionRemoval
{
    // the bus stands for a driver where none is bound
    private static string DriverOf(DaxDevice device) => device.Binding switch
    {
        DaxBinding.Kmem => "kmem",
        DaxBinding.DeviceDax => "device_dax",
        _ => "dax",
    };

    extension(Kernel kernel)
    {
        /// <summary>Unbinds the devices of a dax region and forgets it; nothing when there is no
        /// such dax region.</summary>
        public Kernel RemoveDaxRegion(DaxOwner owner, int id)
        {
            if (kernel.Dax.Find(owner, id) is not { } region)
                return kernel;
            foreach (var device in region.Devices)
                kernel = kernel.RemoveDaxDevice(region, device);
            return kernel.Note(new DaxRegionGone(region)).ReleaseClaim(region) with
            {
                Dax = kernel.Dax with
                {
                    Regions = kernel.Dax.Regions.Without(
                        each => each.Owner == owner && each.Id == id),
                },
            };
        }

        /// <summary>Takes a dax device from its driver. kmem leaves online memory, and its lines
        /// in iomem, behind (rule R57).</summary>
        public Kernel UnbindDaxDevice(DaxRegion region, DaxDevice device)
        {
            if (!device.Reserved.IsEmpty)
                kernel = kernel.Note(new DaxDeviceUse.Released(
                    region, device, device.Reserved.Any(kernel.HasOnlineMemory)));
            foreach (var range in device.Reserved)
                kernel = device.Binding == DaxBinding.Kmem
                    ? kernel.RemoveSystemRam(region, device, range)
                    : kernel.ReleaseFromIomem(region, device, range);
            return kernel.WithDaxDevice(
                region, device with { Binding = DaxBinding.Unbound, Reserved = [] });
        }

        private Kernel RemoveDaxDevice(DaxRegion region, DaxDevice device)
        {
            for (var index = device.Ranges.Count - 1; index >= 0; index--)
                kernel = kernel.Log(DaxText.MappingGone(index));
            kernel = kernel
                .Log(DaxText.Unregistered(
                    DaxText.Device(DriverOf(device), region.Id, device.Instance)))
                .UnbindDaxDevice(region, device);
            for (var index = device.Ranges.Count - 1; index >= 0; index--)
                kernel = kernel.Log(DaxText.Trimmed(
                    region.Id, device.Instance, index, device.Ranges[index]));
            return kernel;
        }

        private Kernel RemoveSystemRam(DaxRegion region, DaxDevice device, AddressRange range)
        {
            if (kernel.FirstOnlineBlock(range) is { } block)
                return kernel.Log(HotplugText.StillOnline(block)).Log(DaxText.NotRemovable(
                    DaxText.Device("kmem", region.Id, device.Instance),
                    device.Reserved.FindIndex(each => each == range), range));
            var memory = new ResourceRef(range, IomemLabels.SystemRamKmem);
            return kernel.Resources.Iomem.Remove(memory) is Removal.Done done
                ? kernel.WithIomem(done.Tree).RemoveHotMemory(range)
                    .ReleaseFromIomem(region, device, range)
                : kernel;
        }

        private Kernel ReleaseFromIomem(DaxRegion region, DaxDevice device, AddressRange range)
        {
            var node = new ResourceRef(
                range, IomemLabels.DaxDevice(region.Id, device.Instance));
            return kernel.Resources.Iomem.Remove(node) is Removal.Done done
                ? kernel.WithIomem(done.Tree)
                : kernel;
        }

        private Kernel ReleaseClaim(DaxRegion region)
        {
            foreach (var claim in kernel.Resources.DaxRegions.Root.Children)
                if (claim.Range == region.Range
                    && kernel.Resources.DaxRegions.Release(
                        new ResourceRef(claim.Range, claim.Name)) is Removal.Done done)
                    return kernel with
                    {
                        Resources = kernel.Resources with { DaxRegions = done.Tree },
                    };
            return kernel;
        }
    }
}

/// <summary>A dax region is gone.</summary>
/// <param name="Region">As it was.</param>
public sealed record DaxRegionGone(DaxRegion Region) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "E.1";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"the dax region {Region.Range} of dax{Region.Id} is gone";
}
