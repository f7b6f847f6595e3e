using System.Text;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Resources;

namespace SoftReserve.Sysfs;

/// <summary>/proc and /boot.</summary>
/// <remarks>Kernel: <c>r_show()</c>, kernel/resource.c; <c>cmdline_proc_show()</c>,
/// fs/proc/cmdline.c; <c>version_proc_show()</c>, fs/proc/version.c.</remarks>
internal static class ProcFiles
{
    /// <summary>The release under the recorded v4.</summary>
    private const string PostingBase = "6.18.15-";

    private const string Mounts =
        "sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\n"
        + "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n"
        + "debugfs /sys/kernel/debug debugfs rw,nosuid,nodev,noexec,relatime 0 0\n";

    private const string Version = "#1 SMP PREEMPT_DYNAMIC";

    public static void Add(FolderBuilder root, Kernel kernel)
    {
        var boot = kernel.Boot;
        var release = ReleaseOf(boot.Generation);
        root.In("/proc")
            .Bytes(
                "iomem",
                () => IomemListing.Text(kernel.Resources.Iomem, boot.Generation.IomemDepth),
                FileModes.RootReadOnly)
            .Text("cmdline", boot.CommandLine.Text)
            .Text("version", $"Linux version {release} (softreserve) {Version}")
            .Bytes("mounts", () => Mounts);
        root.In("/proc/sys/kernel")
            .Text("osrelease", release)
            .Text("version", Version)
            .Text("arch", ProcessorOf(boot.Machine.Architecture));
        root.In("/boot").Bytes("config-" + release, () => Config(boot.Config));
    }

    /// <summary>What <c>uname -r</c> prints: the version that a posting is based on with the name
    /// of the posting, or the first release of a version.</summary>
    public static string ReleaseOf(Generation generation) =>
        char.IsAsciiDigit(generation.Name[0])
            ? generation.Name + ".0"
            : PostingBase + generation.Name;

    private static string Config(KernelConfiguration config)
    {
        var text = new StringBuilder();
        foreach (var symbol in ConfigSymbols.All)
        {
            var name = "CONFIG_" + ConfigSymbols.NameOf(symbol);
            text.Append(config.IsEnabled(symbol)
                ? $"{name}={Kconfig.Letter(config[symbol])}\n"
                : $"# {name} is not set\n");
        }

        return text.ToString();
    }

    private static string ProcessorOf(Architecture architecture) => architecture switch
    {
        Architecture.X86 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture.RiscV64 => "riscv64",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
