using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>daxctl</c>.</summary>
internal static class DaxctlCommandParser
{
    private static readonly ToolFrame Tool = new(
        "daxctl",
        [
            ListDevices.Command, CreateDevice.Command, DestroyDevice.Command,
            ReconfigureDevice.Command, OnlineMemory.Command, OfflineMemory.Command,
            DisableDevice.Command, EnableDevice.Command,
        ],
        ["split-acpi", "migrate-device-model"]);

    public static UserCommand? Parse(string[] words, string line) =>
        Tool.Parse(words, line, IsModelled);

    // files of the host, and a driver that the model does not have
    private static bool IsModelled(Subcommand subcommand, OptionValues values) =>
        !values.Has("input") && !values.Has("check-config")
        && values.Text("mode") != "famfs";
}
