using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl enable-device</c>: device_dax probes it.</summary>
internal static class EnableDevice
{
    // without a device the tool asks for one to disable
    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "enable-device", DaxctlSyntax.Of("daxctl enable-device <device>"), "disable", Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        var (result, done) = DaxctlWalk.EachDevice(run, values, Enable);
        return DaxctlWalk.End(run, result, "enabling device", "enabled", done);
    }

    private static int Enable(DaxTarget target) =>
        target.IsMemory ? DisableDevice.IsMemory(target) : EnableDevdax(target);

    /// <summary>Lets device_dax probe a device, and says so when it does not take it.</summary>
    public static int EnableDevdax(DaxTarget target)
    {
        var errno = target.Enable(toKmem: false);
        if (errno != 0)
            target.Run.Complain($"{target.Name}: enable failed: {ErrorText.Of(errno)}");
        return -errno;
    }
}
