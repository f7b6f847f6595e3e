using SoftReserve.Userspace.Cxl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>cxl</c>.</summary>
internal static class CxlCommandParser
{
    private static readonly ToolFrame Tool = new(
        "cxl",
        [
            ListObjects.Command, DisableMemdev.Command, EnableMemdev.Command,
            CreateRegion.Command, EnableRegion.Command, DisableRegion.Command,
            DestroyRegion.Command, DisablePort.Command, EnablePort.Command,
            DisableBus.Command, SetPartition.Command, ReserveDpa.Command, FreeDpa.Command,
        ],
        [
            "zero-labels", "read-labels", "write-labels", "update-firmware", "set-alert-config",
            "wait-sanitize", "monitor", "inject-protocol-error",
            "inject-media-poison", "clear-media-poison",
        ]);

    public static UserCommand? Parse(string[] words, string line) =>
        Tool.Parse(words, line, IsModelled);

    // an endpoint that loses its driver while its card keeps it
    private static bool IsModelled(Subcommand subcommand, OptionValues values) =>
        subcommand != DisablePort.Command || !values.Has("endpoint") || !values.Has("force");
}
