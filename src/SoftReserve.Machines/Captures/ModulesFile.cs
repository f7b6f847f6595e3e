using SoftReserve.Addresses;
using SoftReserve.Drivers;

namespace SoftReserve.Machines.Captures;

/// <summary>How modules could be had on a machine that was captured: <c>cxl_acpi loaded</c>, a line
/// each; <see cref="Capturing.HostModules"/> writes it.</summary>
internal static class ModulesFile
{
    /// <summary>Modules without a file.</summary>
    public static ValueList<string> Missing(CaptureContext context) =>
        [.. Rows(context).Where(row => row[1] == "missing").Select(row => row[0])];

    /// <summary>Modules that are files and that udev is kept from loading.</summary>
    public static ValueList<string> Blocked(CaptureContext context) =>
    [
        .. Rows(context).Where(row => row is [_, not ("missing" or "builtin"), "blocked", ..])
            .Select(row => row[0]),
    ];

    private static IEnumerable<string[]> Rows(CaptureContext context) =>
        (context.Text(CaptureFileNames.Modules)?.Lines ?? [])
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row.Length >= 2 && ModuleNames.Find(row[0]) is not null);
}
