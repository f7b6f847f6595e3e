using System.Globalization;

namespace SoftReserve.Owners.Properties;

/// <summary>Where a Soft Reserved range ends with nobody, a warning or an error in the log says
/// so: one about hmem_platform, or one that names an address of the range.</summary>
/// <remarks>Debug lines do not count; nobody sees them.</remarks>
public sealed class LossIsLogged : KernelProperty
{
    private const string Platform = "hmem_platform";

    /// <inheritdoc/>
    public override string Name => "loss-is-logged";

    /// <inheritdoc/>
    public override bool NeedsReplay => true;

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel)
    {
        var lost = NoRangeLost.LostRows(kernel).ToList();
        if (lost.Count == 0)
            return false;
        var lines = Warnings(kernel);
        return lost.Exists(row => !lines.Exists(line => IsAbout(line, row)));
    }

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel)
    {
        var lines = Warnings(kernel);
        return NoRangeLost.LostRows(kernel).Any(row => lines.Exists(line => IsAbout(line, row)))
            || OwnersTable.Of(kernel).Any(row =>
                row.Use == RangeUse.Failed && lines.Exists(line => IsAbout(line, row)));
    }

    private static List<string> Warnings(Kernel kernel) =>
    [
        .. kernel.Journal.Messages
            .Where(message => message.Level <= LogLevel.Warning)
            .Select(message => message.ToString()),
    ];

    private static bool IsAbout(string line, OwnedRange row) =>
        line.Contains(Platform, StringComparison.Ordinal)
        || line.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{row.Range.Start.Value:x}-"),
            StringComparison.Ordinal);
}
