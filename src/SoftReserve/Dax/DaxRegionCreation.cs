using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>The winner of a range makes a dax region of it, with one dax device over all
/// bytes.</summary>
/// <remarks>Kernel: <c>alloc_dax_region()</c>, <c>devm_create_dev_dax()</c>,
/// drivers/dax/bus.c.</remarks>
/// <seealso cref="KmemProbe"/>
public static class DaxRegionCreation
{
    /// <summary>Dax regions begin and end at multiples of this: one PMD page, 2 MiB.</summary>
    public const ulong Alignment = 2 << 20;

    extension(Kernel kernel)
    {
        /// <summary>Makes dax region <paramref name="id"/> and its device .0, and lets drivers
        /// probe that; a range that is misaligned or claimed fails the caller's probe with
        /// -ENOMEM.</summary>
        /// <param name="owner">Whose driver probes.</param>
        /// <param name="id">hmem.N's or the CXL region's number.</param>
        /// <param name="range">The bytes.</param>
        /// <param name="node">Target node, -1 for none.</param>
        public Kernel CreateDaxRegion(DaxOwner owner, int id, AddressRange range, int node)
        {
            if (!range.Start.IsAlignedTo(Alignment) || range.Size.Bytes % Alignment != 0)
                return kernel
                    .Note(new DaxRegionMisaligned(range, DeviceOf(owner, id)))
                    .FailDaxRegionProbe(owner, id);

            var device = DeviceOf(owner, id);
            var rule = kernel.Boot.Generation.DaxClaims;
            var claim = new Resource(range, device, ResourceFlags.Mem);
            return rule.Claim(kernel.Resources.DaxRegions, claim) switch
            {
                Insertion.Placed placed =>
                    (kernel with
                    {
                        Resources = kernel.Resources with { DaxRegions = placed.Tree },
                    }).AddDaxRegion(owner, id, range, node),
                Insertion.Refused refused => kernel
                    .Note(new DaxRegionRefused(range, device, refused.Conflict))
                    .Log(DaxText.Conflict(rule.ConflictLevel, device, range))
                    .FailDaxRegionProbe(owner, id),
                _ => throw new UnreachableException(),
            };
        }

        private Kernel AddDaxRegion(DaxOwner owner, int id, AddressRange range, int node)
        {
            var device = new DaxDevice(0, [range], DaxBinding.Unbound, [], false);
            var region = new DaxRegion(owner, id, range, node, [], 1, [device]);
            return (kernel with
            {
                Dax = kernel.Dax with { Regions = kernel.Dax.Regions.Add(region) },
            })
                .Note(new DaxRegionMade(region))
                .Log(DaxText.AllocatedFirst(id, 0, 0, range))
                .AnnounceDaxDevice(region, device)
                .LogCxlProbe(owner, id, 0);
        }

        private Kernel FailDaxRegionProbe(DaxOwner owner, int id) => kernel
            .LogCxlProbe(owner, id, Errno.NoMemory)
            .Log(DaxText.ProbeFailed(
                DeviceOf(owner, id), owner == DaxOwner.Hmem ? "hmem" : "cxl_dax_region",
                Errno.NoMemory));

        // the CXL bus tells how every probe on it ends
        private Kernel LogCxlProbe(DaxOwner owner, int id, int errno) =>
            owner == DaxOwner.Cxl ? kernel.Log(DaxText.CxlDaxProbed(id, errno)) : kernel;

        /// <summary>A dax device is on the bus: udev loads its drivers, a loaded one
        /// probes.</summary>
        public Kernel AnnounceDaxDevice(DaxRegion region, DaxDevice device) => kernel
            .RequestByUdev(KernelModule.Kmem)
            .RequestByUdev(KernelModule.DeviceDax)
            .ProbeDaxDevice(region, device);
    }

    private static string DeviceOf(DaxOwner owner, int id) => owner == DaxOwner.Hmem
        ? $"hmem hmem.{id}"
        : DaxText.CxlDaxDevice(id);
}

/// <summary>A dax region was not made because another one has some of its bytes.</summary>
/// <param name="Range">The bytes.</param>
/// <param name="Device">Whose probe failed.</param>
/// <param name="Conflict">The claim that was there first.</param>
public sealed record DaxRegionRefused(AddressRange Range, string Device, Resource Conflict)
    : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R49";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"{Device} lost {Range}: {Conflict.Name} has {Conflict.Range} already";
}

/// <summary>A dax region was made, with one device over all its bytes.</summary>
/// <param name="Region">As it is now.</param>
public sealed record DaxRegionMade(DaxRegion Region) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "E.1";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"dax{Region.Id}.0 has {Region.Range}, target node {Region.TargetNode}";
}

/// <summary>A dax region was not made because its range does not begin or end at a multiple of
/// 2 MiB.</summary>
/// <param name="Range">The bytes.</param>
/// <param name="Device">Whose probe failed.</param>
public sealed record DaxRegionMisaligned(AddressRange Range, string Device) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R53";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"{Device} lost {Range}: it does not begin and end at multiples of 2 MiB";
}
