using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What strangers hand in: one clear error for each problem, exit code 2, nothing on
/// standard output, no stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("softreserve").FullName;

    public static TheoryData<string, string, string> BadMachineFiles() => new()
    {
        { "type: soft-reserved", "type: soft-reserved\n\tx: y", "SR0101" },
        { "0x850000000-0x284fffffff, type", "0x284fffffff-0x850000000, type", "SR0114" },
        { "128GiB", "128GB", "SR0112" },
        { "0x00100000-0x7fffffff", "0x00000000-0x7fffffff", "SR0120" },
        { "targets: [0]", "targets: [7]", "SR0121" },
        { "granularity: 256}", "granularity: 256, colour: red}", "SR0107" },
        { "name: one-window", "name: &a one-window\nabout: *a", "SR0103" },
    };

    [Theory]
    [MemberData(nameof(BadMachineFiles))]
    public void A_bad_machine_file_is_told_with_its_place(string good, string bad, string id)
    {
        var text = BundledMachines.TryReadText("one-window")!;
        Assert.Contains(good, text, StringComparison.Ordinal);
        var file = Write("bad.yaml", text.Replace(good, bad, StringComparison.Ordinal));
        Refused(id, "boot", file);
    }

    [Fact]
    public void A_file_with_a_hundred_thousand_windows_is_refused()
    {
        var windows = string.Concat(Enumerable.Range(0, 100_000).Select(index =>
            string.Create(CultureInfo.InvariantCulture,
                $"    - {{range: 0x{index}0000000-0x{index}fffffff, targets: [0]}}\n")));
        var file = Write("many.yaml", "softreserve: 1\ncedt:\n  windows:\n" + windows);
        Refused("SR0102", "boot", file);
    }

    [Fact]
    public void A_table_with_a_hundred_thousand_windows_is_refused()
    {
        var window = new FixedMemoryWindow(
            new Hpa(1UL << 32), 1UL << 28, 0, 0, 0, WindowRestrictions.Type3, 0, [0]);
        var table = CedtCodec.Encode(
            new Cedt([], [.. Enumerable.Repeat(window, 100_000)], []));
        var file = Path.Combine(_folder, "CEDT.bin");
        File.WriteAllBytes(file, table);
        Refused("100000 windows", "boot", file);
    }

    [Fact]
    public void A_flipped_bit_in_a_table_is_refused()
    {
        var table = File.ReadAllBytes(
            Repository.At("captures", "v4", "a-exact", "acpi", "CEDT.bin"));
        table[50] ^= 4;
        var file = Path.Combine(_folder, "CEDT.bin");
        File.WriteAllBytes(file, table);
        Refused("SR0204", "boot", file);
    }

    [Theory]
    [InlineData("no kernel '5.15'", "boot", "one-window", "--kernel", "5.15")]
    [InlineData("DEV_DAX_HMEM=y", "boot", "one-window", "-k", "7.2", "--config", "DEV_DAX_HMEM=y")]
    [InlineData("decides nothing here", "boot", "one-window", "--config", "CXL_REGIO=n")]
    [InlineData("memmap=banana", "boot", "one-window", "--cmdline", "memmap=banana")]
    [InlineData("nothing leads to 'mem7'", "boot", "one-window", "--order", "mem7")]
    [InlineData("did you mean", "boot", "one-windw")]
    [InlineData("no file", "boot", "one-window", "--run", "nowhere.sh")]
    [InlineData("Required argument", "boot")]
    [InlineData("--colour", "boot", "one-window", "--colour")]
    [InlineData("no case file or folder", "check", "nowhere")]
    public void Wrong_usage_says_what_is_wrong(string expected, params string[] arguments) =>
        Refused(expected, arguments);

    [Fact]
    public void What_is_not_modelled_is_told()
    {
        var text = BundledMachines.TryReadText("one-window")!.Replace(
            "mem0: {volatile", "mem0: {type: 2, volatile", StringComparison.Ordinal);
        var (exit, _, error) = Command.Run(
            "boot", Write("type2.yaml", text), "--cmdline", "driver_async_probe=cxl_acpi");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("note: Type 2 cards", error, StringComparison.Ordinal);
        Assert.Contains("note: driver_async_probe=", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Refused(string expected, params string[] arguments)
    {
        var (exit, output, error) = Command.Run(arguments);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("RANGE", output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
