using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl reserve-dpa</c>: the first decoder of a card without memory gets some of the
/// card's, in the order of the decoders.</summary>
/// <remarks>ndctl: <c>__reserve_dpa()</c>, cxl/memdev.c.</remarks>
internal static class ReserveDpa
{
    private const string Function = "__reserve_dpa";

    public static readonly Subcommand Command = MemdevJson.Command(
        "reserve-dpa",
        count => "reservation completed on "
            + CxlLog.Count(count, "mem device", noneIsPlural: false),
        CxlSyntax.OfMemdevs(
            "cxl reserve-dpa <mem0> [<mem1>..<memn>] [<options>]",
            ToolOption.Text('s', "size", "size", "bytes; without it all that are free"),
            Decoder, Type, CxlSyntax.Force("try what is expected to fail")),
        Reserve);

    /// <summary>Which decoder.</summary>
    public static ToolOption Decoder => ToolOption.Text(
        'd', "decoder", "decoder instance id", "this decoder, not the next in order");

    /// <summary>Which partition.</summary>
    public static ToolOption Type => ToolOption.Text('t', "type", "type", "pmem or ram");

    private static (int Result, NdctlJson? Json) Reserve(
        ToolRun run, CxlMemdev memdev, OptionValues values)
    {
        if (!TryMode(run, memdev, values, out var mode, out var error))
            return (error, null);
        var card = run.Kernel.Boot.Machine.Cxl.FindMemdev(memdev.Name)!;
        var free = (mode == PartitionMode.Ram ? card.Volatile : card.Persistent).Bytes
            - Used(card, memdev, mode);
        if (SizeOf(run, memdev, values, free, out error) is not { } size)
            return (error, null);
        var next = memdev.Decoders.FindIndex(decoder => decoder.Dpa is null);
        if (Choose(run, memdev, values, next, out error) is not { } index)
            return (error, null);
        var decoder = memdev.Decoders[index];
        if (size % UserRegion.SizeUnit != 0
            || UserRegion.AllocateDpa(
                run.Kernel.Boot.Machine.Cxl, memdev, index, mode, size) is not { } dpa)
        {
            NotSet(run, memdev, index);
            return (size % UserRegion.SizeUnit != 0 ? -Errno.Invalid : -Errno.NoSpace, null);
        }

        run.Kernel = run.Kernel with
        {
            Cxl = run.Kernel.Cxl.WithMemdev(memdev.With(decoder with { Dpa = dpa })),
        };
        return (0, MemdevJson.Of(run, memdev.Name, index));
    }

    /// <summary>Says that the kernel refused a decoder's size.</summary>
    public static void NotSet(ToolRun run, CxlMemdev memdev, int index)
    {
        var decoder = FormattableString.Invariant($"decoder{memdev.EndpointId}.{index}");
        run.Memdev(Function, $"{memdev.Name}: {decoder}: failed to set dpa allocation");
    }

    /// <summary>The partition that was asked for, of a card that is in use.</summary>
    public static bool TryMode(
        ToolRun run, CxlMemdev memdev, OptionValues values, out PartitionMode mode, out int error)
    {
        var type = values.Text("type");
        mode = type == "pmem" ? PartitionMode.Pmem : PartitionMode.Ram;
        error = 0;
        if (type is not (null or "pmem" or "ram" or "volatile"))
        {
            run.Memdev(Function, $"{memdev.Name}: unsupported type: {type}");
            error = -Errno.Invalid;
        }
        else if (memdev.Attachment != MemdevAttachment.Attached)
        {
            run.Memdev(Function, $"{memdev.Name}: CXL operation disabled");
            error = -Errno.NoSuchDeviceOrAddress;
        }

        return error == 0;
    }

    /// <summary>The decoder that was named, or the next in order; named out of order it needs
    /// force.</summary>
    public static int? Choose(
        ToolRun run, CxlMemdev memdev, OptionValues values, int next, out int error)
    {
        error = 0;
        if (values.Text("decoder") is not { } name)
        {
            if (next >= 0)
                return next;
            run.Memdev(Function, $"{memdev.Name}: no suitable decoder found");
            error = -Errno.NoSuchDeviceOrAddress;
            return null;
        }

        var named = memdev.Decoders.FindIndex(decoder => IsNamed(memdev, decoder.Index, name));
        if (named < 0)
        {
            run.Memdev(Function, $"{memdev.Name}: no match for decoder: '{name}'");
            error = -Errno.NoSuchDeviceOrAddress;
            return null;
        }

        if (named == next)
            return named;
        run.Memdev(Function, FormattableString.Invariant(
            $"{memdev.Name}: decoder{memdev.EndpointId}.{named} is out of sequence"));
        error = -Errno.Invalid;
        return values.Has("force") ? named : null;
    }

    private static bool IsNamed(CxlMemdev memdev, int index, string name) =>
        name == FormattableString.Invariant($"{index}")
        || name == FormattableString.Invariant($"{memdev.EndpointId}.{index}")
        || name == FormattableString.Invariant($"decoder{memdev.EndpointId}.{index}");

    private static UInt128 Used(Memdev card, CxlMemdev memdev, PartitionMode mode)
    {
        UInt128 used = 0;
        foreach (var decoder in memdev.Decoders)
            if (decoder.Dpa is { } dpa
                && (dpa.Start.Value < card.Volatile.Bytes) == (mode == PartitionMode.Ram))
                used += dpa.Size.Bytes;
        return used;
    }

    private static ulong? SizeOf(
        ToolRun run, CxlMemdev memdev, OptionValues values, UInt128 free, out int error)
    {
        error = -Errno.NoSpace;
        if (values.Text("size") is not { } text)
        {
            if (free > 0)
                return (ulong)free;
            run.Memdev(Function, $"{memdev.Name}: no available capacity");
            return null;
        }

        if (SizeText.Parse(text) is not { } size)
        {
            run.Memdev(Function, $"{memdev.Name}: failed to parse size option '{text}'");
            error = -Errno.Invalid;
            return null;
        }

        if (size <= free)
            return size;
        run.Memdev(Function, $"{memdev.Name}: '{text}' exceeds available capacity");
        return values.Has("force") ? size : null;
    }
}
