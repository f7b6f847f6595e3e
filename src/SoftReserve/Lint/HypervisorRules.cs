using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Lint;

/// <summary>What a kernel does not do below a hypervisor.</summary>
internal static class HypervisorRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L62", "hypervisor-forbids-commit", LintSeverity.Warning,
            "CPUID says hypervisor, and no decoder maps a part of a window: nobody can commit one.")
        {
            Find = Uncommitted,
        },
    ];

    private static IEnumerable<Contradiction> Uncommitted(LintView view)
    {
        if (view.Machine is not { HasHypervisor: true, Architecture: Architecture.X86 })
            return [];
        var mapped = new RangeSet(view.Sets.Select(set => set.Range));
        return
            from window in view.Windows
            let spare = mapped.Missing(window.Range)
            where !spare.IsEmpty
            select new Contradiction(
                [window.Field],
                $"no decoder maps {spare[0]}, and below a hypervisor caches cannot be flushed: a "
                + "region that a user creates there is refused",
                Commits);
    }

    private static string Commits(LintBoot boot) =>
        boot.Kernel.Boot.Generation.RefusesUnflushedReset
            ? "-ENXIO for a commit and for a reset"
            : "-ENXIO for a commit; a reset works";
}
