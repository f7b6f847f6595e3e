using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;

namespace SoftReserve.Sysfs;

/// <summary>The files of endpoint decoders, and their way into a CXL region.</summary>
/// <remarks>Kernel: drivers/cxl/core/port.c, core/hdm.c; <c>cxl_region_attach()</c>,
/// core/region.c.</remarks>
internal static class EndpointDecoderWrites
{
    private const ulong DpaUnit = UserRegion.SizeUnit;

    /// <summary><c>mode_store()</c>: which partition the next <c>dpa_size</c> takes.</summary>
    public static KernelWrite Mode(string memdev, int index, string text) => With(
        memdev, index, text, (kernel, card, decoder) =>
        {
            PartitionMode? mode = text switch
            {
                "ram" => PartitionMode.Ram,
                "pmem" => PartitionMode.Pmem,
                _ => null,
            };
            if (mode is null)
                return (kernel, Errno.Invalid);
            if (decoder.IsEnabled || decoder.Dpa is not null)
                return (kernel, Errno.Busy);
            var facts = kernel.Boot.Machine.Cxl.FindMemdev(memdev)!;
            if ((mode == PartitionMode.Ram ? facts.Volatile : facts.Persistent).Bytes == 0)
                return (kernel, Errno.NoSuchDeviceOrAddress);
            return (Store(kernel, card, decoder with { FormerMode = mode }), 0);
        });

    /// <summary><c>dpa_size_store()</c>: gives back what the decoder has, then reserves.</summary>
    public static KernelWrite DpaSize(string memdev, int index, string text) => With(
        memdev, index, text, (kernel, card, decoder) =>
        {
            if (WrittenText.Number(text) is not { } size || size % DpaUnit != 0)
                return (kernel, Errno.Invalid);
            if (decoder.Dpa is not null && IsHeld(card, decoder))
                return (kernel, Errno.Busy);
            var ram = kernel.Boot.Machine.Cxl.FindMemdev(memdev)!.Volatile;
            var mode = decoder.Dpa is not { } used ? decoder.FormerMode
                : used.Start.Value < ram.Bytes ? PartitionMode.Ram : PartitionMode.Pmem;
            var freed = decoder with { Dpa = null, FormerMode = mode };
            kernel = Store(kernel, card, freed);
            if (size == 0)
                return (kernel, 0);
            return decoder.IsEnabled ? (kernel, Errno.Busy)
                : mode is null ? (kernel, Errno.Invalid)
                : Reserve(kernel, kernel.Cxl.FindMemdev(memdev)!, freed, size);
        });

    /// <summary>Attaches a decoder to a place of a CXL region; with the last one the region is
    /// checked as a whole.</summary>
    public static UserResult Attach(Kernel kernel, CxlRegion region, int position, string name)
    {
        if (Find(kernel, name) is not var (card, decoder))
            return Refuse(kernel, Errno.NoDevice);
        if (region.State > CxlRegionState.InterleaveActive)
            return Refuse(kernel, Errno.Busy);
        if (region.State < CxlRegionState.InterleaveActive || region.Range is not { } range
            || decoder.Dpa is not { } dpa)
            return Refuse(kernel, Errno.NoSuchDeviceOrAddress);
        if (region.Targets.FindIndex(each => each.Position == position) >= 0
            || decoder.CxlRegionId is not null || decoder.IsEnabled)
            return Refuse(kernel, Errno.Busy);
        var root = kernel.Cxl.RootDecoders[region.RootDecoder];
        var bridge = kernel.Boot.Paths.To(card.Name)!.Bridge.Uid;
        if (root.Targets[position % root.Ways] != bridge)
            return Refuse(kernel, Errno.NoSuchDeviceOrAddress);
        if (dpa.Size.Bytes * (uint)region.Ways != range.Size.Bytes)
            return Refuse(kernel, Errno.Invalid);
        var attached = decoder with
        {
            Range = range,
            Ways = region.Ways,
            Granularity = region.Granularity,
            CxlRegionId = region.Id,
        };
        var grown = region with
        {
            Targets = region.Targets.AddInOrder(
                new CxlRegionTarget(card.Name, decoder.Index, position),
                each => each.Position > position),
        };
        kernel = Store(kernel, card, attached);
        kernel = kernel with { Cxl = kernel.Cxl.WithRegion(grown) };
        return grown.Targets.Count == grown.Ways
            ? kernel.Activate(grown)
            : new UserResult.Done(kernel, grown);
    }

    private static (Kernel Kernel, int Errno) Reserve(
        Kernel kernel, CxlMemdev card, EndpointDecoder decoder, ulong size)
    {
        var mode = decoder.FormerMode!.Value;
        return UserRegion.AllocateDpa(
            kernel.Boot.Machine.Cxl, card, decoder.Index, mode, size) is { } dpa
            ? (Store(kernel, card, decoder with { Dpa = dpa }), 0)
            : (kernel, Errno.NoSpace);
    }

    // memory is given back in the opposite order of taking it
    private static bool IsHeld(CxlMemdev card, EndpointDecoder decoder) =>
        decoder.CxlRegionId is not null || decoder.IsEnabled
        || card.Decoders.Any(other => other.Index > decoder.Index && other.Dpa is not null);

    private static (CxlMemdev Card, EndpointDecoder Decoder)? Find(Kernel kernel, string name)
    {
        if (WrittenText.Pair("decoder", name) is not var (endpoint, index))
            return null;
        foreach (var card in kernel.Cxl.Memdevs)
            if (card.EndpointId == endpoint && index < card.Decoders.Count)
                return (card, card.Decoders[index]);
        return null;
    }

    private static KernelWrite With(
        string memdev, int index, string text,
        Func<Kernel, CxlMemdev, EndpointDecoder, (Kernel, int)> act) => KernelWrite.Of(
        text, kernel => kernel.Cxl.FindMemdev(memdev) is { } card && index < card.Decoders.Count
            ? act(kernel, card, card.Decoders[index])
            : (kernel, Errno.NoDevice));

    private static Kernel Store(Kernel kernel, CxlMemdev card, EndpointDecoder decoder) =>
        kernel with { Cxl = kernel.Cxl.WithMemdev(card.With(decoder)) };

    private static UserResult.Refused Refuse(Kernel kernel, int errno) =>
        new(kernel, errno, UserStep.Target);
}
