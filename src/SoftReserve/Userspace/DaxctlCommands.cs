using SoftReserve.Dax;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Userspace;

/// <summary>A daxctl command that names one dax device.</summary>
/// <param name="Device">As <c>dax0.0</c>.</param>
public abstract record DaxDeviceCommand(string Device) : UserCommand
{
    /// <inheritdoc/>
    public sealed override CommandOutcome Run(Kernel kernel)
    {
        foreach (var region in kernel.Dax.Regions)
            foreach (var device in region.Devices)
                if (IomemLabels.DaxDevice(region.Id, device.Instance) == Device
                    && !device.Ranges.IsEmpty)
                    return Run(kernel, region, device);
        return CommandOutcome.Failed(kernel, Errno.NoDevice, $"no such device: {Device}");
    }

    /// <summary>Carries the command out on the device.</summary>
    protected abstract CommandOutcome Run(Kernel kernel, DaxRegion region, DaxDevice device);

    /// <summary>The kernel with every block of the device online or offline.</summary>
    protected static Kernel SetOnline(Kernel kernel, DaxDevice device, bool online)
    {
        foreach (var range in device.Reserved)
            kernel = kernel.SetOnline(range, online);
        return kernel;
    }

    /// <summary>The device as the kernel has it now.</summary>
    protected static (DaxRegion Region, DaxDevice Device) Refresh(
        Kernel kernel, DaxRegion region, DaxDevice device)
    {
        var current = kernel.Dax.Find(region.Owner, region.Id)!;
        return (current, current.Devices.First(each => each.Instance == device.Instance));
    }
}

/// <summary><c>daxctl offline-memory</c> or <c>online-memory</c>.</summary>
/// <param name="Device">As <c>dax0.0</c>.</param>
/// <param name="Online">Which of the two.</param>
public sealed record SetMemoryState(string Device, bool Online) : DaxDeviceCommand(Device)
{
    /// <inheritdoc/>
    protected override CommandOutcome Run(Kernel kernel, DaxRegion region, DaxDevice device) =>
        device.Binding == DaxBinding.Kmem
            ? CommandOutcome.Done(SetOnline(kernel, device, Online))
            : CommandOutcome.Failed(
                kernel, Errno.NoSuchDeviceOrAddress, $"{Device}: not in system-ram mode");
}

/// <summary><c>daxctl reconfigure-device</c>.</summary>
/// <param name="Device">As <c>dax0.0</c>.</param>
/// <param name="ToSystemRam">True for <c>-m system-ram</c>, false for <c>-m devdax</c>.</param>
/// <param name="Forces">True takes online memory offline first.</param>
/// <param name="GoesOnline">False with <c>-N</c>.</param>
public sealed record ReconfigureDevice(
    string Device, bool ToSystemRam, bool Forces, bool GoesOnline) : DaxDeviceCommand(Device)
{
    /// <inheritdoc/>
    protected override CommandOutcome Run(Kernel kernel, DaxRegion region, DaxDevice device)
    {
        if (ToSystemRam && kernel.Boot.OnlinesAdded && !Forces)
            return CommandOutcome.Failed(
                kernel, Errno.Busy,
                $"{Device}: error: kernel policy will auto-online memory, aborting");
        var offline = Forces ? SetOnline(kernel, device, false) : kernel;
        if (device.Reserved.Any(offline.HasOnlineMemory))
            return CommandOutcome.Failed(kernel, Errno.Busy, $"{Device}: memory is online");

        var unbound = offline.UnbindDaxDevice(region, device);
        var (owner, freed) = Refresh(unbound, region, device);
        var wanted = freed with { PrefersDevdax = !ToSystemRam };
        var bound = unbound.WithDaxDevice(owner, wanted).ProbeDaxDevice(owner, wanted);
        var (_, after) = Refresh(bound, owner, wanted);
        if (after.Binding is DaxBinding.Failed or DaxBinding.Unbound)
            return CommandOutcome.Failed(bound, Errno.Busy, $"{Device}: no driver took it");
        return CommandOutcome.Done(
            ToSystemRam && GoesOnline ? SetOnline(bound, after, true) : bound);
    }
}

