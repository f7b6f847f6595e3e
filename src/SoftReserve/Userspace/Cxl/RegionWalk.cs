using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>Goes over the CXL regions that a command names, by root decoder and address.</summary>
/// <remarks>ndctl: <c>region_action()</c>, cxl/region.c. A name that no region has is no
/// error.</remarks>
internal static class RegionWalk
{
    /// <summary>A command on regions.</summary>
    /// <param name="name">The command.</param>
    /// <param name="done">What it says that it did.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="act">What it does to one region: 0, or an error, negative.</param>
    public static Subcommand Command(
        string name, string done, ToolSyntax syntax, Func<ToolRun, int, OptionValues, int> act) =>
        new(name, syntax, (run, values) =>
        {
            var (result, count) = Each(run, values, id => act(run, id, values));
            return End(run, result, count, name, done);
        });

    /// <summary>Ends a command with its count.</summary>
    public static int End(ToolRun run, int result, int count, string name, string done)
    {
        run.Errno = -result;
        run.Region(
            $"cmd_{name.Replace('-', '_')}",
            $"{done} {CxlLog.Count(count, "region", noneIsPlural: true)}");
        return result == 0 ? 0 : 1;
    }

    /// <summary>True when the words mean the root decoder.</summary>
    public static bool IsRootDecoder(string? words, int index) => CxlListFilter.Allows(
        words, word => word == CxlPlace.Root
            || word == FormattableString.Invariant($"decoder0.{index}")
            || word == FormattableString.Invariant($"0.{index}"));

    /// <summary>True when the words mean the one bus there is.</summary>
    public static bool IsBus(string? words) => CxlListFilter.Allows(
        words, word => word is "root0" or "ACPI.CXL" || NumberedName.Matches(word, "root", 0));

    private static (int Result, int Count) Each(
        ToolRun run, OptionValues values, Func<int, int> act)
    {
        var (result, count) = (0, 0);
        foreach (var id in Regions(run.Kernel, values))
        {
            var each = act(id);
            count += each == 0 ? 1 : 0;
            if (each == 0)
                continue;
            run.Region(
                "decoder_region_action",
                $"{IomemLabels.CxlRegion(id)}: failed: {ErrorText.Of(-each)}");
            result = each;
        }

        if (result != 0)
            run.Region(
                "region_action",
                $"one or more failures, last failure: {ErrorText.Of(-result)}");
        return (result, count);
    }

    private static ValueList<int> Regions(Kernel kernel, OptionValues values) =>
        !IsBus(values.Text("bus")) || !kernel.Cxl.HasRoot
            ? []
            :
            [
                .. kernel.Cxl.RootDecoders
                    .Where(root => IsRootDecoder(values.Text("decoder"), root.Index))
                    .SelectMany(root => kernel.Cxl.Regions
                        .Where(region => region.RootDecoder == root.Index)
                        .OrderBy(region => region.Range?.Start.Value ?? 0))
                    .Where(region => values.Arguments.Any(name => CxlListFilter.IsRegion(
                        name, IomemLabels.CxlRegion(region.Id))))
                    .Select(region => region.Id),
            ];
}
