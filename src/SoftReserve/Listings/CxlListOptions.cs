namespace SoftReserve.Listings;

/// <summary>What <c>cxl list</c> was asked for. Kinds that are not asked for are left
/// out.</summary>
/// <param name="Buses"><c>-B</c>.</param>
/// <param name="Ports"><c>-P</c>.</param>
/// <param name="Endpoints"><c>-E</c>.</param>
/// <param name="Memdevs"><c>-M</c>; with -R the default when no kind is asked for.</param>
/// <param name="Decoders"><c>-D</c>.</param>
/// <param name="Regions"><c>-R</c>.</param>
/// <param name="Targets"><c>-T</c>: downstream ports, targets and mappings.</param>
/// <param name="Dax"><c>-X</c>: the dax region of each CXL region.</param>
/// <param name="Idle"><c>-i</c>: what is disabled too.</param>
/// <param name="Human"><c>-u</c>.</param>
/// <param name="Health"><c>-H</c>: what the card's mailbox says of its health.</param>
/// <param name="AlertConfig"><c>-A</c>: of its alerts.</param>
/// <param name="Partition"><c>-I</c>: of its partitions.</param>
/// <param name="Firmware"><c>-F</c>: of its firmware.</param>
public sealed record CxlListOptions(
    bool Buses = false,
    bool Ports = false,
    bool Endpoints = false,
    bool Memdevs = false,
    bool Decoders = false,
    bool Regions = false,
    bool Targets = false,
    bool Dax = false,
    bool Idle = false,
    bool Human = false,
    bool Health = false,
    bool AlertConfig = false,
    bool Partition = false,
    bool Firmware = false)
{
    /// <summary>Which objects.</summary>
    public CxlListFilter Filter { get; init; } = CxlListFilter.None;

    /// <summary>These options with <c>-v</c> given <paramref name="times"/> times, 0 to 3: the
    /// hierarchy, then what is disabled, then every detail.</summary>
    public CxlListOptions WithVerbosity(int times)
    {
        var options = WithDefaults();
        if (times >= 1)
            options = options with
            {
                Buses = true,
                Ports = true,
                Endpoints = true,
                Decoders = true,
                Targets = true,
                Regions = true,
            };
        if (times >= 2)
            options = options with { Idle = true };
        return times < 3
            ? options
            : options with
            {
                Dax = true,
                Health = true,
                AlertConfig = true,
                Partition = true,
                Firmware = true,
            };
    }

    /// <summary>Cards and regions, if no kind was asked for.</summary>
    internal CxlListOptions WithDefaults() =>
        Buses || Ports || Endpoints || Memdevs || Decoders || Regions
            ? this
            : this with { Memdevs = true, Regions = true };
}
