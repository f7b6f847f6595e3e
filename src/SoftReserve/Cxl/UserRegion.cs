using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>CXL regions by hand: what cxl-cli does through sysfs.</summary>
/// <remarks>Kernel: the attributes of decoder0.k and regionN, drivers/cxl/core/region.c. Each
/// method writes one of them.</remarks>
/// <seealso cref="RegionProbe"/>
public static class UserRegion
{
    /// <summary>Region sizes are multiples of this, times the ways: 256 MiB.</summary>
    public const ulong SizeUnit = WindowVerification.Alignment;

    /// <summary>Writes <c>create_ram_region</c>: an empty region.</summary>
    /// <returns>Refused with ENOENT where the window allows no volatile memory.</returns>
    public static UserResult CreateRamRegion(this Kernel kernel, int rootDecoder) =>
        kernel.CreateEmptyRegion(rootDecoder, PartitionMode.Ram);

    /// <summary>Writes <c>create_ram_region</c> or <c>create_pmem_region</c>: an empty
    /// region.</summary>
    /// <returns>Refused with ENOENT where the window allows no such memory.</returns>
    public static UserResult CreateEmptyRegion(
        this Kernel kernel, int rootDecoder, PartitionMode mode)
    {
        var needed = mode == PartitionMode.Ram
            ? WindowRestrictions.Volatile
            : WindowRestrictions.Persistent;
        if (kernel.Cxl.FindRootDecoder(rootDecoder) is not { } root
            || (root.Restrictions & needed) == 0)
            return new UserResult.Refused(kernel, NoEntry, UserStep.Create);
        kernel = kernel.AddRegion(root, mode, isAuto: false, out var region);
        return new UserResult.Done(kernel, region);
    }

    /// <summary>Writes <c>interleave_granularity</c> (rule R42).</summary>
    public static UserResult SetGranularity(this Kernel kernel, CxlRegion region, int granularity)
    {
        const UserStep Step = UserStep.Granularity;
        var root = kernel.Cxl.RootDecoders[region.RootDecoder];
        if (InterleaveCode.FromGranularity(granularity) is null
            || (root.Ways > 1 && granularity != root.Granularity))
            return new UserResult.Refused(kernel, Errno.Invalid, Step);
        return region.State >= CxlRegionState.InterleaveActive
            ? new UserResult.Refused(kernel, Errno.Busy, Step)
            : kernel.Store(region with { Granularity = granularity });
    }

    /// <summary>Writes <c>interleave_ways</c> (rules R42, R48).</summary>
    public static UserResult SetWays(this Kernel kernel, CxlRegion region, int ways)
    {
        const UserStep Step = UserStep.Ways;
        var root = kernel.Cxl.RootDecoders[region.RootDecoder];
        if (InterleaveCode.FromWays(ways) is null || ways % root.Ways != 0
            || !BitOperations.IsPow2(ways / root.Ways))
            return new UserResult.Refused(kernel, Errno.Invalid, Step);
        return region.State >= CxlRegionState.InterleaveActive
            ? new UserResult.Refused(kernel, Errno.Busy, Step)
            : kernel.Store(region with { Ways = ways });
    }

    /// <summary>Writes <c>size</c>: the region gets the lowest free addresses of its window (rules
    /// R16, R41).</summary>
    public static UserResult SetSize(this Kernel kernel, CxlRegion region, ByteSize size)
    {
        const UserStep Step = UserStep.Size;
        if (region.Ways == 0 || region.Granularity == 0
            || kernel.Cxl.RootDecoders[region.RootDecoder].Node is not { } window)
            return new UserResult.Refused(kernel, Errno.NoSuchDeviceOrAddress, Step);
        if (size.Bytes == 0 || size.Bytes % (SizeUnit * (uint)region.Ways) != 0)
            return new UserResult.Refused(kernel, Errno.Invalid, Step);
        if (region.Range is not null)
            return new UserResult.Refused(kernel, Errno.Busy, Step);
        var iomem = kernel.Resources.Iomem;
        var name = IomemLabels.CxlRegion(region.Id);
        if (iomem.AllocateFree(window, size, SizeUnit, name) is not Allocation.Placed placed)
            return new UserResult.Refused(
                kernel.Log(RegionText.NoSpace(region.Id, size.ToUInt64(), window)),
                Errno.OutOfRange, Step);
        return (kernel with { Resources = kernel.Resources with { Iomem = placed.Tree } })
            .Store(region with
            {
                Range = placed.Range,
                IsInIomem = true,
                State = CxlRegionState.InterleaveActive,
            });
    }

    /// <summary>Writes 0 to <c>size</c>: the addresses are free again, unless every card is
    /// there.</summary>
    public static UserResult FreeSize(this Kernel kernel, CxlRegion region) =>
        region.Range is null ? new UserResult.Done(kernel, region)
        : region.State >= CxlRegionState.Active
            ? new UserResult.Refused(kernel, Errno.Busy, UserStep.Size)
        : kernel.RemoveFromIomem(region).Store(region with
        {
            Range = null,
            IsInIomem = false,
            State = CxlRegionState.Idle,
        });

