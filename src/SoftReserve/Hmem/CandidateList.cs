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
        public Kernel AddHmemCandidate(AddressRange range, int node)
        {
            if (kernel.Boot.CommandLine.IsHmemDisabled)
                return kernel;
            var candidates = kernel.Hmem.Candidates;
            foreach (var earlier in candidates)
                if (earlier.Range.Overlaps(range))
                    return kernel
                        .Note(new CandidateDropped(range, earlier.Range))
                        .Log(HmemText.AlreadyActive(range));

            var grown = candidates.AddInOrder(
                new HmemCandidate(range, node) { Platform = kernel.PlatformOf(range) },
                candidate => candidate.Range > range);
            return (kernel with { Hmem = kernel.Hmem with { Candidates = grown } })
                .AddHmemPlatform(kernel.PlatformOf(range))
                .RequestByUdev(KernelModule.DaxHmem);
        }

        /// <summary>Adds every Soft Reserved range, with the node of its first byte.</summary>
        /// <remarks>Kernel: <c>hmem_init()</c>, drivers/dax/hmem/device.c, rule R25.</remarks>
        public Kernel AddSoftReservedCandidates()
        {
            var ranges = kernel.Boot.Generation.Home.Of(kernel.Resources).Walk(
                AddressRange.Everything, ResourceFlags.Mem, ResourceDescription.SoftReserved);
            foreach (var range in ranges)
                kernel = kernel.AddHmemCandidate(range, kernel.Boot.Numa.TargetNode(range.Start));
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
