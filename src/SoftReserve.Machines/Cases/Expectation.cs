using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Cases;

/// <summary>One final state; only what is given is compared.</summary>
/// <param name="Owners">Ranges that have an answer.</param>
/// <param name="Iomem">Expected tree, for <see cref="IomemExpectation"/>; null when not
/// compared.</param>
/// <param name="Daxctl">What <c>daxctl list -R -u</c> prints, in its order; null when not
/// compared, empty when it must print nothing.</param>
/// <param name="Dmesg">Substrings that must appear in this order, debug messages
/// included.</param>
/// <param name="DmesgAny">Substrings that must appear.</param>
/// <param name="NotDmesg">Substrings that must not appear.</param>
/// <param name="Errors">Commands that fail; all others succeed.</param>
/// <param name="NumaPossible">As in <c>/sys/devices/system/node/possible</c>.</param>
/// <param name="EffectiveConfig">What Kconfig makes of the configuration.</param>
/// <param name="InvalidConfig">Why Kconfig does not allow it or it does not link; nothing boots
/// then.</param>
public sealed record Expectation(
    ValueList<OwnerExpectation> Owners,
    string? Iomem,
    ValueList<DaxctlExpectation>? Daxctl,
    ValueList<string> Dmesg,
    ValueList<string> DmesgAny,
    ValueList<string> NotDmesg,
    ValueList<CommandError> Errors,
    string? NumaPossible,
    ValueList<ConfigSetting> EffectiveConfig,
    string? InvalidConfig);

/// <summary>Who has a range in the end.</summary>
/// <param name="Range">As firmware or region gave it, or a part with an owner of its own.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="Device">A <see cref="NamePattern"/>; null when any device will do.</param>
/// <param name="Use">What became of it.</param>
public sealed record OwnerExpectation(
    AddressRange Range, OwnerWord Owner, string? Device, UseWord Use);

/// <summary>One region of <c>daxctl list -R -u</c>.</summary>
/// <param name="Path">Below /sys/devices, as daxctl prints it.</param>
/// <param name="Id">Region number.</param>
/// <param name="Size">In daxctl's words: <c>128.00 GiB (137.44 GB)</c>.</param>
/// <param name="Align">Bytes.</param>
public sealed record DaxctlExpectation(string Path, int Id, string Size, ulong Align);

/// <summary>A command that fails.</summary>
/// <param name="Command">As typed.</param>
/// <param name="Error">The errno's name: <c>ERANGE</c>.</param>
public sealed record CommandError(string Command, string Error);

/// <summary>What holds over all orders.</summary>
/// <param name="Outcomes">Exactly these final ownerships are reachable; null when not
/// listed.</param>
/// <param name="OutcomeCount">Their number, where the case gives only that.</param>
/// <param name="Includes">These are reachable, others may be.</param>
/// <param name="Violates">Properties that some order breaks.</param>
/// <param name="Holds">Properties that no order breaks.</param>
public sealed record ExploreExpectation(
    ValueList<OutcomeExpectation>? Outcomes,
    int? OutcomeCount,
    ValueList<OutcomeExpectation> Includes,
    ValueList<string> Violates,
    ValueList<string> Holds);

/// <summary>One reachable final ownership.</summary>
public sealed record OutcomeExpectation(ValueList<OwnerExpectation> Owners);

/// <summary>Who has a range.</summary>
public enum OwnerWord
{
    /// <summary>A CXL region's dax device.</summary>
    Cxl,

    /// <summary>An HMEM device.</summary>
    Hmem,

    /// <summary>Nobody; plain RAM when its use is System RAM.</summary>
    None,

    /// <summary>Two devices at once.</summary>
    Both,
}

/// <summary>What became of a range.</summary>
public enum UseWord
{
    /// <summary>Online through kmem, or plain RAM.</summary>
    SystemRam,

    /// <summary>A character device.</summary>
    Devdax,

    /// <summary>A dax device exists that nothing could use.</summary>
    Failed,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Names in which <c>*</c> stands for any number.</summary>
public static class NamePattern
{
    /// <summary>True when <paramref name="name"/> is the pattern with each <c>*</c> replaced by
    /// one or more digits: <c>dax*.0</c> fits <c>dax12.0</c>, not <c>dax.0</c>.</summary>
    public static bool Matches(string pattern, string name)
    {
        var at = 0;
        foreach (var letter in pattern)
        {
            var end = at;
            while (letter == '*' && end < name.Length && char.IsAsciiDigit(name[end]))
                end++;
            if (letter != '*' && at < name.Length && name[at] == letter)
                end = at + 1;
            if (end == at)
                return false;
            at = end;
        }

        return at == name.Length;
    }
}
