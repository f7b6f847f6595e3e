using System.Collections.Concurrent;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines.Captures;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>The recorded boots, and the model's boots of the same machines.</summary>
internal static class RecordedBoots
{
    private static readonly ConcurrentDictionary<string, Recording> Known = [];

    /// <summary>Folders below captures, in order.</summary>
    public static IEnumerable<string> Folders =>
        Directory.EnumerateFiles(
                Repository.At("captures"), "notes.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(
                Repository.At("captures"), Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal);

    public static Recording Read(string folder) => Known.GetOrAdd(folder, ReadNow);

    private static Recording ReadNow(string folder) =>
        CaptureReader.Read(CaptureFiles.Open(Repository.At("captures", folder)).Value!).Value!;

    /// <summary>Boots the recorded machine in the recorded order of loading, up to the state of
    /// the boot.</summary>
    public static Kernel Boot(Recording recording) => Boot(recording.Machine, recording.Order);

    /// <summary>Boots it up to a state before that of the boot.</summary>
    public static Kernel Boot(Recording recording, RecordedState state)
    {
        var kernel = recording.Machine.Kernel;
        var hasAutoload = recording.Steps.Take(state.Position)
            .Any(step => step is StageStep.Autoload);
        return Boot(
            recording.Machine with { Kernel = kernel with { HasAutoload = hasAutoload } },
            recording.OrderUntil(state));
    }

    private static Kernel Boot(Machine machine, ValueList<string> order)
    {
        var generation = Catalogue.Standard.Find(machine.Kernel.Generation!)!;
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks));
        var context = BootContext.Create(machine, new BootOptions(
            generation, config.Configuration,
            KernelCommandLine.Parse(machine.Kernel.CommandLine), []));
        return Assert.IsType<Scheduled.Settled>(Schedule.Run(
            context.PowerOn(), order, skipsImpossible: true)).Kernel;
    }
}
