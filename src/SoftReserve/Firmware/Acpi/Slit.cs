using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The System Locality Information Table: distances between proximity domains.</summary>
/// <remarks>ACPI specification, section "System Locality Information Table". Row-major, one byte
/// an entry; 10 means local. The kernel ignores a table whose diagonal is not 10 or that has a
/// smaller number elsewhere.</remarks>
/// <param name="Localities">Rows and columns.</param>
/// <param name="Distances">Localities squared entries.</param>
public sealed record Slit(int Localities, ValueList<byte> Distances)
{
    /// <summary>The distance of a domain to itself.</summary>
    public const byte LocalDistance = 10;

    /// <summary>The distance that the kernel assumes between domains without a table.</summary>
    public const byte RemoteDistance = 20;

    /// <summary>True when the kernel uses the table: 10 on the diagonal, more
    /// elsewhere.</summary>
    /// <remarks>Kernel: <c>slit_valid()</c>, drivers/acpi/numa/srat.c.</remarks>
    public bool IsUsable
    {
        get
        {
            for (var index = 0; index < Distances.Count; index++)
                if (IsLocal(index) != (Distances[index] == LocalDistance)
                    || Distances[index] < LocalDistance)
                    return false;
            return true;
        }
    }

    /// <summary>The entry for a pair of proximity domains; null outside the table.</summary>
    public byte? Distance(uint from, uint to) => from < Localities && to < Localities
        ? Distances[checked((int)from * Localities + (int)to)]
        : null;

    private bool IsLocal(int index) => index / Localities == index % Localities;
}
