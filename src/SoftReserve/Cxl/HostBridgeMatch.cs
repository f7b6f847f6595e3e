using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>Which CHBS structure belongs to a host bridge.</summary>
/// <remarks>Kernel: <c>cxl_get_chbs_iter()</c>, drivers/cxl/acpi.c. The search walks the table
/// from its start and stops for good at the first usable structure of another version, so a host
/// bridge behind it is not found.</remarks>
public abstract record HostBridgeMatch : Decision
{
    private const uint Restricted = 0, VirtualHost = 1;

    private const ulong RestrictedLength = 0x2000, VirtualHostLength = 0x10000;

    private HostBridgeMatch(uint uid) => Uid = uid;

    /// <summary>The <c>_UID</c> of the ACPI0016 device.</summary>
    public uint Uid { get; }

    /// <summary>True when the search met structures of both versions.</summary>
    public bool IsMixed { get; private init; }

    /// <inheritdoc/>
    public override string Rule => "C.2";

    /// <summary>The first usable structure of that uid.</summary>
    /// <param name="Uid">The host bridge.</param>
    /// <param name="Base">Its registers.</param>
    public sealed record Found(uint Uid, Hpa Base) : HostBridgeMatch(Uid)
    {
        /// <inheritdoc/>
        public override FormattableString Because =>
            $"host bridge {Uid} has its registers at {Base}";
    }

    /// <summary>None; the host bridge gets no port.</summary>
    /// <param name="Uid">The host bridge.</param>
    public sealed record Missing(uint Uid) : HostBridgeMatch(Uid)
    {
        /// <inheritdoc/>
        public override FormattableString Because =>
            $"CEDT has no usable CHBS for host bridge {Uid}";
    }

    /// <summary>Searches CEDT.</summary>
    public static HostBridgeMatch Find(Cedt cedt, uint uid)
    {
        uint? version = null;
        HostBridgeMatch match = new Missing(uid);
        foreach (var structure in cedt.HostBridges)
        {
            if (!IsUsable(structure))
                continue;
            version ??= structure.Version;
            if (structure.Version != version)
                return match with { IsMixed = true };
            if (match is Missing && structure.Uid == uid)
                match = new Found(uid, structure.Base);
        }

        return match;
    }

    private static bool IsUsable(CxlHostBridgeStructure structure) => structure.Base.Value != 0
        && structure.Version switch
        {
            Restricted => structure.Length == RestrictedLength,
            VirtualHost => structure.Length == VirtualHostLength,
            _ => true,
        };
}
