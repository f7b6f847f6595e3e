using SoftReserve.Addresses;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Memory of kmem that went online in a zone from which it may never leave.</summary>
internal static class StuckOnline
{
    public static DiagnosisRule Rule { get; } = new(
        "D06", "stuck-online", FindingSeverity.Note,
        "A dax device's memory is online outside zone Movable: taking it offline again may fail.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        var blocks = MemoryBlocks.Of(view.Seen.Numa);
        foreach (var (range, row) in view.Devices)
        {
            if (row.Use != RangeUse.SystemRam)
                continue;
            var inside = blocks.Where(block => range.Contains(block.Range)).ToList();
            var stuck = inside.FindAll(block => block is { IsOnline: true, IsMovable: false });
            if (stuck.Count > 0)
                yield return new Finding(
                    Rule, range,
                    Invariant($"{stuck.Count} of {inside.Count} memory blocks of {row.Device} are ")
                        + "online in a zone for the kernel's own data: reconfiguring the device "
                        + "to devdax may end in 'busy'.",
                    DiagnosisView.OwnerOf(row),
                    $"Who puts memory online: {Policy(view)}.",
                    DiagnosisView.Some(
                        [row.At, stuck[0].Zone, view.NumaLine("block_size=")]),
                    $"daxctl offline-memory {row.Device} tries, and refuses without harm. To keep "
                        + "it movable, boot with memhp_default_state=online_movable.");
        }
    }

    private static string Policy(DiagnosisView view)
    {
        const string Option = "memhp_default_state=";
        foreach (var word in view.Predicted.Boot.CommandLine.Text.Split(' '))
            if (word.StartsWith(Option, StringComparison.Ordinal))
                return $"the kernel, by {word} of the command line";
        return "the kernel's default (CONFIG_MHP_DEFAULT_ONLINE_TYPE), a udev rule or daxctl";
    }
}
