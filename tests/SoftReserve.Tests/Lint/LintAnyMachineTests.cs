using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Lint;
using SoftReserve.Machines;
using SoftReserve.Tests.Firmware.Acpi;
using Xunit;

namespace SoftReserve.Tests.Lint;

/// <summary>The linter on every bundled machine, on random tables, and on the largest machine
/// that the readers let through.</summary>
public sealed class LintAnyMachineTests
{
    /// <summary>Bundled machines that are meant to be wrong, or copy a real one that is.</summary>
    private static readonly SortedDictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        // the report is about a second region that crosses the window's edge
        ["fujitsu-qemu-two-windows-short"] = "L39",
        // DRAM as in another report than the windows, one of which then covers it
        ["intel-eighteen-windows"] = "L19",
        // the second card of the set is missing: that is what the machine is for
        ["one-window-x2-missing"] = "L44",
        // Soft Reserved runs past the window: that is what the machine is for
        ["range-crosses-window-edge"] = "L14",
        ["range-past-window"] = "L14",
    };

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void A_bundled_machine_has_no_error_except_what_it_is_for(string machine)
    {
        var errors = Linter.Check(Bundled(machine)).Findings
            .Where(finding => finding.Rule.Severity == LintSeverity.Error)
            .Select(finding => finding.Rule.Id).Distinct();

        Assert.Equal(
            Broken.TryGetValue(machine, out var expected) ? [expected] : [],
            errors);
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void The_same_machine_twice_has_the_same_findings(string machine)
    {
        var (once, again) = (Linter.Check(Bundled(machine)), Linter.Check(Bundled(machine)));

        Assert.Equal(once.Findings.AsEnumerable(), again.Findings.AsEnumerable());
    }

    [Fact]
    public void Tables_at_random_are_linted()
    {
        var tables =
            from cedt in AnyTable.Cedt.Generator
            from srat in AnyTable.Srat.Generator
            from hmat in AnyTable.Hmat.Generator
            from slit in AnyTable.Slit.Generator
            select LintExamples.Base().Machine with
            {
                Cedt = cedt,
                Srat = srat,
                Hmat = hmat,
                Slit = slit,
            };
        Prop.ForAll(tables.ToArbitrary(), machine =>
        {
            var report = Linter.Check(new LintSubject(machine, [], []));
            return report.Findings.All(finding => finding.Fields.Count > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void The_largest_machine_that_can_be_read_is_linted_without_booting_it()
    {
        var report = Linter.Check(new LintSubject(Largest(), [], []));

        Assert.NotEmpty(report.Omitted);
        Assert.All(report.Findings, finding => Assert.Empty(finding.Consequences));
        Assert.True(report.Findings.Count <= LintRules.All.Count * Linter.MostFindings);
    }

    private static LintSubject Bundled(string name) =>
        new(BundledMachines.TryRead(name)!.Value!, [], []);

    // everything lies in everything else
    private static Machine Largest()
    {
        var limits = ReadLimits.Default;
        return LintExamples.Base().Machine with
        {
            MemoryMap = Many(limits.MemoryMapEntries, index => new MemoryMapEntry(
                Nested(index), index % 2 == 0 ? MemoryType.SoftReserved : MemoryType.Reserved)),
            Srat = new Srat(
                Many(limits.AffinityEntries, index => new MemoryAffinity(
                    (uint)index, Nested(index).Start, Nested(index).Size.ToUInt64(),
                    MemoryAffinityFlags.Enabled)),
                [0], []),
            Slit = new Slit(limits.Localities, Many(
                limits.Localities * limits.Localities, index => (byte)(index % 251))),
            Cedt = new Cedt(
                Many(limits.HostBridges, index => new CxlHostBridgeStructure(
                    (uint)index, 1, Nested(index).Start, 0x10000)),
                Many(limits.Windows, index => new FixedMemoryWindow(
                    Nested(index).Start, Nested(index).Size.ToUInt64(), 0, 0, 0,
                    WindowRestrictions.Type3, 0, [(uint)index])),
                []),
            Cxl = new CxlTopology(
                [],
                Many(limits.Memdevs, index => new Memdev(
                    $"mem{index}", ByteSize.GiB(1), default, 0, true, 3)),
                Many(limits.Decoders, index => new EndpointDecoderSetting(
                    $"mem{index % limits.Memdevs}", Nested(index / 4), 1, 256, 0, true, null,
                    false, PartitionMode.Ram)),
                []),
            Kernel = KernelDefaults.None,
        };
    }

    private static AddressRange Nested(int index) => new(
        (ulong)(index + 1) << 28, (1UL << 50) - ((ulong)index << 28) - 1);

    private static ValueList<T> Many<T>(int count, Func<int, T> make) =>
        [.. Enumerable.Range(0, count).Select(make)];
}
