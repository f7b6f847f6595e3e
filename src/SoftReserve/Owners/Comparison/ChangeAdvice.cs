using System.Diagnostics;
using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Owners.Comparison;

/// <summary>What an operator has to do about a comparison: each kind of change has its own
/// advice.</summary>
/// <remarks>Commands are ndctl's and the kernel's own; where a change needs nothing done there is
/// no advice. What brings lost memory back is <see cref="RemedySearch"/>'s to say.</remarks>
public static class ChangeAdvice
{
    private const string ConfigFolders = "/etc/daxctl.conf.d /etc/udev /etc/systemd /etc/fstab";

    private const string Check = "Check the devices against the table above.";

    /// <summary>All advice, each piece once, memory lost and gained first.</summary>
    public static ValueList<Advice> Of(KernelComparison comparison) =>
    [
        .. Sums(comparison)
            .Concat(comparison.Ranges.SelectMany(Details))
            .SelectMany(change => Of(change))
            .Concat(BlockSize(comparison))
            .Distinct(),
    ];

    private static ValueList<Advice> BlockSize(KernelComparison comparison) =>
        comparison.FromBlockSize == comparison.ToBlockSize
            ? []
            :
            [
                Advice.After(
                    $"Memory goes online and offline in blocks of {comparison.ToBlockSize}, not"
                    + $" {comparison.FromBlockSize}: block numbers in scripts stand for other"
                    + " addresses.",
                    "cat /sys/devices/system/memory/block_size_bytes", "lsmem"),
            ];

    // capacity is told once for all ranges
    private static IEnumerable<RangeChange> Sums(KernelComparison comparison)
    {
        if (comparison.BackingLost is { IsEmpty: false } bare)
            yield return new RangeChange.BackingLost(bare.Joined());
        if (comparison.Lost is { IsEmpty: false } lost)
            yield return new RangeChange.Lost(lost.Joined());
        if (comparison.Gained is { IsEmpty: false } gained)
            yield return new RangeChange.Gained(gained.Joined());
    }

    private static IEnumerable<RangeChange> Details(RangeComparison range) =>
        range.To.Use is RangeUse.Failed or RangeUse.None
            ? range.Changes.Select(WhereUseless).OfType<RangeChange>()
            : range.Changes.Where(change => IsDetail(change, range));

    // a new owner's path is new as a matter of course
    private static bool IsDetail(RangeChange change, RangeComparison range) =>
        change is not (RangeChange.Lost or RangeChange.Gained or RangeChange.BackingLost)
        && (change is not RangeChange.PathChanged || range.From.Owner == range.To.Owner);

    // nobody has to find a device that does not work
    private static RangeChange? WhereUseless(RangeChange change)
    {
        if (change is RangeChange.DeviceChanged { From: not null } device)
            return device with { To = null };
        return change is RangeChange.UseChanged or RangeChange.CxlRegionsChanged
            or RangeChange.SoftReservedLine
            ? change
            : null;
    }

    private static ValueList<Advice> Of(RangeChange change) => change switch
    {
        RangeChange.Lost lost => Lost(lost),
        RangeChange.Gained gained => Gained(gained),
        RangeChange.BackingLost bare => BackingLost(bare),
        RangeChange.BackingRegained => [],
        RangeChange.OwnerChanged owner => Owner(owner),
        RangeChange.UseChanged use => Use(use),
        RangeChange.DeviceChanged device => Device(device),
        RangeChange.PathChanged path => Path(path),
        RangeChange.NodeChanged node => Node(node),
        RangeChange.TierChanged tier => Tier(tier),
        RangeChange.OnlineChanged online => Online(online),
        RangeChange.CxlRegionsChanged regions => CxlRegions(regions),
        RangeChange.SoftReservedLine line => SoftReserved(line),
        RangeChange.IomemLines => [],
        RangeChange.IomemNesting => [],
        _ => throw new UnreachableException(),
    };

    private static ValueList<Advice> Lost(RangeChange.Lost lost) =>
    [
        Advice.Before(
            $"{lost.Ranges.Total()} at {Names(lost.Ranges)} will be gone: move what needs it"
            + " elsewhere, and keep the old kernel in the boot menu."),
    ];

    private static ValueList<Advice> Gained(RangeChange.Gained gained) =>
    [
        Advice.After(
            $"{gained.Ranges.Total()} at {Names(gained.Ranges)} can be used now: check that limits"
                + " and placement policies fit.",
            "daxctl list -R -u", "numactl -H"),
    ];

    private static ValueList<Advice> BackingLost(RangeChange.BackingLost bare) =>
    [
        Advice.Before(
            $"DANGER: the new kernel uses {Names(bare.Ranges)}, which no committed decoder maps;"
                + " touching it crashes a machine. Have firmware commit the decoders, or boot with"
                + " the memory offline and leave it so:",
            "memhp_default_state=offline (kernel parameter)"),
    ];

    private static ValueList<Advice> Owner(RangeChange.OwnerChanged owner) => owner.To switch
    {
        RangeOwner.Hmem =>
        [
            Advice.Before("HMEM owns the memory then: a device below hmem.N, which does not go"
                + " when a CXL region is disabled. Change scripts that find it by CXL region."),
            Advice.After(
                "Take this memory down through daxctl, never through cxl disable-region.",
                "daxctl list -R -u"),
        ],
        RangeOwner.Cxl =>
        [
            Advice.Before("CXL owns the memory then: its device stands below a CXL region. Change"
                + " scripts that look for it below hmem."),
            Advice.After(
                "Before disabling a CXL region, take its memory offline.",
                "daxctl list -R -u", "cxl list -R -u"),
        ],
        RangeOwner.Both =>
        [
            Advice.Before("DANGER: two dax devices will claim the same bytes. Do not use either"
                + " until one is disabled."),
        ],
        RangeOwner.None when owner.Use == RangeUse.SystemRam =>
        [
            Advice.Before("The memory is ordinary RAM from boot then: it has no dax device, cannot"
                + " become a character device, and the kernel may put its own data there."),
        ],
        RangeOwner.None => [],
        _ => throw new UnreachableException(),
    };

