using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Owners.Comparison;

/// <summary>Finds what brings lost memory back: changes the kernel's configuration, command line
/// and modules one at a time, and boots each.</summary>
/// <remarks>Nothing is advised that the model did not try.</remarks>
public static class RemedySearch
{
    /// <summary>What gives a kernel the use of ranges that it lacks: by starting it otherwise, by
    /// building it otherwise, and only where neither helps, by giving up Soft Reserved.</summary>
    /// <remarks>What works by one kind of change keeps graver kinds from being tried, and of two
    /// that end alike the first is told.</remarks>
    /// <param name="kernel">The kernel, settled.</param>
    /// <param name="wanted">What it should offer. All of it, nothing else must get lost, and
    /// nothing may come into use that no decoder maps.</param>
    /// <param name="order">The order of the boot, as <see cref="Schedule.Run"/> takes it.</param>
    public static ValueList<ProvenRemedy> Of(
        Kernel kernel, ValueList<AddressRange> wanted, ValueList<string> order)
    {
        var boot = kernel.Boot;
        ValueList<ProvenRemedy> gentle =
        [
            .. FirstWorking(RemedyCandidates.OfStart(boot)),
            .. FirstWorking(RemedyCandidates.OfBuild(boot)),
        ];
        return gentle.IsEmpty ? FirstWorking(RemedyCandidates.Last) : gentle;

        ValueList<ProvenRemedy> FirstWorking(IEnumerable<IEnumerable<Remedy>> kinds) => kinds
            .Select(kind => Working(kernel, wanted, order, kind))
            .FirstOrDefault(working => !working.IsEmpty);
    }

    private static ValueList<ProvenRemedy> Working(
        Kernel kernel, ValueList<AddressRange> wanted, ValueList<string> order,
        IEnumerable<Remedy> candidates)
    {
        var needed = wanted
            .Concat(OwnersTable.Of(kernel).SelectMany(row => UsableMemory.Of(kernel, row.Range)))
            .ToList();
        var working =
            from remedy in candidates
            let changed = RemedyCandidates.Apply(remedy, kernel.Boot)
            where changed is not null
            let settled = Boot(changed, order)
            where settled is not null
                && needed.TrueForAll(range => IsUsable(settled, range))
                && IsBacked(settled)
            select new ProvenRemedy(
                remedy,
                [
                    .. OwnersTable.Of(settled)
                        .Where(row => wanted.IsEmpty || wanted.Any(row.Range.Overlaps)),
                ]);
        return [.. working.DistinctBy(proven => proven.Outcome)];
    }

    private static Kernel? Boot(BootContext boot, ValueList<string> order) =>
        (Schedule.Run(boot.PowerOn(), order, skipsImpossible: true) as Scheduled.Settled)?.Kernel;

    private static bool IsUsable(Kernel kernel, AddressRange range) =>
        UsableMemory.Of(kernel, range).Total() == range.Size;

    private static bool IsBacked(Kernel kernel) => OwnersTable.Of(kernel)
        .All(row => UsableMemory.Unbacked(kernel, row.Range).IsEmpty);
}
