using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem;

/// <summary>v4 and v5: HMEM wins, so CXL regions over the range go; their decoders stay
/// committed.</summary>
/// <remarks>Kernel: <c>cxl_region_teardown()</c>, drivers/cxl/core/region.c, v4 8/9. A region that
/// also covers a neighbouring range is lost to that range too.</remarks>
/// <seealso cref="HmemRegistrationSteps"/>
public static class CxlRegionsForHmem
{
    extension(Kernel kernel)
    {
        /// <summary>Unregisters every CXL region that shares a byte with the range, in creation
        /// order.</summary>
        /// <param name="range">Where regions go.</param>
        /// <param name="lost">The ranges that CXL does not cover: the reason. A region that another
        /// range of HMEM's list needs, or that none of these touches, is innocent.</param>
        public Kernel TearDownCxlRegionsOver(AddressRange range, ValueList<AddressRange> lost)
        {
            foreach (var region in kernel.Cxl.Regions)
                if (region.Range is { } covered && covered.Overlaps(range))
                {
                    if (kernel.IsInnocent(covered, lost))
                        kernel = kernel.WithMishap(HmemMishaps.TookInnocentRegion);
                    kernel = kernel.UnregisterCxlRegion(region.Id, resetsDecoders: false);
                }

            return kernel;
        }

        private bool IsInnocent(AddressRange region, ValueList<AddressRange> lost) =>
            !lost.Any(region.Overlaps)
            || kernel.Hmem.Candidates.Any(candidate =>
                candidate.Range.Overlaps(region) && !lost.Contains(candidate.Range));
    }
}
