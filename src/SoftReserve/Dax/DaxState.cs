using SoftReserve.Addresses;

namespace SoftReserve.Dax;

/// <summary>The dax bus.</summary>
/// <param name="Regions">Dax regions, in creation order.</param>
/// <param name="IsCxlDriverRegistered">dax_cxl's driver can bind dax_regionN devices.</param>
/// <param name="IsCxlRegistrationQueued">v6 on: dax_cxl waits for HMEM's work before it registers
/// its driver.</param>
public sealed record DaxState(
    ValueList<DaxRegion> Regions, bool IsCxlDriverRegistered, bool IsCxlRegistrationQueued)
{
    /// <summary>An empty bus.</summary>
    public static readonly DaxState Empty = new([], false, false);

    /// <summary>A probe of dax_cxl waits for HMEM's work, which waits for all probes: neither ever
    /// ends.</summary>
    public bool IsCxlProbeStuck { get; init; }

    /// <summary>The dax region of that owner and number; null when there is none.</summary>
    public DaxRegion? Find(DaxOwner owner, int id)
    {
        foreach (var region in Regions)
            if (region.Owner == owner && region.Id == id)
                return region;
        return null;
    }

    /// <summary>This bus with the dax region of the same owner and number exchanged.</summary>
    public DaxState With(DaxRegion changed) => this with
    {
        Regions = Regions.Replace(
            old => old.Owner == changed.Owner && old.Id == changed.Id, _ => changed),
    };
}

/// <summary>A dax region: a range that one driver gave to the dax bus.</summary>
/// <remarks>Kernel: <c>struct dax_region</c>, drivers/dax/dax-private.h.</remarks>
/// <param name="Owner">Whose driver made it.</param>
/// <param name="Id">hmem.N's or the CXL region's number.</param>
/// <param name="Range">Its bytes.</param>
/// <param name="TargetNode">The node that its memory joins; -1 for none.</param>
/// <param name="FreeInstances">Instance numbers given back, ascending.</param>
/// <param name="NextInstance">The lowest instance number never used.</param>
/// <param name="Devices">Dax devices, in creation order.</param>
public sealed record DaxRegion(
    DaxOwner Owner,
    int Id,
    AddressRange Range,
    int TargetNode,
    ValueList<int> FreeInstances,
    int NextInstance,
    ValueList<DaxDevice> Devices)
{
    /// <summary>Bytes that no device has, ascending.</summary>
    public ValueList<AddressRange> Free => Range.Except(Devices.SelectMany(each => each.Ranges));

    /// <summary>This dax region with the device of the same instance exchanged.</summary>
    public DaxRegion With(DaxDevice changed) => this with
    {
        Devices = Devices.Replace(old => old.Instance == changed.Instance, _ => changed),
    };
}

/// <summary>The device daxR.D: a part of a dax region that a driver can use.</summary>
/// <param name="Instance">D.</param>
/// <param name="Ranges">Its bytes, in the order in which it got them; none for a device of size
/// 0.</param>
/// <param name="Binding">What uses it.</param>
/// <param name="Reserved">What its driver could reserve in iomem, ascending.</param>
/// <param name="PrefersDevdax">A user asked for device_dax by name.</param>
public sealed record DaxDevice(
    int Instance,
    ValueList<AddressRange> Ranges,
    DaxBinding Binding,
    ValueList<AddressRange> Reserved,
    bool PrefersDevdax)
{
    /// <summary>A driver has it.</summary>
    public bool IsBound => Binding is DaxBinding.Kmem or DaxBinding.DeviceDax;
}

/// <summary>Which subsystem made a dax region.</summary>
public enum DaxOwner
{
    /// <summary>dax_cxl, for a CXL region.</summary>
    Cxl,

    /// <summary>dax_hmem, for hmem.N.</summary>
    Hmem,
}

/// <summary>The driver of a dax device.</summary>
public enum DaxBinding
{
    /// <summary>None has tried.</summary>
    Unbound,

    /// <summary>kmem: System RAM.</summary>
    Kmem,

    /// <summary>device_dax: a character device.</summary>
    DeviceDax,

    /// <summary>A driver tried and failed.</summary>
    Failed,
}
