using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Owners;
using SoftReserve.Resources;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests;

/// <summary>Boots bundled machines for tests, with what a test changes about them.</summary>
internal sealed record Boots(string MachineName)
{
    public Generation Generation { get; init; } = V4.Choices;

    public string With { get; init; } = "";

    public string Config { get; init; } = "";

    public string CommandLine { get; init; } = "";

    public ValueList<string> Order { get; init; } = [];

    public ValueList<string> Commands { get; init; } = [];

    public BootContext Context()
    {
        var text = BundledMachines.TryReadText(MachineName);
        Assert.NotNull(text);
        var machine = With.Length == 0
            ? MachineFile.Read(text, MachineName)
            : MachineFile.Read(text, MachineName, With, "with");
        Assert.Empty(machine.Diagnostics);
        var settings = KernelConfigFile.ReadList(Config, "config").Value!.Settings;
        var config = Assert.IsType<KconfigResult.Valid>(
            Kconfig.Resolve(settings, Generation.Kconfig, Generation.BuildBreaks));
        return BootContext.Create(machine.Value!, new BootOptions(
            Generation, config.Configuration, KernelCommandLine.Parse(CommandLine),
            [.. Commands.Select(line => CommandParser.Parse(line)!)]));
    }

    public Kernel Run() => Assert.IsType<Scheduled.Settled>(
        Schedule.Run(Context().PowerOn(), Order, skipsImpossible: false)).Kernel;
}

/// <summary>What tests ask of a kernel.</summary>
internal static class KernelQuestions
{
    extension(Kernel kernel)
    {
        /// <summary>Owners as <c>850000000 cxl dax0.0 system-ram</c>.</summary>
        public string[] OwnersInWords() =>
        [
            .. OwnersTable.Of(kernel).Select(row => FormattableString.Invariant(
                $"{row.Range.Start.Value:x} {row.Owner} {row.Device} {row.Use}")),
        ];

        /// <summary>Lines of /proc/iomem that are not plain memory map.</summary>
        public string IomemOfCxl() => string.Join('\n', IomemListing
            .Text(kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth)
            .Split('\n')
            .Where(line => !line.EndsWith("System RAM", StringComparison.Ordinal)
                && !line.EndsWith("Reserved", StringComparison.Ordinal)
                || line.EndsWith("Soft Reserved", StringComparison.Ordinal))).Trim('\n');

        /// <summary>The log.</summary>
        public string[] Log() =>
            [.. kernel.Journal.Messages.Select(message => message.ToString())];
    }
}
