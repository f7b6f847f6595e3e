using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Memory of a CXL window that boots as ordinary RAM.</summary>
internal static class PlainSystemRam
{
    private const string NoSoftReserve = "efi=nosoftreserve";

    public static DiagnosisRule Rule { get; } = new(
        "D01", "plain-system-ram", FindingSeverity.Warning,
        "Memory of a CXL window is ordinary System RAM since boot, with no dax device.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        foreach (var row in view.Rows)
            if (row is { Owner: RangeOwner.None, Use: RangeUse.SystemRam }
                && view.WindowAt(row.Range) is not null)
            {
                var (cause, evidence) = Cause(view, row.Range);
                yield return new Finding(
                    Rule, row.Range,
                    "The memory is plain System RAM: no dax device, nothing for daxctl to "
                        + "reconfigure.",
                    DiagnosisView.OwnerOf(row), cause,
                    DiagnosisView.Some([row.At, .. evidence]),
                    "Only a reboot changes it, after the cause is gone. Until then the memory "
                        + "works; leave it alone.");
            }
    }

    private static (string Cause, IEnumerable<Sighting> Evidence) Cause(
        DiagnosisView view, AddressRange range)
    {
        if (view.Predicted.Boot.CommandLine.Text.Contains(
            NoSoftReserve, StringComparison.Ordinal))
            return ($"The command line says {NoSoftReserve}.", view.Told(NoSoftReserve));
        if (!view.Predicted.Boot.Config.IsEnabled(ConfigSymbol.EfiSoftReserve))
            return ("The kernel was built without CONFIG_EFI_SOFT_RESERVE.", []);
        var usable = view.Seen.Facts.Concat(view.LoggedAny(LogWords.BiosMap))
            .Where(line => LogWords.RangeIn(line.Text)?.Overlaps(range) == true
                && (line.Text.Contains("System RAM", StringComparison.Ordinal)
                    || line.Text.EndsWith("usable", StringComparison.Ordinal)));
        return view.Seen.Log.IsEmpty || view.LoggedAny(LogWords.Efi).Any()
            ? ("Firmware did not mark it Specific Purpose: the memory map has it as usable.",
                usable)
            : ("The memory map has it as usable, and the log has no word of EFI: without an EFI "
                + "memory map nothing can be marked Specific Purpose.", usable);
    }
}
