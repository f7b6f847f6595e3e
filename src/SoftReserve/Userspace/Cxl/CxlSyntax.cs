using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>Options that several commands of cxl share.</summary>
internal static class CxlSyntax
{
    public static readonly ToolOption Bus =
        ToolOption.Text('b', "bus", "bus name", "only on this bus");

    public static readonly ToolOption Decoder =
        ToolOption.Text('d', "decoder", "root decoder name", "only under this root decoder");

    public static readonly ToolOption Debug = ToolOption.Flag(null, "debug", "say more");

    public static ToolOption Force(string help) => ToolOption.Flag('f', "force", help);

    /// <summary>A command on CXL regions.</summary>
    public static ToolSyntax OfRegions(string synopsis, params ReadOnlySpan<ToolOption> others) =>
        new(synopsis, [Bus, Decoder, Debug, .. others]);

    /// <summary>A command on cards.</summary>
    public static ToolSyntax OfMemdevs(string synopsis, params ReadOnlySpan<ToolOption> others) =>
        new(
            synopsis,
            [
                Bus, ToolOption.Flag('v', "verbose", "say more"),
                ToolOption.Flag('S', "serial", "arguments are serial numbers"), .. others,
            ]);
}
