using System.Runtime.CompilerServices;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Lint;
using SoftReserve.Machines;
using SoftReserve.Machines.Diagnostics;
using Xunit;

namespace SoftReserve.Tests.Lint;

/// <summary>Machines with and without a mistake: files below Golden/Lint that are laid over
/// base.yaml, and what a machine file cannot say.</summary>
internal static class LintExamples
{
    private static readonly Dictionary<string, Func<LintSubject, LintSubject>> Unwritable =
        new(StringComparer.Ordinal)
        {
            ["L01/bad"] = subject => subject with
            {
                Damage = [Damage("CEDT", TableProblemId.WrongChecksum)],
            },
            ["L01/good"] = subject => subject with
            {
                Damage = [Damage("CEDT", TableProblemId.WrongLength)],
            },
            ["L02/bad"] = subject => subject with
            {
                Damage = [Damage("HMAT", TableProblemId.StructurePastEnd)],
            },
            ["L02/good"] = subject => subject with
            {
                Damage = [Damage("HMAT", TableProblemId.WrongChecksum)],
            },
            ["L34/bad"] = subject => WithBridges(subject, bridges => bridges.RemoveAt(1)),
            ["L34/good"] = subject => WithBridges(
                subject, bridges => bridges.Add(bridges[1] with { Uid = 2 })),
            ["L35/bad"] = subject => WithBridges(subject, bridges => bridges.Add(bridges[0])),
            ["L35/good"] = subject => WithBridges(
                subject, bridges => bridges.Add(bridges[0] with { Uid = 2 })),
            ["L47/bad"] = subject => WithHalves(subject, new(0), new(ByteSizeOf(8))),
            ["L47/good"] = subject => WithHalves(subject, new(0), new(ByteSizeOf(16))),
            ["L49/bad"] = subject => WithHalves(subject, new(0), new(ByteSizeOf(24))),
            ["L49/good"] = subject => WithHalves(subject, new(ByteSizeOf(16)), new(0)),
            ["L56/bad"] = subject => With(subject, machine => machine with { Slit = null }),
            ["L56/good"] = subject => With(subject, machine => machine with
            {
                Slit = null,
                Srat = machine.Srat! with { Memory = [machine.Srat.Memory[0]] },
            }),
            ["L57/bad"] = subject => With(
                subject, machine => machine with { Slit = new Slit(2, [10, 20, 20, 10]) }),
            ["L57/good"] = subject => With(subject, machine => machine with
            {
                Slit = new Slit(3, [10, 20, 20, 20, 10, 20, 20, 20, 10]),
            }),
        };

    public static string Folder { get; } = FindFolder();

    /// <summary>The examples of a rule, by what they are for, in name order.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="kind">bad or good.</param>
    public static IEnumerable<LintSubject> Of(LintRule rule, string kind)
    {
        if (Unwritable.TryGetValue($"{rule.Id}/{kind}", out var change))
            yield return change(Base());
        var folder = Path.Combine(Folder, $"{rule.Id}-{rule.Name}");
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, $"{kind}*.yaml")
                .Order(StringComparer.Ordinal))
                yield return Read(file);
    }

    public static LintSubject Base() => Subject(MachineFile.Read(BaseText, "base"));

    private static string BaseText => File.ReadAllText(Path.Combine(Folder, "base.yaml"));

    private static LintSubject Read(string file) => Subject(
        MachineFile.Read(BaseText, "base", File.ReadAllText(file), file));

    private static LintSubject Subject(ReadResult<Machine> read)
    {
        Assert.Empty(read.Diagnostics);
        return new LintSubject(read.Value!, [], []);
    }

    private static TableDamage Damage(string table, string id) =>
        new(table, new TableProblem(id, 9, "what stands there"));

    private static LintSubject With(LintSubject subject, Func<Machine, Machine> change) =>
        subject with { Machine = change(subject.Machine) };

    private static LintSubject WithBridges(
        LintSubject subject,
        Func<Addresses.ValueList<CxlHostBridgeStructure>,
            Addresses.ValueList<CxlHostBridgeStructure>> change) =>
        With(subject, machine => machine with
        {
            Cedt = machine.Cedt! with { HostBridges = change(machine.Cedt.HostBridges) },
        });

    // mem0's one decoder as two of 16 GiB each
    private static LintSubject WithHalves(
        LintSubject subject, Addresses.Dpa first, Addresses.Dpa second) =>
        With(subject, machine =>
        {
            var whole = machine.Cxl.Decoders[0];
            var half = whole.Range.Start.Plus(ByteSizeOf(16));
            return machine with
            {
                Cxl = machine.Cxl with
                {
                    Decoders =
                    [
                        whole with { Range = new(whole.Range.Start, half.Minus(1)), Dpa = first },
                        whole with { Range = new(half, whole.Range.End), Dpa = second },
                        .. machine.Cxl.Decoders.Skip(1),
                    ],
                },
            };
        });

    private static ulong ByteSizeOf(ulong gib) => gib << 30;

    private static string FindFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", "Lint");
}
