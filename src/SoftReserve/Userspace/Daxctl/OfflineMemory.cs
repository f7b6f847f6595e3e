using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl offline-memory</c>.</summary>
/// <remarks>ndctl: <c>dev_offline_memory()</c>, daxctl/device.c.</remarks>
internal static class OfflineMemory
{
    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "offline-memory", DaxctlSyntax.Of("daxctl offline-memory <device> [<options>]"),
        "offline memory for", Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        var (result, done) = DaxctlWalk.EachDevice(run, values, target => target.IsMemory
            ? TakeOffline(target, values.Has("verbose"))
            : NotMemory(target));
        return DaxctlWalk.End(run, result, "offlining memory", "offlined memory for", done);
    }

    /// <summary>Says that a device is not memory.</summary>
    public static int NotMemory(DaxTarget target)
    {
        target.Run.Complain(
            $"{target.Name}: memory operations are not applicable in devdax mode");
        return -Errno.NoSuchDeviceOrAddress;
    }

    /// <summary>Takes a device's memory offline.</summary>
    /// <returns>0; 1 when all was offline; or an error, negative.</returns>
    public static int TakeOffline(DaxTarget target, bool isVerbose)
    {
        var (all, online) = target.Blocks;
        if (online == 0)
        {
            target.Run.Complain(
                $"{target.Name}: all memory sections ({all}) already offline");
            return 1;
        }

        var sections = DeviceSyntax.Count(all - online, "memory section");
        if (online < all)
            target.Run.Complain($"{target.Name}: {sections} already offline");
        if (target.TakeOffline() is not 0 and var errno)
        {
            target.Run.Complain(
                $"{target.Name}: failed to offline memory: {ErrorText.Of(errno)}");
            return -errno;
        }

        if (isVerbose)
            target.Run.Complain(
                $"{target.Name}: {DeviceSyntax.Count(online, "memory section")} offlined");
        return 0;
    }
}