/// <summary><c>daxctl disable-device</c>.</summary>
/// <param name="Device">As <c>dax0.0</c>.</param>
public sealed record DisableDevice(string Device) : DaxDeviceCommand(Device)
{
    /// <inheritdoc/>
    protected override CommandOutcome Run(Kernel kernel, DaxRegion region, DaxDevice device) =>
        device.Binding == DaxBinding.Kmem
            ? CommandOutcome.Failed(
                kernel, Errno.Busy,
                $"{Device}: status operations are only applicable in devdax mode")
            : CommandOutcome.Done(kernel.UnbindDaxDevice(region, device));
}

/// <summary><c>daxctl destroy-device</c>: takes the device's bytes; device .0 stays with size
/// 0.</summary>
/// <param name="Device">As <c>dax0.0</c>.</param>
/// <param name="Forces">True disables the device first.</param>
/// <remarks>Kernel: <c>dev_dax_shrink()</c>, <c>delete_store()</c>, drivers/dax/bus.c, rule
/// R50.</remarks>
public sealed record DestroyDevice(string Device, bool Forces) : DaxDeviceCommand(Device)
{
    /// <inheritdoc/>
    protected override CommandOutcome Run(Kernel kernel, DaxRegion region, DaxDevice device)
    {
        if (device.Binding == DaxBinding.Kmem)
            return CommandOutcome.Failed(
                kernel, Errno.Busy,
                $"{Device}: status operations are only applicable in devdax mode");
        if (device.Binding == DaxBinding.DeviceDax && !Forces)
            return CommandOutcome.Failed(
                kernel, Errno.Busy, $"{Device}: device is enabled, use --force");

        var unbound = kernel.UnbindDaxDevice(region, device).Log(DaxText.MappingGone(0));
        for (var index = device.Ranges.Count - 1; index >= 0; index--)
            unbound = unbound.Log(DaxText.Trimmed(
                region.Id, device.Instance, index, device.Ranges[index]));
        return CommandOutcome.Done(Forget(unbound, region, device));
    }

    private static Kernel Forget(Kernel kernel, DaxRegion region, DaxDevice device)
    {
        var (current, emptied) = Refresh(kernel, region, device);
        var changed = device.Instance == 0
            ? current.With(emptied with { Ranges = [] })
            : current with
            {
                Devices = current.Devices.Without(each => each.Instance == device.Instance),
                FreeInstances = [.. current.FreeInstances.Append(device.Instance).Order()],
            };
        return kernel with { Dax = kernel.Dax.With(changed) };
    }
}

/// <summary><c>daxctl create-device -r R</c>: a new device over all free bytes of a dax region,
/// in devdax mode.</summary>
/// <param name="DaxRegionId">R; null takes the first dax region with free bytes.</param>
/// <remarks>Kernel: <c>create_store()</c>, <c>dev_dax_resize()</c>, drivers/dax/bus.c.</remarks>
public sealed record CreateDevice(int? DaxRegionId) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        foreach (var region in kernel.Dax.Regions)
            if ((DaxRegionId ?? region.Id) == region.Id && !region.Free.IsEmpty)
                return CommandOutcome.Done(CreateIn(kernel, region));
        return CommandOutcome.Failed(kernel, Errno.NoSpace, "no dax region has free space");
    }

    private static Kernel CreateIn(Kernel kernel, DaxRegion region)
    {
        var reused = !region.FreeInstances.IsEmpty;
        var instance = reused ? region.FreeInstances[0] : region.NextInstance;
        var device = new DaxDevice(instance, region.Free, DaxBinding.Unbound, [], true);
        var grown = region with
        {
            FreeInstances = reused ? region.FreeInstances.RemoveAt(0) : region.FreeInstances,
            NextInstance = reused ? region.NextInstance : region.NextInstance + 1,
            Devices = region.Devices.Add(device),
        };
        kernel = kernel with { Dax = kernel.Dax.With(grown) };
        for (var index = 0; index < device.Ranges.Count; index++)
            kernel = kernel.Log(DaxText.AllocatedLater(
                region.Id, instance, index, device.Ranges[index]));
        return kernel.AnnounceDaxDevice(grown, device);
    }
}
