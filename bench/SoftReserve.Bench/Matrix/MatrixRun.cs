using System.Diagnostics;
using System.Globalization;
using SoftReserve.Configuration;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Owners;

namespace SoftReserve.Bench.Matrix;

/// <summary>Boots machines under every generation in every configuration, on one thread, and
/// prints what decides.</summary>
internal static class MatrixRun
{
    /// <summary>Twenty bundled machines of every shape.</summary>
    private static readonly string[] Machines =
    [
        "amd-three-windows", "amd-three-windows-short", "amd-unaligned-range",
        "four-regions-fill-window", "fpga-8g", "fujitsu-amd-two-windows",
        "fujitsu-qemu-two-devices", "hbm-and-window", "hmat-range-partly-reserved",
        "intel-two-windows-spare", "lab-switch", "one-window", "one-window-uncommitted",
        "one-window-x2", "one-window-x2-missing", "range-crosses-window-edge",
        "range-inside-region", "two-cards-one-committed", "two-regions-gap",
        "two-windows-one-range",
    ];

    /// <summary>Runs everything, as often as asked, and prints Markdown of the last
    /// run.</summary>
    public static void Run(int repetitions, TextWriter output)
    {
        var speeds = new List<double>();
        var summary = "";
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var rows = new List<MatrixRow>();
            var watch = Stopwatch.StartNew();
            foreach (var generation in Catalogue.Standard.All)
                rows.AddRange(RowsOf(generation));
            var cells = rows.Sum(row => (long)row.Matrix.Cells);
            speeds.Add(cells / watch.Elapsed.TotalSeconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{cells} cells in {watch.Elapsed.TotalSeconds:F1} s: {speeds[^1]:F0} a second"));
            summary = MatrixReport.Of(rows);
        }

        speeds.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median: {speeds[speeds.Count / 2]:F0} cells a second\n"));
        output.Write(summary);
    }

    private static IEnumerable<MatrixRow> RowsOf(Generation generation)
    {
        var matrix = KconfigMatrix.Of(generation.Kconfig, generation.BuildBreaks);
        foreach (var name in Machines)
            yield return new MatrixRow(name, generation.Name, matrix.Wishes, OwnershipMatrix.Of(
                BundledMachines.TryRead(name)!.Value!, generation, matrix.Configurations));
    }
}

/// <summary>One machine under one generation.</summary>
internal sealed record MatrixRow(
    string Machine, string Generation, int Wishes, OwnershipMatrix Matrix);
