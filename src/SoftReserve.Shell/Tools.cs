using SoftReserve.Shell.Filters;

namespace SoftReserve.Shell;

/// <summary>Names of tools.</summary>
public static class Tools
{
    private static readonly string[] Modelled =
    [
        "cat", "chmem", "cxl", "daxctl", "dmesg", "ls", "lsmem", "lsmod", "lspci", "machine",
        "modinfo", "modprobe", "numactl", "readlink", "rmmod", "tee", "uname",
    ];

    private static readonly HashSet<string> Others =
    [
        "apt", "busctl", "chmod", "chown", "cp", "date", "dd", "depmod", "devmem", "df", "diff",
        "dpkg", "efibootmgr", "env", "fdisk", "file", "find", "free", "fwupdmgr", "gdb", "getconf",
        "hexdump", "hostname", "insmod", "ip", "ipmctl", "iasl", "acpidump", "jq", "journalctl",
        "kexec", "kill", "less", "ln", "lsblk", "lscpu", "lshw", "man", "mkdir", "more",
        "mount", "mv", "ndctl", "nproc", "numastat", "od", "perf", "ps", "python", "python3",
        "realpath", "reboot", "rm", "setpci", "shutdown", "stat", "strace", "sudo", "swapoff",
        "swapon", "sync", "sysctl", "systemctl", "taskset", "time", "timeout", "top", "touch",
        "trace-cmd", "udevadm", "umount", "vi", "vmstat", "watch", "which", "xargs", "zcat",
    ];

    /// <summary>What can be typed, sorted.</summary>
    public static IEnumerable<string> Names =>
        Modelled.Concat(FilterTable.Names).Concat(Builtins.Names).Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>True for a tool that a real machine has.</summary>
    public static bool IsReal(string name) => Modelled.Contains(name) || Others.Contains(name);
}
