using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>The list of ranges that HMEM considers: HMAT's first, then Soft Reserved ranges that
/// touch none of those.</summary>
/// <remarks>Kernel: <c>hmem_register_resource()</c>, drivers/dax/hmem/device.c.</remarks>
/// <seealso cref="HmemPlatformProbe"/>
public static class CandidateList
{
    extension(Kernel kernel)
    {
        /// <summary>Adds a range; one that overlaps an earlier entry is dropped. The first entry
        /// brings the device hmem_platform.0 (rule R28).</summary>
        public Kernel AddHmemCandidate(HmemCandidate candidate, CandidateSource source)
        {
            var range = candidate.Range;
            if (kernel.Boot.CommandLine.IsHmemDisabled)
                return kernel.Note(new CandidateIgnored(range));
            var candidates = kernel.Hmem.Candidates;
            foreach (var earlier in candidates)
                if (earlier.Range.Overlaps(range))
                    return kernel
                        .Note(new CandidateDropped(range, earlier.Range))
                        .Log(HmemText.AlreadyActive(range));

            candidate = candidate with { Platform = kernel.PlatformOf(range) };
            var grown = candidates.AddInOrder(candidate, each => each.Range > range);
            return (kernel with { Hmem = kernel.Hmem with { Candidates = grown } })
                .AddHmemPlatform(candidate.Platform)
                .Note(new CandidateAdded(candidate, source))
                .RequestByUdev(KernelModule.DaxHmem);
        }

        /// <summary>Adds every Soft Reserved range, with the node of its first byte.</summary>
        /// <remarks>Kernel: <c>hmem_init()</c>, drivers/dax/hmem/device.c, rule R25.</remarks>
        public Kernel AddSoftReservedCandidates()
        {
            var ranges = kernel.Boot.Generation.Home.Of(kernel.Resources).Walk(
                AddressRange.Everything, ResourceFlags.Mem, ResourceDescription.SoftReserved);
            foreach (var range in ranges)
                kernel = kernel.AddHmemCandidate(
                    new HmemCandidate(range, kernel.Boot.Numa.TargetNode(range.Start)),
                    CandidateSource.MemoryMap);
            return kernel;
        }

        // a machine may give a range to a further device, as cxl_test does
        private int PlatformOf(AddressRange range)
        {
            if (kernel.Boot.Generation.WorkSharing == WorkSharing.OnePerRange)
                return kernel.Hmem.Candidates.Count;
            foreach (var further in kernel.Boot.Machine.Kernel.ExtraHmemPlatforms)
                if (further.Range.Contains(range))
                    return further.Id;
            return 0;
        }

        private Kernel AddHmemPlatform(int platform)
        {
            var hmem = kernel.Hmem;
            while (hmem.Further.Count < platform)
                hmem = hmem with
                {
                    Further = hmem.Further.Add(
                        new HmemPlatform(hmem.Further.Count + 1, false, false, false)),
                };
            return kernel with { Hmem = hmem };
        }
    }
}

/// <summary>A range was not added to HMEM's list.</summary>
/// <param name="Range">The range.</param>
/// <param name="Earlier">The entry that it overlaps.</param>
public sealed record CandidateDropped(AddressRange Range, AddressRange Earlier) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R26";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"{Range} overlaps {Earlier}, which is on HMEM's list already";
}

/// <summary>Who put a range on HMEM's list.</summary>
public enum CandidateSource
{
    /// <summary>HMAT, for a range of SRAT.</summary>
    Hmat,

    /// <summary>The memory map, for a Soft Reserved range.</summary>
    MemoryMap,
}

/// <summary>A range is on HMEM's list.</summary>
/// <param name="Candidate">The range, with its node.</param>
/// <param name="Source">Who put it there.</param>
public sealed record CandidateAdded(HmemCandidate Candidate, CandidateSource Source) : Decision
{
    /// <inheritdoc/>
    public override string Rule => Source == CandidateSource.Hmat ? "R26" : "R25";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"{Candidate.Range} is on HMEM's list, for node {Candidate.Node}";
}

/// <summary>HMEM is told of no memory: <c>device_hmem.disable=1</c>.</summary>
/// <param name="Range">A range that would be on its list.</param>
public sealed record CandidateIgnored(AddressRange Range) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "C.5";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"device_hmem.disable=1 keeps {Range} off HMEM's list";
}
