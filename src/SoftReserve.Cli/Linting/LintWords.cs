using System.Diagnostics;
using SoftReserve.Lint;

namespace SoftReserve.Cli.Linting;

/// <summary>Severities and tables in the words of output, JSON and machine files.</summary>
internal static class LintWords
{
    public static string Of(LintSeverity severity) => severity switch
    {
        LintSeverity.Note => "note",
        LintSeverity.Warning => "warning",
        LintSeverity.Error => "error",
        _ => throw new UnreachableException(),
    };

    public static string Of(LintTable table) => table switch
    {
        LintTable.MemoryMap => "memory map",
        LintTable.CommandLine => "command line",
        LintTable.Configuration => "configuration",
        LintTable.Srat => "SRAT",
        LintTable.SratMemory => "SRAT memory",
        LintTable.Hmat => "HMAT",
        LintTable.HmatTarget => "HMAT target",
        LintTable.HmatLocality => "HMAT locality",
        LintTable.Slit => "SLIT",
        LintTable.Cedt => "CEDT",
        LintTable.Chbs => "CEDT CHBS",
        LintTable.Cfmws => "CEDT CFMWS",
        LintTable.Cxims => "CEDT CXIMS",
        LintTable.HostBridge => "host bridge",
        LintTable.Memdev => "card",
        LintTable.Decoder => "decoder",
        _ => throw new UnreachableException(),
    };

    /// <summary>Where a machine file has the table.</summary>
    public static string? PathOf(LintTable table) => table switch
    {
        LintTable.MemoryMap => "memory-map",
        LintTable.CommandLine => "kernel.cmdline",
        LintTable.Configuration => "kernel.config",
        LintTable.Srat or LintTable.SratMemory => "srat",
        LintTable.Hmat => "hmat",
        LintTable.HmatTarget => "hmat.targets",
        LintTable.HmatLocality => "hmat.localities",
        LintTable.Slit => "slit",
        LintTable.Cedt => "cedt",
        LintTable.Chbs => "cedt.host-bridges",
        LintTable.Cfmws => "cedt.windows",
        LintTable.Cxims => "cedt.cxims",
        LintTable.HostBridge => "cxl.host-bridges",
        LintTable.Memdev => "cxl.memdevs",
        LintTable.Decoder => "cxl.decoders",
        _ => throw new UnreachableException(),
    };

    /// <summary>True when the machine file has a list there, in the order of the index.</summary>
    public static bool IsList(LintTable table) => table
        is not (LintTable.Memdev or LintTable.Slit or LintTable.Configuration);
}
