namespace SoftReserve.Cxl;

/// <summary>The decoders of a user's CXL region are switched on.</summary>
/// <remarks>Kernel: <c>cxl_region_decode_commit()</c>, drivers/cxl/core/region.c;
/// <c>cxl_decoder_commit()</c>, core/hdm.c.</remarks>
internal static class RegionProgramming
{
    /// <summary>The state with every decoder of the region committed; null when one of them would
    /// not be the next of its port.</summary>
    public static CxlState? TryProgram(this CxlState cxl, CxlRegion region)
    {
        foreach (var target in region.Targets)
        {
            var memdev = cxl.FindMemdev(target.Memdev)!;
            var decoder = memdev.Decoders[target.Decoder];
            for (var index = 0; index < memdev.Decoders.Count; index++)
                if (memdev.Decoders[index].IsEnabled != index < decoder.Index)
                    return null;
            cxl = cxl.WithMemdev(memdev.With(decoder with { Committed = region.Range }));
        }

        return cxl.TryProgramPorts(region.Id);
    }

    private static CxlState? TryProgramPorts(this CxlState cxl, int region)
    {
        foreach (var port in cxl.Ports)
        {
            var at = port.Decoders.FindIndex(decoder => decoder.CxlRegionId == region);
            if (at < 0)
                continue;
            for (var index = 0; index < port.Decoders.Count; index++)
                if (port.Decoders[index].IsEnabled != index < at)
                    return null;
            cxl = cxl.WithPort(port.With(port.Decoders[at] with { IsEnabled = true }));
        }

        return cxl;
    }
}
