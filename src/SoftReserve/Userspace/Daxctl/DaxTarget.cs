using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Listings;
using SoftReserve.Memory;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary>A dax device that a command of daxctl works on.</summary>
/// <param name="Run">The tool.</param>
/// <param name="Region">The device's dax region, which stays as long as the tool runs.</param>
/// <param name="Instance">The D of daxR.D.</param>
internal sealed record DaxTarget(ToolRun Run, (DaxOwner Owner, int Id) Region, int Instance)
{
    public string Name => IomemLabels.DaxDevice(Region.Id, Instance);

    /// <summary>Its dax region as it is now.</summary>
    public DaxRegion DaxRegion => Run.Kernel.Dax.Find(Region.Owner, Region.Id)!;

    /// <summary>The device as it is now.</summary>
    public DaxDevice Device => DaxRegion.Devices.First(each => each.Instance == Instance);

    /// <summary>kmem has it: daxctl knows it as memory.</summary>
    public bool IsMemory => Device.Binding == DaxBinding.Kmem;

    /// <summary>Memory blocks that are there, and that are in use.</summary>
    public (int All, int Online) Blocks
    {
        get
        {
            UInt128 all = 0, online = 0;
            var reserved = Device.Reserved;
            foreach (var memory in Run.Kernel.Memory.Added)
                if (reserved.Any(range => range.Contains(memory.Range)))
                {
                    all += memory.Range.Size.Bytes;
                    online += memory.IsOnline ? memory.Range.Size.Bytes : 0;
                }

            var block = Run.Kernel.Boot.MemoryBlockSize;
            return ((int)(all / block), (int)(online / block));
        }
    }

    /// <summary>Takes the device from its driver, if it has one.</summary>
    public void Disable()
    {
        if (Device.IsBound)
            Run.Kernel = Run.Kernel.UnbindDaxDevice(DaxRegion, Device);
    }

    /// <summary>Lets a driver probe the device, unless it has one.</summary>
    /// <returns>0, or the error, positive.</returns>
    public int Enable(bool toKmem)
    {
        if (Device.IsBound)
            return 0;
        (Run.Kernel, var errno) = Run.Kernel.BindDaxDevice(DaxRegion, Device, toKmem);
        if (errno != 0)
            Run.Complain($"libdaxctl: daxctl_dev_enable: {Name}: failed to enable");
        return errno;
    }

    /// <summary>Writes the device's size.</summary>
    /// <returns>0, or ENXIO whatever the kernel said.</returns>
    public int Resize(ByteSize size)
    {
        (Run.Kernel, var errno) = Run.Kernel.ResizeDaxDevice(DaxRegion, Device, size);
        if (errno == 0)
            return 0;
        Run.Complain($"libdaxctl: daxctl_dev_set_size: {Name}: failed to set size");
        return Errno.NoSuchDeviceOrAddress;
    }

    /// <summary>Takes its blocks online, to the zone that was asked for.</summary>
    public void TakeOnline(bool isMovable)
    {
        foreach (var range in Device.Reserved)
            Run.Kernel = Run.Kernel.SetOnline(range, online: true, isMovable);
    }

    /// <summary>Takes its blocks offline, as the library does: in the order of the node's folder,
    /// up to the first that stays.</summary>
    /// <remarks>ndctl: <c>offline_one_memblock()</c>, daxctl/lib/libdaxctl.c.</remarks>
    /// <returns>0, or the error, positive.</returns>
    public int TakeOffline()
    {
        var reserved = Device.Reserved;
        if (reserved.Any(Run.Kernel.IsHeld))
            return OnlineBlocks(reserved).Select(TakeOffline).FirstOrDefault(errno => errno != 0);
        foreach (var range in reserved)
            Run.Kernel = Run.Kernel.SetOnline(range, online: false);
        return 0;
    }

    /// <summary>What <c>daxctl list</c> says of it.</summary>
    public NdctlJson Json => DaxctlListing.Device(
        DaxctlOfKernel.RegionView(Run.Kernel, DaxRegion).Devices
            .First(device => device.Chardev == Name));

    private string NodeFolder => FormattableString.Invariant(
        $"/sys/devices/system/node/node{DaxRegion.TargetNode}");

    private int TakeOffline(AddressRange block)
    {
        (Run.Kernel, var errno) = Run.Kernel.TakeBlockOffline(block);
        if (errno == Errno.Interrupted)
            Run.Interrupt();
        else if (errno != 0)
            Run.Complain(FormattableString.Invariant(
                $"libdaxctl: offline_one_memblock: {Name}: Failed to offline {NodeFolder}/")
                + $"{NameOf(block)}/state: {ErrorText.Of(errno)}");
        return errno;
    }

    private List<AddressRange> OnlineBlocks(ValueList<AddressRange> reserved) =>
    [
        .. KernfsOrder.Sort(
            Run.Kernel.Memory.Added
                .Where(memory => memory.IsOnline
                    && reserved.Any(range => range.Contains(memory.Range)))
                .SelectMany(memory => BlocksOf(memory.Range)),
            NameOf).Reverse(),
    ];

    private IEnumerable<AddressRange> BlocksOf(AddressRange range)
    {
        var size = new ByteSize(Run.Kernel.Boot.MemoryBlockSize);
        for (var start = range.Start.Value; start <= range.End.Value; start += size.ToUInt64())
            yield return AddressRange.Sized(new Hpa(start), size);
    }

    private string NameOf(AddressRange block) => string.Create(
        CultureInfo.InvariantCulture,
        $"memory{block.Start.Value / Run.Kernel.Boot.MemoryBlockSize}");
}
