using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl online-memory [--no-movable]</c>.</summary>
/// <remarks>ndctl: <c>dev_online_memory()</c>, daxctl/device.c.</remarks>
internal static class OnlineMemory
{
    public static readonly Subcommand Command = DeviceSyntax.OneDevice(
        "online-memory",
        DaxctlSyntax.Of("daxctl online-memory <device> [<options>]", DaxctlSyntax.NoMovable),
        "online memory for", Act);

    private const string Race = """
          WARNING: detected a race while onlining memory
          Some memory may not be in the expected zone. It is
          recommended to disable any other onlining mechanisms,
          and retry. If onlining is to be left to other agents,
          use the --no-online option to suppress this warning
        """;

    private static int Act(ToolRun run, OptionValues values)
    {
        var (result, done) = DaxctlWalk.EachDevice(run, values, target => target.IsMemory
            ? TakeOnline(target, values)
            : OfflineMemory.NotMemory(target));
        return DaxctlWalk.End(run, result, "onlining memory", "onlined memory for", done);
    }

    /// <summary>Takes a device's memory online.</summary>
    /// <returns>0, or 1 when all was online.</returns>
    public static int TakeOnline(DaxTarget target, OptionValues values)
    {
        var (all, online) = target.Blocks;
        if (online > 0)
            target.Run.Complain($"{target.Name}:\n{Race}");
        if (online == all)
        {
            target.Run.Complain($"{target.Name}: all memory sections ({all}) already online");
            return 1;
        }

        if (online > 0)
            target.Run.Complain($"{target.Name}: "
                + $"{DeviceSyntax.Count(online, "memory section")} already online");
        target.TakeOnline(isMovable: !values.Has("no-movable"));
        if (values.Has("verbose"))
            target.Run.Complain($"{target.Name}: "
                + $"{DeviceSyntax.Count(all - online, "memory section")} onlined");
        return 0;
    }
}
