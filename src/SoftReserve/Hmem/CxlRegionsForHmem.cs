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
        public Kernel TearDownCxlRegionsOver(AddressRange range)
        {
            foreach (var region in kernel.Cxl.Regions)
                if (region.Range?.Overlaps(range) == true)
                    kernel = kernel.UnregisterCxlRegion(region.Id, resetsDecoders: false);
            return kernel;
        }
    }
}
