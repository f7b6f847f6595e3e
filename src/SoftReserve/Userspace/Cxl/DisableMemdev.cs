using SoftReserve.Cxl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl disable-memdev [-f]</c>: the card is taken from cxl_mem, with force also while a
/// decoder of it is committed.</summary>
internal static class DisableMemdev
{
    public static readonly Subcommand Command = MemdevWalk.Command(
        "disable-memdev", count => "disabled " + CxlLog.Count(count, "mem", noneIsPlural: false),
        CxlSyntax.OfMemdevs(
            "cxl disable-memdev <mem0> [<mem1>..<memN>] [<options>]",
            CxlSyntax.Force("even while a region uses it")),
        static (run, memdev, values) => Disable(run, memdev, values.Has("force")));

    private static int Disable(ToolRun run, CxlMemdev memdev, bool isForced)
    {
        const string Function = "action_disable";
        if (memdev.Attachment != MemdevAttachment.Attached)
            return 0;
        if (memdev.Decoders.Any(decoder => decoder.IsEnabled))
        {
            run.Memdev(Function, $"{memdev.Name} is part of an active region");
            if (!isForced)
                return -Errno.Busy;
            run.Memdev(Function, $"Forcing {memdev.Name} disable with an active region!");
        }

        run.Kernel = run.Kernel.DetachMemdev(memdev.Name);
        return 0;
    }
}
