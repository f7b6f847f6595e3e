using System.Diagnostics;
using System.Globalization;
using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Bench;

/// <summary>The explorer in one table: states, transitions, transitions a second, and what each
/// reduction saves.</summary>
internal static class ExplorerFigures
{
    private const int MostUnreducedWindows = 7;

    private static readonly ExplorerOptions Unreduced = new()
    {
        IsReduced = false,
        IsSymmetric = false,
    };

    /// <summary>Prints the tables.</summary>
    public static void Print()
    {
        Console.WriteLine("| kernel | windows | reductions | threads | states | transitions "
            + "| seconds | transitions/s |");
        Console.WriteLine("|---|--:|---|--:|--:|--:|--:|--:|");
        foreach (var kernel in new[] { "v4", "7.2" })
            foreach (var windows in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 16 })
                PrintMachine(kernel, windows);
    }

    /// <summary>A generated machine at power-on.</summary>
    public static Kernel PowerOn(int windows, string kernel) => BootContext.Create(
        ScalingMachine.With(windows),
        new BootOptions(
            Catalogue.Standard.Find(kernel)!, KernelConfiguration.Debian,
            KernelCommandLine.Empty, []))
        .PowerOn();

    /// <summary>Explores it.</summary>
    public static Explored Explore(Kernel start, ExplorerOptions options) =>
        KernelExploration.Run(start, options).Explored;

    private static void PrintMachine(string kernel, int windows)
    {
        var start = PowerOn(windows, kernel);
        if (windows <= MostUnreducedWindows)
        {
            foreach (var threads in windows < 5 ? [1] : new[] { 1, 2, 4 })
                Print(kernel, windows, "none", start, Unreduced with { Threads = threads });
            Print(kernel, windows, "order", start, Unreduced with { IsReduced = true });
            Print(kernel, windows, "symmetry", start, Unreduced with { IsSymmetric = true });
        }

        Print(kernel, windows, "both", start, new ExplorerOptions());
    }

    private static void Print(
        string kernel, int windows, string reductions, Kernel start, ExplorerOptions options)
    {
        Explore(start, options); // the first run pays for the compiler
        var clock = Stopwatch.StartNew();
        var found = Explore(start, options);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kernel} | {windows} | {reductions} | {options.Threads} | {found.States:n0} "
            + $"| {found.Transitions:n0} | {seconds:f2} | {found.Transitions / seconds:n0} |"));
    }
}
