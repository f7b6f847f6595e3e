using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl set-partition</c>. The cards of the model have their volatile and persistent
/// bytes fixed, as QEMU's: there is nothing to divide.</summary>
internal static class SetPartition
{
    public static readonly Subcommand Command = MemdevJson.Command(
        "set-partition",
        count => "set_partition " + CxlLog.Count(count, "mem", noneIsPlural: false),
        CxlSyntax.OfMemdevs(
            "cxl set-partition <mem0> [<mem1>..<memN>] [<options>]",
            ToolOption.Text('t', "type", "type", "pmem or ram"),
            ToolOption.Text('s', "size", "size", "bytes of that type"),
            ToolOption.Flag('a', "align", "round the size as the card needs it")),
        Set);

    private static (int Result, NdctlJson? Json) Set(
        ToolRun run, CxlMemdev memdev, OptionValues values)
    {
        if (values.Text("type") is not (null or "pmem" or "ram" or "volatile") and var type)
            run.Memdev("action_setpartition", $"invalid type '{type}'");
        else if (values.Text("size") is { } size && SizeText.Parse(size) is null)
            run.Memdev(
                "action_setpartition", $"{memdev.Name}: failed to parse size option '{size}'");
        else
            run.Memdev("validate_partition", $"{memdev.Name}: no available capacity");
        return (-Errno.Invalid, null);
    }
}
