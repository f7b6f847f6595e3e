using SoftReserve.Addresses;
using SoftReserve.Listings;
using SoftReserve.Memory;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl reconfigure-device</c>: another mode, size or alignment.</summary>
/// <remarks>ndctl: <c>do_reconfig()</c>, daxctl/device.c.</remarks>
internal static class ReconfigureDevice
{
    private static readonly ToolSyntax Syntax = DaxctlSyntax.Of(
        "daxctl reconfigure-device <device> [<options>]",
        DaxctlSyntax.Size, DaxctlSyntax.Align, DaxctlSyntax.Input,
        ToolOption.Text('m', "mode", "mode", "mode to switch the device to"),
        ToolOption.Flag('N', "no-online", "don't auto-online memory sections"),
        ToolOption.Flag(
            'f', "force", "attempt to offline memory sections before reconfiguration"),
        ToolOption.Flag(
            'C', "check-config", "use config files to determine parameters for the operation"),
        DaxctlSyntax.NoMovable);

    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "reconfigure-device", Syntax, "reconfigure", Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        if (Wrong(values) is { } wrong)
        {
            run.Complain(wrong);
            return DeviceSyntax.Fail(run, Syntax);
        }

        NdctlJson? last = null;
        var (result, done) = DaxctlWalk.EachDevice(run, values, target =>
        {
            var changed = values.Has("align") || values.Has("size")
                ? Resize(target, values)
                : ToMode(target, values);
            if (changed >= 0 && !values.Has("size"))
                last = target.Json;
            return Math.Min(changed, 0);
        });
        if (last is not null)
            run.Print(NdctlJson.Print([last], values.Has("human")));
        return DaxctlWalk.End(run, result, "reconfiguring devices", "reconfigured", done);
    }

    private static string? Wrong(OptionValues values)
    {
        if (values.Has("align") || values.Has("size"))
            return null;
        return values.Text("mode") switch
        {
            null => "error: a 'align', 'mode' or 'size' option is required",
            "devdax" when values.Has("no-online") =>
                "--no-online is incompatible with --mode=devdax",
            _ => null,
        };
    }

    private static int Resize(DaxTarget target, OptionValues values)
    {
        if (values.Text("align") is { } align && !DeviceSize.IsAlignment(target, align))
            return -Errno.NoSuchDeviceOrAddress;
        return values.Text("size") is { } size
            ? -target.Resize(new ByteSize(DeviceSize.Parse(size)))
            : UnknownMode(target);
    }

    private static int ToMode(DaxTarget target, OptionValues values) =>
        values.Text("mode") switch
        {
            "system-ram" => ToSystemRam(target, values),
            "devdax" => ToDevdax(target, values),
            _ => UnknownMode(target),
        };

    private static int UnknownMode(DaxTarget target)
    {
        target.Run.Complain($"{target.Name}: unknown mode requested: 0");
        return -Errno.Invalid;
    }

    private static int ToSystemRam(DaxTarget target, OptionValues values)
    {
        if ((values.Has("no-online") || !values.Has("no-movable")) && !values.Has("force")
            && target.Run.Kernel.OnlinesAdded)
        {
            target.Run.Complain(
                $"{target.Name}: error: kernel policy will auto-online memory, aborting");
            return -Errno.Busy;
        }

        if (!target.IsMemory)
        {
            target.Disable();
            if (target.Enable(toKmem: true) is not 0 and var errno)
                return -errno;
        }

        return values.Has("no-online") ? 0 : OnlineMemory.TakeOnline(target, values);
    }

    private static int ToDevdax(DaxTarget target, OptionValues values)
    {
        if (target.IsMemory && values.Has("force")
            && OfflineMemory.TakeOffline(target, values.Has("verbose")) is < 0 and var failed)
            return failed;
        if (target.IsMemory && target.Blocks.Online is > 0 and var online)
        {
            if (values.Has("verbose"))
                target.Run.Complain($"{target.Name}: found {online} memory sections online\n"
                    + $"{target.Name}: refusing to change modes");
            return -Errno.Busy;
        }

        target.Disable();
        return -target.Enable(toKmem: false);
    }
}