    /// <summary>Writes <c>dpa_size</c> of the card's first free decoder, and <c>targetN</c> of the
    /// next place.</summary>
    public static UserResult AddTarget(
        this Kernel kernel, CxlRegion region, string memdev)
    {
        if (region.Range is not { } range)
            return Refuse(kernel, Errno.NoSuchDeviceOrAddress, UserStep.Target, memdev);
        if (kernel.Cxl.FindMemdev(memdev) is not { Attachment: MemdevAttachment.Attached } card
            || FreeDecoder(card) is not { } decoder)
            return Refuse(kernel, Errno.NoSuchDeviceOrAddress, UserStep.FindDecoder, memdev);
        var name = FormattableString.Invariant($"decoder{card.EndpointId}.{decoder.Index}");
        if (decoder.IsEnabled)
            return Refuse(kernel, Errno.Busy, UserStep.DpaSize, name);
        var size = range.Size.ToUInt64() / (ulong)region.Ways;
        if (AllocateDpa(
                kernel.Boot.Machine.Cxl, card, decoder.Index, region.Mode, size) is not { } dpa)
            return Refuse(kernel, Errno.NoSpace, UserStep.DpaSize, name);
        var position = region.Targets.Count;
        var root = kernel.Cxl.RootDecoders[region.RootDecoder];
        var bridge = kernel.Boot.Paths.To(memdev)!.Bridge.Uid;
        if (position >= region.Ways)
            return Refuse(kernel, Errno.Invalid, UserStep.Target, memdev);
        if (root.Targets[position % root.Ways] != bridge)
            return Refuse(kernel, Errno.NoSuchDeviceOrAddress, UserStep.Target, memdev);
        var attached = decoder with
        {
            Range = range,
            Dpa = dpa,
            Ways = region.Ways,
            Granularity = region.Granularity,
            CxlRegionId = region.Id,
        };
        return (kernel with { Cxl = kernel.Cxl.WithMemdev(card.With(attached)) })
            .Store(region with
            {
                Targets = region.Targets.Add(
                    new CxlRegionTarget(memdev, decoder.Index, position)),
            })
            .Then(static (next, grown) => grown.Targets.Count == grown.Ways
                ? next.Activate(grown)
                : new UserResult.Done(next, grown));
    }

    /// <summary>Writes 1 to <c>commit</c>: the decoders are programmed, in order of their
    /// numbers. Where caches cannot be flushed the kernel refuses (rule R43).</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="region">A region with all its cards.</param>
    public static UserResult Commit(this Kernel kernel, CxlRegion region)
    {
        const UserStep Step = UserStep.Commit;
        if (region.State < CxlRegionState.Active)
            return new UserResult.Refused(kernel, Errno.NoSuchDeviceOrAddress, Step);
        if (!kernel.Boot.CanFlushCaches)
            return new UserResult.Refused(
                kernel.Log(RegionText.CachesNotFlushed(region.Id)),
                Errno.NoSuchDeviceOrAddress, Step);
        return kernel.Cxl.TryProgram(region) is { } programmed
            ? (kernel with { Cxl = programmed })
                .Store(region with { State = CxlRegionState.Commit })
            : new UserResult.Refused(kernel, Errno.Busy, Step);
    }

    private const int NoEntry = 2;

    /// <summary>Checks a region that has all its cards, and claims the decoders on the way to
    /// them.</summary>
    internal static UserResult Activate(this Kernel kernel, CxlRegion region)
    {
        var root = kernel.Cxl.RootDecoders[region.RootDecoder];
        kernel = kernel.TakeInjectedFailure(region, out var isInjected);
        var trial = isInjected
            ? AssemblyTrial.Failed()
            : AssemblyTrial.RunForUser(kernel, region, root);
        var topology = kernel.Boot.Machine.Cxl;
        kernel = kernel.LogBlock(() => AssemblyText.Assembled(topology, region, trial.Events));
        if (trial.Refusal != AssemblyRefusal.None)
            return new UserResult.Refused(
                kernel, new AssemblyOutcome.Refused("", 0, region.Id, trial.Refusal).Errno,
                UserStep.Target)
            {
                What = region.Targets[^1].Memdev,
            };
        return (kernel with { Cxl = trial.Claim(kernel.Cxl, region.Id) })
            .Store(region with { State = CxlRegionState.Active });
    }

    private static UserResult.Done Store(this Kernel kernel, CxlRegion region) =>
        new UserResult.Done(
            kernel with { Cxl = kernel.Cxl.WithRegion(region) }, region);

    private static UserResult.Refused Refuse(
        Kernel kernel, int errno, UserStep step, string what) =>
        new(kernel, errno, step) { What = what };

    private static EndpointDecoder? FreeDecoder(CxlMemdev card)
    {
        foreach (var decoder in card.Decoders)
            if (decoder.Range is null && decoder.CxlRegionId is null)
                return decoder;
        return null;
    }

    /// <summary>Bytes for a card's next decoder; null when there are not so many. Decoders map a
    /// partition in the order of their numbers, without going back; what the decoder itself had is
    /// given back first.</summary>
    internal static DpaRange? AllocateDpa(
        CxlTopology topology, CxlMemdev card, int index, PartitionMode mode, ulong size)
    {
        var memory = topology.FindMemdev(card.Name)!;
        var start = mode == PartitionMode.Ram ? 0 : memory.Volatile.ToUInt64();
        var end = memory.Volatile.ToUInt64()
            + (mode == PartitionMode.Ram ? 0 : memory.Persistent.ToUInt64());
        foreach (var decoder in card.Decoders)
            if (decoder.Index != index && decoder.Dpa is { } used
                && used.Start.Value >= start && used.End.Value < end)
                start = Math.Max(start, used.End.Value + 1);
        return size > 0 && size <= end - start
            ? DpaRange.Sized(new Dpa(start), new ByteSize(size))
            : null;
    }
}
