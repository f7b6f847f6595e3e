using SoftReserve.Machines.Captures;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What lsmod prints after boot, against what real kernels showed.</summary>
public sealed class RecordedModulesTests
{
    private static readonly string[] Modelled =
    [
        "cxl_port", "cxl_acpi", "cxl_pci", "cxl_mem", "dax_hmem", "dax_cxl", "kmem", "device_dax",
    ];

    public static TheoryData<string> Recorded() => new(
        RecordedBoots.Folders.Where(folder => File.Exists(FileOf(folder))));

    // the order in which udev's workers load is not repeatable, sizes are those of one kernel
    [Theory]
    [MemberData(nameof(Recorded))]
    public void Lsmod_names_the_recorded_modules_and_who_uses_them(string folder) => Assert.Equal(
        Uses(File.ReadAllText(FileOf(folder))),
        Uses(CommandParser.Parse("lsmod")!.Run(
            RecordedBoots.Boot(RecordedBoots.Read(folder))).Output));

    private static string FileOf(string folder) =>
        RecordedBoots.Read(folder) is { BootState: { } state }
            ? Repository.At("captures", folder, state.Name, "lsmod.txt")
            : "";

    private static bool Has(string text, string module) =>
        text.Contains(module, StringComparison.Ordinal);

    // as "cxl_mem: cxl_pci", modelled modules only, without those that only a softdep brings: the
    // recordings' busybox reads no softdeps
    private static string[] Uses(string text) =>
    [
        .. text.Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2 && Modelled.Contains(words[0]))
            .Select(words => words[0] + ": " + string.Join(',', words.Skip(3)
                .SelectMany(users => users.Split(','))
                .Where(Modelled.Contains)))
            .Where(line => (line != "cxl_port: " || Has(text, "cxl_mem"))
                && (line != "cxl_acpi: " || Has(text, "cxl_pci")))
            .Order(StringComparer.Ordinal),
    ];
}
