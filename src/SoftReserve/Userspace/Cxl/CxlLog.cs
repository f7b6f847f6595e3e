using System.Globalization;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>The lines of cxl on standard error: which part of the tool, which function, and
/// what.</summary>
internal static class CxlLog
{
    extension(ToolRun run)
    {
        public void Region(string function, string text) =>
            run.Complain($"cxl region: {function}: {text}");

        public void Memdev(string function, string text) =>
            run.Complain($"cxl memdev: {function}: {text}");

        public void Bus(string function, string text) =>
            run.Complain($"cxl bus: {function}: {text}");

        public void Port(string function, string text) =>
            run.Complain($"cxl port: {function}: {text}");
    }

    /// <summary>So many cards, and the noun for what they are.</summary>
    public static (string Cards, string Devices) ActiveCards(int count) => count > 1
        ? (Count(count, "memdev", noneIsPlural: false) + " which are", "devices")
        : (Count(count, "memdev", noneIsPlural: false) + " which is", "device");

    /// <summary>A count with its noun; regions have their plural for none, cards and ports only for
    /// two.</summary>
    public static string Count(int count, string noun, bool noneIsPlural) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count} {noun}{(count > 1 || (noneIsPlural && count == 0) ? "s" : "")}");
}
