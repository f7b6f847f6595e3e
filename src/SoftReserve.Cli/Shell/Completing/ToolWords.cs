namespace SoftReserve.Cli.Shell.Completing;

/// <summary>Subcommands and options of tools, for Tab.</summary>
internal static class ToolWords
{
    private static readonly string[] CxlList =
    [
        "-B", "-D", "-E", "-M", "-P", "-R", "-S", "-T", "-X",
        "-b", "-d", "-e", "-i", "-m", "-p", "-r", "-u", "-v", "-vv", "-vvv",
    ];

    private static readonly string[] DaxctlMemory = ["-r", "-u", "-v"];

    /// <summary>The subcommands of a tool; none for one without.</summary>
    public static string[] Subcommands(string tool) => tool switch
    {
        "cxl" =>
        [
            "create-region", "destroy-region", "disable-bus", "disable-memdev", "disable-port",
            "disable-region", "enable-memdev", "enable-port", "enable-region", "free-dpa", "list",
            "reserve-dpa", "set-partition",
        ],
        "daxctl" =>
        [
            "create-device", "destroy-device", "disable-device", "enable-device", "list",
            "offline-memory", "online-memory", "reconfigure-device",
        ],
        "machine" => ["add", "fail", "remove"],
        _ => [],
    };

    /// <summary>The options of a tool or of its subcommand; short ones only.</summary>
    public static string[] Options(string tool, string subcommand) => (tool, subcommand) switch
    {
        ("cxl", "list") => CxlList,
        ("cxl", "create-region") => ["-d", "-g", "-m", "-s", "-t", "-w"],
        ("cxl", "enable-region") => ["-b", "-d"],
        ("cxl", "disable-bus") => ["-f"],
        ("cxl", "reserve-dpa" or "free-dpa") => ["-b", "-d", "-f", "-s", "-t"],
        ("cxl", _) => ["-b", "-d", "-f"],
        ("daxctl", "list") => ["-D", "-M", "-R", "-d", "-i", "-r", "-u"],
        ("daxctl", "reconfigure-device") => ["-N", "-f", "-m", "-r", "-u"],
        ("daxctl", "create-device") => ["-a", "-r", "-s", "-u"],
        ("daxctl", "destroy-device") => ["-f", "-r", "-u"],
        ("daxctl", _) => DaxctlMemory,
        ("modprobe", _) => ["-r"],
        ("dmesg", _) => ["-T", "-d", "-f", "-k", "-l", "-r", "-t", "-u", "-w", "-x"],
        ("lsmem", _) => ["-J", "-P", "-S", "-a", "-b", "-n", "-o", "-r"],
        ("chmem", _) => ["-b", "-d", "-e", "-v"],
        ("lspci", _) => ["-D", "-d", "-n", "-nn", "-s"],
        ("modinfo", _) => ["-F"],
        ("numactl", _) => ["-H"],
        ("uname", _) => ["-a", "-r"],
        ("grep", _) => ["-E", "-F", "-c", "-i", "-n", "-o", "-q", "-v", "-w"],
        _ => [],
    };
}
