using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Diagnosis;

namespace SoftReserve.Machines.Diagnosing;

/// <summary>Reads /proc/iomem.</summary>
/// <remarks>Kernel: <c>r_show()</c>, kernel/resource.c: two spaces a level,
/// <c>110000000-12fffffff : region0</c>.</remarks>
internal static class IomemLines
{
    /// <summary>The lines that are resources.</summary>
    public static ValueList<SeenResource> Read(ValueList<Sighting> lines) =>
        [.. lines.Select(Of).OfType<SeenResource>()];

    private static SeenResource? Of(Sighting line)
    {
        var text = line.Text.TrimStart();
        return text.Split(" : ", 2) is [var range, var name]
            && range.Split('-') is [var first, var last]
            && Hex(first) is { } start && Hex(last) is { } end && start <= end
            ? new SeenResource(
                new AddressRange(start, end), (line.Text.Length - text.Length) / 2, name,
                line with { Text = text })
            : null;
    }

    private static ulong? Hex(string text) => ulong.TryParse(
        text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number : null;
}
