using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary>Options that several commands of daxctl share.</summary>
internal static class DaxctlSyntax
{
    /// <summary>A synopsis with the options that every command on devices has, and its
    /// own.</summary>
    public static ToolSyntax Of(string synopsis, params ReadOnlySpan<ToolOption> others) => new(
        synopsis,
        [
            ToolOption.Text('r', "region", "region-id", "filter by region"),
            ToolOption.Flag('u', "human", "use human friendly number formats"),
            ToolOption.Flag('v', "verbose", "emit more debug messages"),
            .. others,
        ]);

    public static readonly ToolOption Size =
        ToolOption.Text('s', "size", "size", "size to switch the device to");

    public static readonly ToolOption Align =
        ToolOption.Text('a', "align", "align", "alignment to switch the device to");

    public static readonly ToolOption Input =
        ToolOption.Text(null, "input", "input", "input device JSON file");

    public static readonly ToolOption NoMovable =
        ToolOption.Flag(null, "no-movable", "online memory in ZONE_NORMAL");
}
