using SoftReserve.Cxl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl enable-memdev</c>: cxl_mem probes the card.</summary>
internal static class EnableMemdev
{
    public static readonly Subcommand Command = MemdevWalk.Command(
        "enable-memdev", count => "enabled " + CxlLog.Count(count, "mem", noneIsPlural: false),
        CxlSyntax.OfMemdevs("cxl enable-memdev <mem0> [<mem1>..<memN>] [<options>]"),
        static (run, memdev, _) => Enable(run, memdev));

    /// <summary>Lets cxl_mem probe a card that it does not have.</summary>
    public static int Enable(ToolRun run, CxlMemdev memdev)
    {
        if (memdev.Attachment == MemdevAttachment.Attached)
            return 0;
        run.Kernel = run.Kernel.AttachMemdev(memdev.Name);
        if (run.Kernel.Cxl.FindMemdev(memdev.Name)?.Attachment == MemdevAttachment.Attached)
            return 0;
        run.Complain($"libcxl: cxl_memdev_enable: {memdev.Name}: failed to enable");
        return -Errno.NoSuchDeviceOrAddress;
    }
}
