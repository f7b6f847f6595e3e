using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>What <c>cxl create-region</c> makes of its words and the machine, before it writes
/// anything.</summary>
/// <remarks>ndctl: <c>parse_create_options()</c>, <c>create_region_validate_config()</c>,
/// cxl/region.c.</remarks>
internal abstract record RegionRequest
{
    private const string Parsing = "parse_create_options", Ways = "interleave-ways";

    private RegionRequest()
    {
    }

    /// <summary>A region that the kernel can be asked for.</summary>
    /// <param name="Root">Its root decoder.</param>
    /// <param name="Mode">RAM or PMEM.</param>
    /// <param name="Memdevs">Its cards, in order of position.</param>
    /// <param name="Granularity">Null for the root decoder's.</param>
    /// <param name="Size">Null for as much as fits.</param>
    /// <param name="SmallestCard">Bytes of that mode that each of the cards has at least.</param>
    public sealed record Asked(
        RootDecoder Root, PartitionMode Mode, ValueList<string> Memdevs, int? Granularity,
        ulong? Size, UInt128 SmallestCard) : RegionRequest;

    /// <summary>It makes no sense, and the tool has said why.</summary>
    /// <param name="Errno">Positive.</param>
    public sealed record Wrong(int Errno) : RegionRequest;

    public static RegionRequest Read(ToolRun run, OptionValues values)
    {
        if (values.Text("decoder") is not { } decoder)
            return Complain(run, "no root decoder specified");
        if (!values.Arguments.IsEmpty && !values.Has("memdevs"))
            return Complain(run, "must specify option for target object types (-m)");
        var found = MemdevsBelow(run.Kernel, decoder, values.Arguments);
        if (found.IsEmpty)
        {
            run.Region(
                "collect_memdevs",
                $"no active memdevs found: decoder: {decoder} filter: "
                    + (values.Arguments.IsEmpty ? "none" : string.Join(',', Names(values))));
            return new Wrong(SoftReserve.Errno.NoSuchDeviceOrAddress);
        }

        if (values.Text("type") is "ram" or "volatile" && values.Has("uuid"))
        {
            // a line without an end
            run.Begin($"cxl region: {Parsing}: can't set UUID for ram / volatile regions");
            return new Wrong(SoftReserve.Errno.Invalid);
        }

        return WrongWords(values, found.Count) is { } wrong
            ? Complain(run, wrong)
            : Under(run, decoder, values, found);
    }

    private static Wrong Complain(ToolRun run, string text)
    {
        run.Region(Parsing, text);
        return new Wrong(SoftReserve.Errno.Invalid);
    }

    private static string[] Names(OptionValues values) =>
        [.. values.Arguments.SelectMany(CxlListFilter.Split)];

    // cards that are attached behind the decoder, in the order in which they were named
    private static ValueList<CxlMemdevView> MemdevsBelow(
        Kernel kernel, string decoder, ValueList<string> names)
    {
        var view = CxlOfKernel.View(kernel);
        var match = new CxlMatch(view, new CxlListFilter(Decoder: decoder));
        var below = KernfsOrder.Sort(
            view.Buses.SelectMany(CxlBelow.Bus).Where(match.IsDecodedBy), each => each.Name);
        if (names.IsEmpty)
            return [.. below];
        string[] words = [.. names.SelectMany(CxlListFilter.Split)];
        return
        [
            .. from memdev in below
               let place = Array.FindIndex(
                   words, word => CxlListFilter.IsMemdev(word, memdev))
               where place >= 0
               orderby place
               select memdev,
        ];
    }

    private static string? WrongWords(OptionValues values, int found)
    {
        var (size, ways) = (values.Text("size"), values.Number("ways"));
        var named = Names(values).Length;
        var wanted = ways ?? (named > 0 ? named : found);
        return values switch
        {
            _ when values.Text("type") is not (null or "ram" or "volatile" or "pmem") =>
                $"unsupported type: {values.Text("type")}",
            _ when size is not null && SizeText.Parse(size) is null => $"Invalid size: {size}",
            _ when ways <= 0 => Text($"Invalid interleave ways: {ways}"),
            _ when values.Number("granularity") is <= 0 and var bytes =>
                Text($"Invalid interleave granularity: {bytes}"),
            _ when size is not null && SizeText.Parse(size) % (ulong)wanted != 0 => Text(
                $"size ({SizeText.Parse(size)}) is not an integral multiple of {Ways} ({wanted})"),
            _ => null,
        };
    }

    private static RegionRequest Under(
        ToolRun run, string decoder, OptionValues values, ValueList<CxlMemdevView> found)
    {
        var named = Names(values).Length;
        var ways = values.Number("ways") ?? (named > 0 ? named : found.Count);
        if (ways > found.Count || (named > 0 && ways != found.Count))
        {
            var (than, which) = (
                ways > found.Count ? "greater" : "less", named > 0 ? "specified" : "found");
            run.Region("validate_ways", Text(
                $"Interleave ways {ways} is {than} than number of memdevs {which}: {found.Count}"));
            return new Wrong(SoftReserve.Errno.Invalid);
        }

        if (values.Text("uuid") is { } uuid && !Guid.TryParseExact(uuid, "D", out _))
        {
            run.Complain($"  Error: failed to parse uuid: '{uuid}'\n");
            return new Wrong(SoftReserve.Errno.Invalid);
        }

        var root = run.Kernel.Cxl.RootDecoders
            .FirstOrDefault(each => RegionWalk.IsRootDecoder(decoder, each.Index));
        if (root is null || !RegionWalk.IsBus(values.Text("bus")))
        {
            run.Region(
                "create_region_validate_config", $"{decoder} not found in CXL topology");
            return new Wrong(SoftReserve.Errno.NoSuchDeviceOrAddress);
        }

        var mode = ModeOf(values.Text("type"), root);
        if (Lacks(root, mode) is { } capability)
        {
            run.Region(
                "validate_decoder", Text($"decoder0.{root.Index} is not {capability} capable"));
            return new Wrong(SoftReserve.Errno.Invalid);
        }

        ValueList<CxlMemdevView> cards = [.. found.Take(ways)];
        return new Asked(
            root, mode, [.. cards.Select(card => card.Name)], values.Number("granularity"),
            values.Text("size") is { } size ? SizeText.Parse(size) : null,
            cards.Min(card => mode == PartitionMode.Ram
                ? card.VolatileSize : card.PersistentSize).Bytes);
    }

    // without a word the window decides, and pmem comes first
    private static PartitionMode ModeOf(string? type, RootDecoder root) => type switch
    {
        "pmem" => PartitionMode.Pmem,
        null when root.Restrictions.HasFlag(WindowRestrictions.Persistent) => PartitionMode.Pmem,
        _ => PartitionMode.Ram,
    };

    private static string? Lacks(RootDecoder root, PartitionMode mode) => mode switch
    {
        PartitionMode.Ram when !root.Restrictions.HasFlag(WindowRestrictions.Volatile) =>
            "volatile",
        PartitionMode.Pmem when !root.Restrictions.HasFlag(WindowRestrictions.Persistent) =>
            "pmem",
        _ => null,
    };

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
