using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>A small change to a generation's choices: written <c>v4+sync</c> on the command
/// line.</summary>
/// <param name="Name">What stands after the plus sign.</param>
/// <param name="About">What it changes, and who had the idea.</param>
/// <param name="Generations">The names of the generations that it fits.</param>
/// <param name="Change">The choices after it.</param>
public sealed record GenerationPatch(
    string Name,
    string About,
    ValueList<string> Generations,
    Func<Generation, Generation> Change)
{
    /// <summary>The patched generation, named <c>generation+patch</c>.</summary>
    public Generation Apply(Generation generation) => Change(generation) with
    {
        Name = $"{generation.Name}+{Name}",
        About = $"{generation.About}; {About}",
    };
}

/// <summary>Ideas on top of a posting that were tried, proposed or feared in its review, and what
/// authors left out.</summary>
public static class GenerationPatches
{
    /// <summary>In the order of the generations.</summary>
    public static ValueList<GenerationPatch> All { get; } =
    [
        new("child-end-test",
            "a region inside the range is taken for full coverage (Wolski, 3 November 2025)",
            ["v3"],
            choices => choices with { Coverage = new AnyRegionInside() }),
        new("insert-ebusy",
            "Soft Reserved goes into iomem, -EBUSY means CXL (Koralahalli, 24 October 2025)",
            ["v3"],
            choices => choices with { Settlement = new InsertOrDrop() }),
        new("sync",
            "cards attach inside the PCI probe (the three attach patches that 7.0 has)",
            ["rfc", "v3", "v4"],
            choices => choices with
            {
                Links = ModuleLinks.MemdevWithPci,
                Kconfig =
                [
                    .. KconfigRules.Common, .. KconfigRules.PciSelectsMem,
                    .. KconfigRules.CxlAtLeastHmem,
                ],
            }),
        new("cleanup-pointer-fixed",
            "releasing the device cancels the right work (N1 repaired)",
            ["v4", "v5"],
            choices => choices with { WorkRelease = WorkRelease.Cancels }),
        new("per-device-work",
            "every range has a work that decides for itself (Lucero, 26 January 2026)",
            ["v5"],
            choices => choices with { WorkSharing = WorkSharing.OnePerRange }),
        new("flush-in-probe",
            "dax_cxl's probe flushes HMEM's work (Williams, 28 January 2026)",
            ["v5"],
            choices => choices with { CxlDaxBinding = CxlDaxBinding.AfterFlushInProbe }),
        new("lock-before-wait",
            "the work takes the device lock, then waits for all probes (draft of v7)",
            ["v7"],
            choices => choices with { WorkLocksFirst = true }),
        new("reload-fix-unsplit",
            "the work asks the probe's question, which leaves all to CXL (draft of v8)",
            ["v8"],
            choices => choices with { Settlement = new DropOrRegister { AsksAgain = true } }),
        new("unguarded-walk",
            "the work runs once more for each further range (draft of v8)",
            ["v8"],
            choices => choices with
            {
                Settlement = new DropOrRegister { IsGuarded = false },
                QueuesWorkForEachRange = true,
            }),
    ];

    /// <summary>The patches that fit a generation.</summary>
    public static ValueList<GenerationPatch> Of(Generation generation) =>
        [.. All.Where(patch => patch.Generations.Contains(generation.Name))];
}
