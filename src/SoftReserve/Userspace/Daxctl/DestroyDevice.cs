using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl destroy-device [-f]</c>: takes a device's bytes and deletes it; device .0
/// stays, which the tool does not mind.</summary>
/// <remarks>ndctl: <c>dev_destroy()</c>, daxctl/device.c.</remarks>
internal static class DestroyDevice
{
    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "destroy-device",
        DaxctlSyntax.Of(
            "daxctl destroy-device <device> [<options>]",
            ToolOption.Flag('f', "force", "attempt to disable before destroying device")),
        "destroy", Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        var (result, done) = DaxctlWalk.EachDevice(
            run, values, target => Destroy(target, values.Has("force")));
        return DaxctlWalk.End(run, result, "destroying devices", "destroyed", done);
    }

    private static int Destroy(DaxTarget target, bool isForced)
    {
        if (target.Device.IsBound && !isForced)
        {
            target.Run.Complain($"{target.Name} is active, specify --force for deletion");
            return -Errno.NoSuchDeviceOrAddress;
        }

        target.Disable();
        if (target.Resize(default) is not 0 and var errno)
            return -errno;
        (target.Run.Kernel, var deleted) =
            target.Run.Kernel.DeleteDaxDevice(target.DaxRegion, target.Device);
        return target.Instance == 0 ? 0 : -deleted;
    }
}
