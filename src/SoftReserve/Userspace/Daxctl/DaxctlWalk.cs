using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Listings;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary>Goes over the dax regions and devices that a command of daxctl is about, in the order
/// in which the tool meets them.</summary>
/// <remarks>ndctl: <c>do_xaction_device()</c>, daxctl/device.c. What the tool prints of devices is
/// the last one only, as there.</remarks>
internal static class DaxctlWalk
{
    /// <summary>Does the same to each device that was named.</summary>
    /// <param name="run">The tool.</param>
    /// <param name="values">With the device's name, or <c>all</c>.</param>
    /// <param name="act">0, 1 for a device that needed nothing, or an error, negative.</param>
    /// <returns>The last result that is not 0, and how many devices it was done to.</returns>
    public static (int Result, int Done) EachDevice(
        ToolRun run, OptionValues values, Func<DaxTarget, int> act)
    {
        var (result, done) = (0, 0);
        foreach (var target in Targets(run, values))
        {
            var each = act(target);
            done += each == 0 ? 1 : 0;
            result = each == 0 ? result : each;
        }

        return (result, done);
    }

    /// <summary>Dax regions that <c>-r</c> leaves, in the tool's order. One without a device is
    /// none to the tool.</summary>
    public static ValueList<DaxRegion> Regions(Kernel kernel, OptionValues values) =>
    [
        .. DaxctlListing.InOrder(
                kernel.Dax.Regions.Where(region => !region.Devices.IsEmpty),
                region => region.Devices.Select(device => NameOf(region, device)))
            .Where(region => IsRegion(region.Id, values.Text("region"))),
    ];

    /// <summary>Ends a command: the error, how many devices, and the exit status, which is the low
    /// byte of the result.</summary>
    /// <param name="run">The tool.</param>
    /// <param name="result">0, 1, or an error, negative.</param>
    /// <param name="failing">What the tool could not do: <c>creating devices</c>.</param>
    /// <param name="did">What it did, and the number with its noun behind it.</param>
    /// <param name="count">To how many devices.</param>
    public static int End(ToolRun run, int result, string failing, string did, int count)
    {
        if (result < 0)
        {
            run.Errno = -result;
            run.Complain($"error {failing}: {ErrorText.Of(-result)}");
        }

        run.Complain($"{did} {DeviceSyntax.Count(count, "device")}");
        return result & 0xff;
    }

    /// <summary>True when the words behind <c>-r</c> mean the dax region: all, its number, or
    /// region and its number.</summary>
    public static bool IsRegion(int id, string? filter) =>
        filter is null or "all" || NumberedName.Matches(filter, "region", id);

    /// <summary>True when a name means the device: all, dax1.0, or 1.0.</summary>
    public static bool IsDevice(string device, string? filter) =>
        filter is null or "all" || filter == device || filter == device["dax".Length..];

    private static ValueList<DaxTarget> Targets(ToolRun run, OptionValues values) =>
    [
        .. from region in Regions(run.Kernel, values)
           from device in KernfsOrder.Sort(region.Devices, each => NameOf(region, each))
           where IsDevice(NameOf(region, device), LastPart(values.Arguments[0]))
           select new DaxTarget(run, (region.Owner, region.Id), device.Instance),
    ];

    // /dev/dax0.0 is dax0.0
    private static string LastPart(string name) =>
        name[(name.LastIndexOf('/') + 1)..];

    private static string NameOf(DaxRegion region, DaxDevice device) =>
        IomemLabels.DaxDevice(region.Id, device.Instance);
}
