using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl disable-device</c>.</summary>
internal static class DisableDevice
{
    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "disable-device", DaxctlSyntax.Of("daxctl disable-device <device>"), "disable", Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        var (result, done) = DaxctlWalk.EachDevice(run, values, Disable);
        return DaxctlWalk.End(run, result, "disabling device", "disabled", done);
    }

    private static int Disable(DaxTarget target)
    {
        if (target.IsMemory)
            return IsMemory(target);
        target.Disable();
        return 0;
    }

    /// <summary>Says that a device is memory.</summary>
    public static int IsMemory(DaxTarget target)
    {
        target.Run.Complain(
            $"{target.Name}: status operations are only applicable in devdax mode");
        return -Errno.NoSuchDeviceOrAddress;
    }
}
