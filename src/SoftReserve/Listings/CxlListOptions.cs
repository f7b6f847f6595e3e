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
    public CxlListOptions WithVerbosity(int times) => WithDefaults() with
    {
        Buses = Buses || times >= 1,
        Ports = Ports || times >= 1,
        Endpoints = Endpoints || times >= 1,
        Decoders = Decoders || times >= 1,
        Regions = Regions || times >= 1,
        Targets = Targets || times >= 1,
        Idle = Idle || times >= 2,
        Dax = Dax || times >= 3,
        Health = Health || times >= 3,
        AlertConfig = AlertConfig || times >= 3,
        Partition = Partition || times >= 3,
        Firmware = Firmware || times >= 3,
    };

    /// <summary>Cards and regions, if no kind was asked for.</summary>
    internal CxlListOptions WithDefaults() =>
        Buses || Ports || Endpoints || Memdevs || Decoders || Regions
            ? this
            : this with { Memdevs = true, Regions = true };
}
