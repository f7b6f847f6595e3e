using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl create-device [-r REGION] [-s SIZE]</c>: a new device in devdax mode in each
/// dax region, over all its free bytes unless a size is given.</summary>
/// <remarks>ndctl: <c>do_create()</c>, daxctl/device.c. The result is that of the last dax
/// region.</remarks>
internal static class CreateDevice
{
    private static readonly ToolSyntax Syntax = DaxctlSyntax.Of(
        "daxctl create-device [<options>]",
        DaxctlSyntax.Size, DaxctlSyntax.Align, DaxctlSyntax.Input);

    public static readonly Subcommand Command = new("create-device", Syntax, Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        foreach (var extra in values.Arguments)
            run.Complain($"unknown extra parameter \"{extra}\"");
        if (!values.Arguments.IsEmpty)
            return DeviceSyntax.Fail(run, Syntax);

        var (result, done) = (-Errno.NoSuchDeviceOrAddress, 0);
        NdctlJson? last = null;
        foreach (var region in DaxctlWalk.Regions(run.Kernel, values))
        {
            result = CreateIn(run, region, values, ref last);
            done += result == 0 ? 1 : 0;
        }

        if (last is not null)
            run.Print(NdctlJson.Print([last], values.Has("human")));
        return DaxctlWalk.End(run, result, "creating devices", "created", done);
    }

    private static int CreateIn(
        ToolRun run, DaxRegion region, OptionValues values, ref NdctlJson? created)
    {
        var free = region.Free.Aggregate((UInt128)0, (sum, range) => sum + range.Size.Bytes);
        (run.Kernel, var errno) = run.Kernel.CreateDaxDevice(region);
        if (errno != 0)
            return -Errno.NoSpace;
        var key = (region.Owner, region.Id);
        var target = new DaxTarget(
            run, key, run.Kernel.Dax.Find(region.Owner, region.Id)!.Devices[^1].Instance);
        if (values.Text("align") is { } align && !DeviceSize.IsAlignment(target, align))
            return -Errno.NoSuchDeviceOrAddress;
        var size = values.Text("size") is { } text ? DeviceSize.Parse(text) : free;
        if (size == 0)
            return -Errno.NoSpace;
        if (target.Resize(new ByteSize(size)) is not 0 and var resized)
            return -resized;
        if (EnableDevice.EnableDevdax(target) is not 0 and var enabled)
            return enabled;
        created = target.Json;
        return 0;
    }
}
