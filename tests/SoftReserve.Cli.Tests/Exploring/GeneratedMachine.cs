using System.Globalization;
using System.Text;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>A machine with a number of windows side by side, each with a bridge, a card, a decoder
/// and a Soft Reserved range of its own.</summary>
internal static class GeneratedMachine
{
    private const ulong FirstWindow = 0x850000000, WindowSize = 1UL << 30;

    /// <summary>Its machine file.</summary>
    public static string Text(int windows)
    {
        var numbers = Enumerable.Range(0, windows).ToList();
        var text = new StringBuilder("softreserve: 1\nname: generated\nabout: side by side\n");
        text.Append("memory-map:\n  - {range: 0x0-0x7fffffff, type: usable}\n");
        Lines(range => $"  - {{range: {range.Text}, type: soft-reserved}}");
        text.Append("cedt:\n  host-bridges: [")
            .AppendJoin(", ", numbers.Select(number => $"{{uid: {number}}}"))
            .Append("]\n  windows:\n");
        Lines(range => $"    - {{range: {range.Text}, targets: [{range.Number}], "
            + "granularity: 256}");
        text.Append("cxl:\n  host-bridges:\n");
        Lines(range => $"    - {{uid: {range.Number}, ports: [{{memdev: mem{range.Number}}}]}}");
        text.Append("  memdevs:\n");
        Lines(range => $"    mem{range.Number}: {{volatile: 1GiB}}");
        text.Append("  decoders:\n");
        Lines(range => $"    - {{memdev: mem{range.Number}, range: {range.Text}, ways: 1, "
            + "granularity: 256, mode: ram, committed: true}");
        return text.ToString();

        void Lines(Func<(int Number, string Text), string> line)
        {
            foreach (var number in numbers)
                text.Append(line((number, RangeOf(number)))).Append('\n');
        }
    }

    /// <summary>It, at power-on.</summary>
    public static Kernel PowerOn(int windows, Generation generation) => PowerOn(
        MachineFile.Read(Text(windows), "generated").Value!, generation);

    /// <summary>A machine at power-on.</summary>
    public static Kernel PowerOn(Machine machine, Generation generation)
    {
        var config = (KconfigResult.Valid)Kconfig.Resolve(
            machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks);
        return BootContext.Create(machine, new BootOptions(
            generation, config.Configuration,
            KernelCommandLine.Parse(machine.Kernel.CommandLine), [])).PowerOn();
    }

    private static string RangeOf(int number)
    {
        var start = FirstWindow + ((ulong)number * WindowSize);
        return string.Create(
            CultureInfo.InvariantCulture, $"0x{start:x}-0x{start + WindowSize - 1:x}");
    }
}