    private static ValueList<Advice> Use(RangeChange.UseChanged use) => (use.From, use.To) switch
    {
        (RangeUse.Devdax, RangeUse.SystemRam) when use.Device is { } device =>
        [
            Advice.Before(
                "The character device turns into System RAM: save its content, and stop"
                + " what opens it.",
                $"fuser -v /dev/{device}"),
            Advice.After(
                "To have the character device again:",
                $"daxctl reconfigure-device --mode=devdax --force {device}"),
        ],
        (RangeUse.SystemRam, RangeUse.Devdax) when use.Device is { } device =>
        [
            use.HasKmem
                ? Advice.After(
                    "The memory is a character device now. To have it as System RAM again:",
                    $"daxctl reconfigure-device --mode=system-ram {device}")
                : Advice.Before(
                    "The memory becomes a character device: the new kernel has no driver that"
                    + " makes System RAM of it. To keep System RAM, give it one:",
                    "CONFIG_DEV_DAX_KMEM=m (kernel configuration), kmem installed"),
        ],
        (_, RangeUse.Failed) when use.Device is { } device =>
        [
            Advice.After(
                $"No driver could take {device}. What stood in the way:",
                $"dmesg | grep -e 'could not reserve' -e {device}"),
        ],
        _ => [],
    };

    private static ValueList<Advice> Device(RangeChange.DeviceChanged device) => device switch
    {
        { From: { } from, To: { } to } =>
        [
            Advice.Before(
                $"{from} becomes {to}: change every configuration that names it.",
                $"grep -rnw '{from.Replace(".", @"\.", StringComparison.Ordinal)}' "
                    + ConfigFolders),
            Advice.After(Check, "daxctl list -R -u"),
        ],
        { From: { } from } =>
        [
            Advice.Before(
                $"{from} is gone then: drop it from every configuration.",
                $"grep -rnw '{from.Replace(".", @"\.", StringComparison.Ordinal)}' "
                    + ConfigFolders),
        ],
        { To: not null } => [Advice.After(Check, "daxctl list -R -u")],
        _ => [],
    };

    private static ValueList<Advice> Path(RangeChange.PathChanged path) =>
    [
        Advice.Before(
            $"The device moves in sysfs, from {path.From} to {path.To}: change udev rules that"
            + " match DEVPATH or KERNELS.",
            $"grep -rn -e hmem -e dax_region /etc/udev/rules.d"),
    ];

    private static ValueList<Advice> Node(RangeChange.NodeChanged node) =>
    [
        Advice.Before($"The memory moves from {NodeName(node.From)} to {NodeName(node.To)}:"
            + " change memory policies (numactl --membind, cpuset.mems, libvirt's numatune)."),
        Advice.After("Check the nodes.", "numactl -H"),
    ];

    private static ValueList<Advice> Tier(RangeChange.TierChanged tier) => tier switch
    {
        { From: not null, To: not null } =>
        [
            Advice.After(
                "The node is in another tier: demotion goes elsewhere.",
                "grep . /sys/devices/virtual/memory_tiering/memory_tier*/nodelist"),
        ],
        _ => [],
    };

    private static ValueList<Advice> Online(RangeChange.OnlineChanged online) => online switch
    {
        { Device: null } => [],
        { IsOnline: true, Device: { } device } =>
        [
            Advice.Before(
                "The memory goes online by itself then. To keep it offline:",
                "memhp_default_state=offline (kernel parameter)"),
            Advice.After("To take it offline:", $"daxctl offline-memory {device}"),
        ],
        { Device: { } device } =>
        [
            Advice.After(
                "The memory does not go online by itself any more:",
                $"daxctl online-memory {device}"),
        ],
    };

    private static ValueList<Advice> CxlRegions(RangeChange.CxlRegionsChanged regions) =>
        regions.Gone.IsEmpty
            ? []
            :
            [
                Advice.Before($"cxl list shows no {string.Join(", ", regions.Gone)} over this"
                    + " memory then: change monitoring that counts CXL regions."),
            ];

    private static ValueList<Advice> SoftReserved(RangeChange.SoftReservedLine line) => line switch
    {
        { IsShown: true } =>
            [Advice.Before("/proc/iomem says Soft Reserved again: expect it in monitoring.")],
        { IsMarked: true } =>
        [
            Advice.Before(
                "/proc/iomem does not say Soft Reserved any more: change scripts that look for it"
                + " there. The ranges still stand in:",
                "grep -l 'Soft Reserved' /sys/firmware/memmap/*/type", "daxctl list -R -u"),
        ],
        _ =>
        [
            Advice.Before("The memory is Soft Reserved no more: the new kernel takes what firmware"
                + " marked Specific Purpose for ordinary memory. To keep it apart, drop"
                + " efi=nosoftreserve and enable CONFIG_EFI_SOFT_RESERVE."),
        ],
    };

    private static string Names(ValueList<AddressRange> ranges) => string.Join(", ", ranges);

    private static string NodeName(int node) =>
        node < 0 ? "no node" : string.Create(CultureInfo.InvariantCulture, $"node {node}");
}
