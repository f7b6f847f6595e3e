using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Latencies and bandwidths per target, turned into the matrices of HMAT: one row, the
/// processors' lowest domain, and a base unit that holds every figure exactly.</summary>
internal sealed class HmatFigures(ReadContext context)
{
    private const ulong PicosecondsPerNanosecond = 1000;
    private const ulong LargestEntry = 0xfffe;
    private const ulong LargestFigure = uint.MaxValue;

    /// <summary>The keys of a target that hold figures.</summary>
    public static readonly string[] Keys =
    [
        "read-latency-ns", "write-latency-ns", "read-bandwidth-mbps", "write-bandwidth-mbps",
    ];

    private static readonly HmatDataType[] Types =
    [
        HmatDataType.ReadLatency, HmatDataType.WriteLatency,
        HmatDataType.ReadBandwidth, HmatDataType.WriteBandwidth,
    ];

    private readonly List<ulong>[] _figures = [[], [], [], []];
    private SourceNode? _first;

    /// <summary>Takes the figures of the next target.</summary>
    public void Add(Fields target)
    {
        _first ??= target.Node;
        for (var index = 0; index < Keys.Length; index++)
            _figures[index].Add(
                context.Number(target.Find(Keys[index]), 1, LargestFigure) ?? 0);
    }

    /// <summary>One matrix for each kind of figure that any target has.</summary>
    public IEnumerable<HmatLocality> ToLocalities(uint initiator, List<HmatTarget> targets)
    {
        for (var index = 0; index < Keys.Length; index++)
            if (_figures[index].Exists(figure => figure > 0))
                yield return ToLocality(index, initiator, targets);
    }

    private HmatLocality ToLocality(int index, uint initiator, List<HmatTarget> targets)
    {
        var figures = _figures[index];
        var unit = figures.Max() <= LargestEntry
            ? 1
            : figures.Aggregate(0UL, GreatestCommonDivisor);
        if (figures.Max() / unit > LargestEntry)
        {
            context.Report(_first!, DiagnosticId.NotEncodable,
                $"no base unit holds all of {Keys[index]} exactly in 16 bits, expected figures "
                + "with a common divisor");
            unit = LargestFigure;
        }

        return new HmatLocality(
            Types[index],
            Types[index] is HmatDataType.ReadLatency or HmatDataType.WriteLatency
                ? unit * PicosecondsPerNanosecond
                : unit,
            [initiator],
            [.. targets.Select(target => target.ProximityDomain)],
            [.. figures.Select(figure => (ushort)(figure / unit))]);
    }

    private static ulong GreatestCommonDivisor(ulong left, ulong right) =>
        right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
