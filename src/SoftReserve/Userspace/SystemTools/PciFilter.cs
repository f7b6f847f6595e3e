using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>What lspci is to show: numbers that must fit, each null or left out for any.</summary>
/// <param name="Numbers">Vendor, device, class, programming interface.</param>
/// <param name="Slot">Domain, bus, device, function.</param>
internal sealed record PciFilter(ValueList<int?> Numbers, ValueList<int?> Slot)
{
    /// <summary>Everything.</summary>
    public static readonly PciFilter All = new([], []);

    private static readonly string[] Kinds = ["vendor ID", "device ID", "class code", "prog-if"];

    private const int Digits = 4;

    private static readonly int[] Widths = [4, 4, 4, 2];

    /// <summary>True when the function is to be shown.</summary>
    public bool Fits(string address, PciPart part) =>
        Fit(Numbers, [part.Vendor[2..], part.Device[2..], part.Class[2..6], part.Class[6..]])
        && Fit(Slot, address.Split(':', '.'));

    /// <summary>This filter with <c>-d [VENDOR]:[DEVICE][:CLASS[:INTERFACE]]</c>, or what is wrong
    /// with it.</summary>
    public (PciFilter Filter, string? Wrong) WithNumbers(string text)
    {
        var parts = text.Split(':');
        if (parts.Length < 2)
            return (this, "-d: At least two fields must be given");
        if (parts.Length > Kinds.Length)
            return (this, "-d: Too many fields");
        var numbers = new List<int?>();
        for (var index = 0; index < parts.Length; index++)
        {
            var isAny = parts[index] is "" or "*";
            var number = isAny ? null : Hex(parts[index], Widths[index]);
            if (!isAny && number is null)
                return (this, $"-d: Invalid {Kinds[index]}");
            numbers.Add(number);
        }

        return (this with { Numbers = [.. numbers] }, null);
    }

    /// <summary>This filter with <c>-s [[[[DOMAIN]:]BUS]:][DEVICE][.[FUNCTION]]</c>, or what is
    /// wrong with it.</summary>
    public (PciFilter Filter, string? Wrong) WithSlot(string text)
    {
        var parts = text.Split(':');
        var last = parts[^1].Split('.');
        string?[] fields =
        [
            parts.Length > 2 ? parts[^3] : null, parts.Length > 1 ? parts[^2] : null, last[0],
            last.Length > 1 ? last[1] : null,
        ];
        var wrong = Array.Find(fields, field => !IsAny(field) && Hex(field!, Digits) is null);
        if (wrong is not null || parts.Length > 3 || last.Length > 2)
            return (this, "-s: Invalid slot number");
        return (this with
        {
            Slot = [.. fields.Select(field => IsAny(field) ? null : Hex(field!, Digits))],
        }, null);
    }

    private static bool IsAny(string? field) => field is null or "" or "*";

    private static bool Fit(ValueList<int?> wanted, string[] actual)
    {
        for (var index = 0; index < wanted.Count; index++)
            if (wanted[index] is { } number && number != Hex(actual[index], Digits))
                return false;
        return true;
    }

    private static int? Hex(string text, int digits) =>
        text.Length <= digits && int.TryParse(
            text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
