using System.Globalization;
using SoftReserve.Cxl;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>What cxl says when the kernel refuses a step of making a CXL region.</summary>
internal static class CreateRegionText
{
    /// <summary>The lines, without their ends.</summary>
    public static IEnumerable<string> Of(UserResult.Refused refused, RegionRequest.Asked asked)
    {
        var region = IomemLabels.CxlRegion(asked.Root.NextRegionId);
        var error = ErrorText.Of(refused.Errno);
        if (refused.Step == UserStep.Bind)
            yield return $"libcxl: cxl_region_enable: {region}: failed to enable";
        if (refused.Step == UserStep.Create)
            yield return $"libcxl: cxl_decoder_create_region: failed to read new region name: "
                + error;
        var (function, text) = refused.Step switch
        {
            UserStep.Create => (
                Create, $"failed to create region under decoder0.{Number(asked.Root.Index)}"),
            UserStep.Granularity => (
                "cxl_region_determine_granularity",
                $"{region}: For an x{Number(asked.Root.Ways)} root, only root decoder granularity "
                    + $"({Number(asked.Root.Granularity)}) permitted"),
            UserStep.Ways => (Create, $"{region}: set_interleave_ways failed: {error}"),
            UserStep.Size => (Create, $"{region}: set_size failed: {error}"),
            UserStep.FindDecoder => (
                "cxl_memdev_find_decoder", $"could not get a free decoder for {refused.What}"),
            UserStep.DpaSize => (Create, $"{refused.What}: set_dpa_size failed: {error}"),
            UserStep.Target => (
                Create,
                $"{region}: failed to set target{Number(asked.Memdevs.IndexOf(refused.What))} to "
                    + refused.What),
            UserStep.Commit => (Create, $"{region}: failed to commit decode: {error}"),
            UserStep.Bind => (Create, $"{region}: failed to enable: {error}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        yield return $"cxl region: {function}: {text}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Create = "create_region";
}
