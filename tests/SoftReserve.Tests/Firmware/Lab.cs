using System.Globalization;
using System.Text.RegularExpressions;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Tests.Firmware;

/// <summary>Machines with nothing but a memory map.</summary>
internal static partial class Lab
{
    public static Machine Machine(params ReadOnlySpan<MemoryMapEntry> map) =>
        new("lab", "", Architecture.X86, null, [.. map], null, null, null, null,
            CxlTopology.None, KernelDefaults.None);

    public static MemoryMapEntry Entry(
        ulong start, ulong end, MemoryType type = MemoryType.Usable) =>
        new(new AddressRange(start, end), type);

    /// <summary>The machine whose firmware made a kernel log these lines.</summary>
    public static Machine FromBiosLines(string log) => Machine(
        [.. BiosLine().Matches(log).Select(match => Entry(
            Hex(match.Groups[1]), Hex(match.Groups[2]), TypeOf(match.Groups[3].Value)))]);

    private static ulong Hex(Group group) =>
        ulong.Parse(group.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static MemoryType TypeOf(string word) => word switch
    {
        "usable" or "System RAM" => MemoryType.Usable,
        "reserved" or "device reserved" => MemoryType.Reserved,
        _ => throw new ArgumentException(word),
    };

    [GeneratedRegex("BIOS-e820: \\[mem 0x([0-9a-f]+)-0x([0-9a-f]+)\\] +(.*)")]
    private static partial Regex BiosLine();
}
