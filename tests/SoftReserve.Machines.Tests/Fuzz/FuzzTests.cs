using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SoftReserve.Machines.Tests.Fuzz;

/// <summary>The readers with hostile input. SOFTRESERVE_FUZZ=N runs N inputs instead of the short
/// run and takes about a minute for a million; SOFTRESERVE_FUZZ_SEED begins elsewhere, and
/// SOFTRESERVE_FUZZ_REPORT names a file that gets the counts.</summary>
public sealed class FuzzTests
{
    private const int ShortRun = 2000;
    private const int Seed = 20_251_120;

    [Fact]
    public void A_mutated_file_is_read_or_refused_with_a_diagnostic()
    {
        var inputs = Setting("SOFTRESERVE_FUZZ", ShortRun);
        var seed = Setting("SOFTRESERVE_FUZZ_SEED", Seed);
        var run = new FuzzRun((int)seed);
        var watch = Stopwatch.StartNew();

        run.Run(inputs);

        Report($"files: {inputs} inputs from seed {seed} in {watch.Elapsed}, slowest "
            + $"{run.Slowest}: {run.Counts}");
    }

    [Fact]
    public void A_mutated_table_is_decoded_or_refused_with_a_problem()
    {
        var inputs = Setting("SOFTRESERVE_FUZZ", ShortRun);
        var seed = Setting("SOFTRESERVE_FUZZ_SEED", Seed);
        var run = new TableFuzzRun((int)seed);
        var watch = Stopwatch.StartNew();

        run.Run(inputs);

        Report($"tables: {inputs} inputs from seed {seed} in {watch.Elapsed}: some table "
            + $"{run.Good}, none {run.Bad}");
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_diagnostic() => Check(text =>
    {
        var result = MachineFile.Read(text, "f.yaml");
        return result.IsRead == result.Diagnostics.IsEmpty;
    });

    [Fact]
    public void Any_value_of_any_key_is_read_or_refused_with_a_diagnostic() => Check(text =>
    {
        string[] keys =
        [
            "name", "about", "arch", "memory-block", "memory-map", "srat", "hmat", "slit", "cedt",
            "cxl", "kernel",
        ];
        var machine = "softreserve: 1\nmemory-map: []\n";
        return keys.All(key =>
        {
            var result = MachineFile.Read(machine, "f.yaml", $"{key}: {text}", "over.yaml");
            return result.IsRead == result.Diagnostics.IsEmpty;
        });
    });

    [Fact]
    public void Any_text_is_a_configuration_or_not() => Check(text =>
        KernelConfigFile.ReadList(text, "--config") is var result
        && result.IsRead == result.Diagnostics.IsEmpty);

    private static void Report(string line)
    {
        TestContext.Current.SendDiagnosticMessage("{0}", line);
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_FUZZ_REPORT") is { } report)
            File.AppendAllText(report, line + "\n");
    }

    private static void Check(Func<string, bool> holds) => Prop
        .ForAll<string?>(text => holds(text ?? ""))
        .Check(Config.QuickThrowOnFailure
            .WithMaxTest(300)
            .WithReplay(Seed, Seed + 1));

    private static long Setting(string name, long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture,
            out var value)
            ? value
            : usual;
}
