using SoftReserve.Cli.Tracing;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>Traces of bundled machines for tests.</summary>
internal static class Traces
{
    /// <summary>Changes hbm-and-window so that HMEM fails behind the window: its probe then waits
    /// for the work that waits for it (bug C8).</summary>
    public const string FailsBehindWindow = """
        memory-map:
          - {range: 0x00100000-0x7fffffff, type: usable}
          - {range: 0x100000000-0x107fffffff, type: usable}
          - {range: 0x2080000000-0x407fffffff, type: soft-reserved}
          - {range: 0x4080000000-0x507fffffff, type: soft-reserved}
        cxl:
          faults: [{range: 0x4080000000-0x507fffffff, fault: hmem-register-fails}]
        """;

    /// <summary>The machine at power-on.</summary>
    public static Kernel PowerOn(string machineName, string kernel, string with = "")
    {
        var text = BundledMachines.TryReadText(machineName)!;
        var machine = with.Length == 0
            ? MachineFile.Read(text, machineName)
            : MachineFile.Read(text, machineName, with, "with");
        Assert.Empty(machine.Diagnostics);
        return PowerOn(machine.Value!, kernel);
    }

    /// <summary>The machine at power-on.</summary>
    public static Kernel PowerOn(Machine machine, string kernel)
    {
        var generation = Catalogue.Standard.Find(kernel)!;
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks));
        return BootContext.Create(machine, new BootOptions(
            generation, config.Configuration,
            KernelCommandLine.Parse(machine.Kernel.CommandLine), [])).PowerOn();
    }

    /// <summary>A walk that takes any enabled step.</summary>
    public static Trace AtRandom(Kernel start, int seed)
    {
        var random = new Random(seed);
        var steps = new List<KernelStep>();
        for (var kernel = start; Schedule.Enabled(kernel).ToList() is { Count: > 0 } enabled;)
        {
            steps.Add(enabled[random.Next(enabled.Count)]);
            kernel = Schedule.Take(kernel, steps[^1]);
        }

        return Trace.Of(start, steps);
    }

    /// <summary>The quiet order.</summary>
    public static Trace Quiet(Kernel start) => Trace.Of(
        start,
        [
            .. Schedule.RunToEnd(start).Journal
                .OfType<JournalEntry.StepBegan>().Select(entry => entry.Step),
        ]);
}
