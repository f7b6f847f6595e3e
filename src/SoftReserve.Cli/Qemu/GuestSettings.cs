using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>What a script inside the guest has to know of a machine, as shell
/// assignments.</summary>
internal static class GuestSettings
{
    /// <summary>One assignment a line.</summary>
    /// <param name="asBuilt">The machine.</param>
    /// <param name="order">Steps that are forced.</param>
    public static IEnumerable<string> Of(Machine asBuilt, ValueList<string> order)
    {
        var kernel = asBuilt.Kernel;
        yield return $"missing_modules=\"{string.Join(' ', kernel.MissingModules)}\"";
        yield return $"by_hand=\"{string.Join(' ', kernel.LoadByHand)}\"";
        yield return $"autoload={(kernel.HasAutoload ? "yes" : "no")}";
        yield return $"order=\"{string.Join(' ', order)}\"";
        var serials = asBuilt.Cxl.Memdevs.Where(card => card.IsPresent)
            .Select(card => string.Create(
                CultureInfo.InvariantCulture, $"{card.Name}=0x{card.Serial:x}"));
        yield return $"cards=\"{string.Join(' ', serials)}\"";
    }
}
