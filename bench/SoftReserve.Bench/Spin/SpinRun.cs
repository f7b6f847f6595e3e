using System.Diagnostics;
using System.Globalization;
using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Bench.Spin;

/// <summary>Explores what <c>bench/spin/handover.pml</c> models, in a warm process, one run for
/// each line that it is asked.</summary>
/// <remarks>So that bench/spin/run can take turns with Spin's program on a noisy machine.</remarks>
internal static class SpinRun
{
    private static readonly ExplorerOptions Unreduced =
        new() { IsReduced = false, IsSymmetric = false };

    /// <summary>Writes a machine file, or every state, or answers lines like <c>v4 2</c> until
    /// there are no more.</summary>
    public static void Run(string[] arguments, TextReader input, TextWriter output)
    {
        if (arguments is ["machine", var windows])
            output.Write(SpinMachine.TextOf(int.Parse(windows, CultureInfo.InvariantCulture)));
        else if (arguments is ["states", var generation, var size])
            Dump(MachineOf(int.Parse(size, CultureInfo.InvariantCulture)), generation, output);
        else
            Serve(input, output);
    }

    private static void Dump(Machine machine, string generation, TextWriter output)
    {
        var found = Explore(machine, generation, Unreduced);
        for (var state = 0; state < found.Explored.States; state++)
            output.WriteLine(SpinState.TextOf(found.KernelOf(state)));
    }

    private static void Serve(TextReader input, TextWriter output)
    {
        var machines = Enumerable.Range(0, 9).Select(MachineOf).ToArray();
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < 10;)
            foreach (var generation in (string[])["v4", "7.2"])
                for (var windows = 1; windows <= 4; windows++)
                    LineOf(machines[windows], generation);
        output.WriteLine("ready");
        while (input.ReadLine() is { } asked)
        {
            var words = asked.Split(' ');
            var windows = int.Parse(words[1], CultureInfo.InvariantCulture);
            GC.Collect();
            output.WriteLine(LineOf(machines[windows], words[0]));
        }
    }

    /// <summary>States, transitions, ends, states with reductions; then microseconds: to exhaust
    /// without and with reductions, and to the first counterexample with them.</summary>
    private static string LineOf(Machine machine, string generation)
    {
        var (all, exhaust) = Timed(() => Explore(machine, generation, Unreduced));
        var (few, reduced) = Timed(() => Explore(machine, generation, new ExplorerOptions()));
        var (_, first) = Timed(() => FirstRace(machine, generation));
        return string.Create(CultureInfo.InvariantCulture,
            $"{all.Explored.States} {all.Explored.Transitions} {all.Explored.Ends.Count} "
            + $"{few.Explored.States} {exhaust:f0} {reduced:f0} {first:f0}");
    }

    private static (T Result, double Microseconds) Timed<T>(Func<T> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = run();
        return (result, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    // firmware's facts are worked out each time, and nothing is remembered from another run
    private static KernelExploration Explore(
        Machine machine, string generation, ExplorerOptions options) =>
        KernelExploration.Run(
            BootContext.Create(machine, new BootOptions(
                Catalogue.Standard.Find(generation)!, KernelConfiguration.Debian,
                KernelCommandLine.Empty, [])).PowerOn(),
            options);

    /// <summary>The shortest order after which HMEM has a range whose CXL region came up after
    /// all. The explorer knows when it has seen everything.</summary>
    private static IReadOnlyList<KernelStep> FirstRace(Machine machine, string generation)
    {
        var found = Explore(machine, generation, new ExplorerOptions());
        foreach (var end in found.Explored.Ends)
            if (IsRace(found.KernelOf(end)))
                return found.WayTo(end);
        throw new InvalidOperationException("no order loses the race");
    }

    private static bool IsRace(Kernel kernel)
    {
        foreach (var device in kernel.Hmem.Devices)
            foreach (var region in kernel.Cxl.Regions)
                if (region.Range == device.Range)
                    return true;
        return false;
    }

    private static Machine MachineOf(int windows) =>
        MachineFile.Read(SpinMachine.TextOf(Math.Max(windows, 1)), "windows").Value!;
}
