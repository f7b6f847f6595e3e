using System.Globalization;
using System.Text.RegularExpressions;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Memory;
using SoftReserve.Tests.Firmware;
using Xunit;

namespace SoftReserve.Tests.Memory;

/// <summary>What real kernels made of the machines of the lab: nodes, distances, the node of each
/// memory block, block size and log. Each file is named after its recording.</summary>
public sealed partial class NumaRecordingTests
{
    public static TheoryData<string> Recordings => [.. GoldenFile.Names("numa", "*.txt")];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Possible_nodes_are_those_of_the_recording(string name)
    {
        var recording = new Recording(name);
        var possible = recording.Layout.PossibleNodes;

        Assert.Equal(
            recording.Value("possible="),
            possible.Count == 1 ? "0" : $"0-{possible[^1]}");
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Distances_between_online_nodes_are_those_of_the_recording(string name)
    {
        var recording = new Recording(name);
        var rows = Distances().Matches(recording.Text);
        var online = rows.Select(row => Number(row.Groups[1])).ToList();

        Assert.NotEmpty(rows);
        foreach (var row in rows.AsEnumerable())
            Assert.Equal(
                row.Groups[2].Value,
                string.Join(' ', online.Select(
                    to => recording.Layout.Distance(Number(row.Groups[1]), to))));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_memory_block_is_on_the_node_of_the_recording(string name)
    {
        var recording = new Recording(name);
        var size = ulong.Parse(
            recording.Value("block_size="), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var blocks = MemoryBlocks().Matches(recording.Text);

        Assert.NotEmpty(blocks);
        foreach (var block in blocks.AsEnumerable())
            Assert.Equal(
                Number(block.Groups[2]),
                recording.Layout.TargetNode(
                    new Hpa((ulong)Number(block.Groups[1]) * size + size / 2)));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_log_has_the_lines_of_the_recording(string name)
    {
        var recording = new Recording(name);
        var size = MemoryBlockSize.Choose(recording.E820, recording.Cedt, isBareMetal: true);

        Assert.Equal(
            LogLines().Matches(recording.Text).Select(line => line.Value),
            NumaLayoutText.Messages(recording.Layout, recording.Srat, null)
                .Append(MemoryBlockSize.Message(size))
                .Select(line => line.ToString()));
        Assert.Equal(
            recording.Value("block_size="),
            size.ToUInt64().ToString("x", CultureInfo.InvariantCulture));
    }

    private static int Number(Group group) =>
        int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^node([0-9]+) distance=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Distances();

    [GeneratedRegex("^memory([0-9]+)/node([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex MemoryBlocks();

    [GeneratedRegex("^(ACPI: SRAT|NUMA|x86/mm): .*$", RegexOptions.Multiline)]
    private static partial Regex LogLines();

    private sealed class Recording
    {
        public Recording(string name)
        {
            Text = GoldenFile.Text(name);
            Srat = SratCodec.Decode(GoldenFile.Bytes("acpi/qemu-one-node.SRAT.bin")).Table!;
            Cedt = Value("cedt: ") is var cedt and not "none"
                ? CedtCodec.Decode(GoldenFile.Bytes("acpi/" + cedt)).Table : null;
            E820 = E820Table.Build(
                Lab.FromBiosLines(Text), KernelCommandLine.Parse(Value("Command line: ")), true);
            var isNew = name.StartsWith("numa/7", StringComparison.Ordinal);
            Layout = NumaLayout.Build(E820, Srat, null, Cedt, new NumaOptions(true, isNew)
            {
                PrefersOnlineNodes = !isNew,
            });
        }

        public string Text { get; }

        public Srat Srat { get; }

        public Cedt? Cedt { get; }

        public E820Table E820 { get; }

        public NumaLayout Layout { get; }

        public string Value(string key) => Text.Split('\n')
            .First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..];
    }
}
