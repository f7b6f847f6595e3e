using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl disable-bus [-f]</c>: the CXL root is taken from cxl_acpi, with force also while
/// cards are in use.</summary>
/// <remarks>ndctl: <c>bus_action()</c>, cxl/bus.c.</remarks>
internal static class DisableBus
{
    private static readonly ToolSyntax Syntax = new(
        "cxl disable-bus <bus0> [<bus1>..<busN>] [<options>]",
        [CxlSyntax.Debug, CxlSyntax.Force("even while cards are in use")]);

    public static readonly Subcommand Command = new("disable-bus", Syntax, Disable);

    private static int Disable(ToolRun run, OptionValues values)
    {
        var names = values.Arguments.Where(name => IsName(run, name)).ToList();
        if (names.Count == 0)
            return DeviceSyntax.Fail(run, Syntax);
        var count = 0;
        foreach (var name in names)
            if (run.Kernel.Cxl.HasRoot && (name == "all" || RegionWalk.IsBus(name)))
                count += TryDisable(run, values.Has("force")) ? 1 : 0;
        run.Bus("cmd_disable_bus", "disabled " + CxlLog.Count(count, "bus", noneIsPlural: false));
        return count > 0 || run.Errno == 0 ? 0 : 1;
    }

    private static bool IsName(ToolRun run, string name)
    {
        if (name == "all" || NumberedName.Matches(name, "root", NumberedName.Leading(
                name.StartsWith("root", StringComparison.Ordinal) ? name.AsSpan(4) : name)))
            return true;
        run.Bus("bus_action", $"'{name}' is not a valid bus identifier");
        return false;
    }

    private static bool TryDisable(ToolRun run, bool isForced)
    {
        const string Function = "action_disable";
        var active = run.Kernel.Cxl.Memdevs.Count(
            memdev => memdev.Attachment == MemdevAttachment.Attached);
        if (active > 0 && !isForced)
        {
            var (cards, devices) = CxlLog.ActiveCards(active);
            run.Bus(Function, $"root0 hosts {cards} part of an active region");
            run.Bus(Function, $"See 'cxl list -M -b root0' to see impacted {devices}");
            run.Errno = Errno.Busy;
            return false;
        }

        run.Kernel = run.Kernel.RemoveCxlRoot();
        return true;
    }
}
