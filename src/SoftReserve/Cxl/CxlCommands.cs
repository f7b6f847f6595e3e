using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Memory;

namespace SoftReserve.Cxl;

/// <summary>Commands of cxl-cli that make and unmake CXL regions.</summary>
/// <remarks>ndctl: cxl/region.c. A region that cannot be finished is deleted again.</remarks>
/// <seealso cref="UserRegion"/>
public static class CxlCommands
{
    /// <summary><c>cxl create-region -m -t ram -d decoder0.K [-w W] [-g G] [-s S] memX...</c>:
    /// a committed region with its driver bound.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="rootDecoder">K.</param>
    /// <param name="memdevs">Cards, in order of position.</param>
    /// <param name="ways">Null: as many as cards.</param>
    /// <param name="granularity">Null: the root decoder's.</param>
    /// <param name="size">Null: as much as the smallest card allows, at most the largest gap
    /// between regions of the window.</param>
    /// <param name="mode">RAM or PMEM.</param>
    public static UserResult CreateCxlRegion(
        this Kernel kernel, int rootDecoder, ValueList<string> memdevs, int? ways = null,
        int? granularity = null, ByteSize? size = null, PartitionMode mode = PartitionMode.Ram)
    {
        if (kernel.Cxl.FindRootDecoder(rootDecoder) is not { } root)
            return new UserResult.Refused(
                kernel, Errno.NoSuchDeviceOrAddress, UserStep.Find);
        var cards = ways ?? memdevs.Count;
        if (cards != memdevs.Count || cards == 0)
            return new UserResult.Refused(kernel, Errno.Invalid, UserStep.Ways);
        var bytes = size ?? DefaultSize(kernel, root, memdevs);
        if (bytes.Bytes == 0 && size is null)
            return new UserResult.Refused(kernel, Errno.NoSpace, UserStep.Size);
        var created = kernel.CreateEmptyRegion(rootDecoder, mode);
        var finished = created
            .Then((next, region) => next.SetGranularity(region, granularity ?? root.Granularity))
            .Then((next, region) => next.SetWays(region, cards))
            .Then((next, region) => next.SetSize(region, bytes))
            .Then((next, region) => next.AddTargets(region, memdevs))
            .Then((next, region) => next.Commit(region))
            .Then((next, region) => next.EnableCxlRegion(region.Id));
        return created is UserResult.Done { Region.Id: var id } && finished is UserResult.Refused no
            ? no with { Kernel = no.Kernel.DeleteUnfinished(id) }
            : finished;
    }

    /// <summary><c>cxl disable-region [-f] regionN</c>: the tool takes the memory of the region's
    /// own dax devices offline, then the region driver is unbound.</summary>
    public static UserResult DisableCxlRegionByUser(this Kernel kernel, int id)
    {
        if (kernel.Cxl.FindRegion(id) is null)
            return NoSuchRegion(kernel);
        kernel = kernel.TakeOffline(id).DisableCxlRegion(id);
        return new UserResult.Done(kernel, kernel.Cxl.FindRegion(id)!);
    }

    /// <summary><c>cxl enable-region regionN</c>: the region driver is bound.</summary>
    public static UserResult EnableCxlRegion(this Kernel kernel, int id)
    {
        if (kernel.Cxl.FindRegion(id) is not { } region)
            return NoSuchRegion(kernel);
        if (region.IsBound)
            return new UserResult.Done(kernel, region);
        kernel = kernel.BindCxlRegion(id);
        return kernel.Cxl.FindRegion(id) is { IsBound: true } bound
            ? new UserResult.Done(kernel, bound)
            : new UserResult.Refused(kernel, Errno.NoSuchDeviceOrAddress, UserStep.Bind);
    }

    /// <summary><c>cxl destroy-region [-f] regionN</c>: decoders are reset and free, and the region
    /// goes. Without force a bound region is refused with EBUSY; a locked one is refused with EPERM
    /// where the generation minds.</summary>
    public static UserResult DestroyCxlRegion(this Kernel kernel, int id, bool isForced = false)
    {
        if (kernel.Cxl.FindRegion(id) is not { } region)
            return NoSuchRegion(kernel);
        if (region.IsBound && !isForced)
            return new UserResult.Refused(kernel, Errno.Busy, UserStep.Bind);
        return kernel.TakeOffline(id).DisableCxlRegion(id).ResetCxlRegion(id).Then((next, reset) =>
            new UserResult.Done(
                next.UnregisterCxlRegion(id, resetsDecoders: true).FreeDpa(reset), region));
    }

    private static Kernel TakeOffline(this Kernel kernel, int id) =>
        kernel.Dax.Find(DaxOwner.Cxl, id) is { } region
            ? kernel.SetOnline(region.Range, online: false)
            : kernel;

    private static UserResult AddTargets(
        this Kernel kernel, CxlRegion region, ValueList<string> memdevs)
    {
        UserResult result = new UserResult.Done(kernel, region);
        foreach (var memdev in memdevs)
            result = result.Then((next, grown) => next.AddTarget(grown, memdev));
        return result;
    }

    private static Kernel DeleteUnfinished(this Kernel kernel, int id) =>
        kernel.Cxl.FindRegion(id) is { } region
            ? kernel.UnregisterCxlRegion(id, resetsDecoders: true).FreeDpa(region)
            : kernel;

    private static Kernel FreeDpa(this Kernel kernel, CxlRegion region)
    {
        var cxl = kernel.Cxl;
        foreach (var target in region.Targets)
            if (cxl.FindMemdev(target.Memdev) is { } memdev
                && memdev.Decoders[target.Decoder] is { IsEnabled: false } decoder)
                cxl = cxl.WithMemdev(memdev.With(decoder with
                {
                    Dpa = null,
                    FormerMode = decoder.Dpa is null ? decoder.FormerMode : region.Mode,
                }));
        return kernel with { Cxl = cxl };
    }

    private static ByteSize DefaultSize(
        Kernel kernel, RootDecoder root, ValueList<string> memdevs)
    {
        UInt128? smallest = null;
        foreach (var memdev in memdevs)
            if (kernel.Boot.Machine.Cxl.FindMemdev(memdev) is { } card)
                smallest = UInt128.Min(smallest ?? card.Volatile.Bytes, card.Volatile.Bytes);
        var unit = UserRegion.SizeUnit * (UInt128)memdevs.Count;
        var wanted = (smallest ?? 0) * (UInt128)memdevs.Count;
        var gap = LargestGap(kernel.Cxl, root) / unit * unit;
        return new ByteSize(UInt128.Min(wanted, gap));
    }

    private static UInt128 LargestGap(CxlState cxl, RootDecoder root)
    {
        var used = new List<AddressRange>();
        foreach (var region in cxl.Regions)
            if (region.RootDecoder == root.Index && region.Range is { } range)
                used.Add(range);
        UInt128 largest = 0;
        foreach (var gap in root.Range.Except(used))
            largest = UInt128.Max(largest, gap.Size.Bytes);
        return largest;
    }

    private static UserResult.Refused NoSuchRegion(Kernel kernel) =>
        new(kernel, Errno.NoDevice, UserStep.Find);
}
