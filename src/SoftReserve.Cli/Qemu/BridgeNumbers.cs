using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>Gives each host bridge a bus number, which is its uid in QEMU.</summary>
internal sealed class BridgeNumbers
{
    private const uint First = 12, Step = 20;

    private readonly ValueList<uint> _uids;

    private BridgeNumbers(ValueList<uint> uids) => _uids = uids;

    /// <summary>Numbers for all bridges of a machine, in the order of their uids.</summary>
    public static BridgeNumbers Of(Machine machine) => new(Uids(machine));

    /// <summary>Uids of every bridge that a table or the hardware names, ascending.</summary>
    public static ValueList<uint> Uids(Machine machine) =>
    [
        .. machine.Cxl.HostBridges.Select(bridge => bridge.Uid)
            .Concat((machine.Cedt?.HostBridges ?? []).Select(bridge => bridge.Uid))
            .Concat((machine.Cedt?.Windows ?? []).SelectMany(window => window.Targets))
            .Distinct()
            .Order(),
    ];

    /// <summary>The bus number of a bridge.</summary>
    public uint this[uint uid] => First + (Step * (uint)Place(uid));

    /// <summary>Bus numbers, ascending.</summary>
    public IEnumerable<uint> All => _uids.Select(uid => this[uid]);

    /// <summary>The bridge's place in the order of uids, from 0: the N of hbN.</summary>
    public static int PlaceOf(uint bus) => (int)((bus - First) / Step);

    private int Place(uint uid) => _uids.IndexOf(uid);
}
