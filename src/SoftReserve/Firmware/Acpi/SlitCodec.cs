using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Reads and writes the bytes of a SLIT.</summary>
/// <remarks>ACPI specification, section "System Locality Information Table". Distances that the
/// specification forbids are read as they are; <see cref="Slit.IsUsable"/> judges them.</remarks>
public static class SlitCodec
{
    private const string Signature = "SLIT";
    private const byte Revision = 1;
    private const int FixedSize = 44;

    // a matrix of more rows does not fit the four-byte length of a table
    private const ulong MostLocalities = 46340;

    /// <summary>Reads a table from firmware. Never throws. There is no table when the matrix is
    /// not complete.</summary>
    public static Decoded<Slit> Decode(ReadOnlySpan<byte> bytes)
    {
        var problems = new ProblemCollector();
        if (!TableHeader.TryOpen(bytes, Signature, FixedSize, problems, out var table))
            return problems.Finish<Slit>(null);

        var localities = table.QuadWord(TableHeader.Size);
        var entries = table[FixedSize..];
        if (localities <= MostLocalities && localities * localities <= (ulong)entries.Length)
            return problems.Finish(new Slit(
                (int)localities, [.. entries[..(int)(localities * localities)]]));

        problems.Add(TableProblemId.CountDoesNotFit, TableHeader.Size,
            $"matrix of {localities} localities, but only {entries.Length} entries follow");
        return problems.Finish<Slit>(null);
    }

    /// <summary>Writes the bytes that <see cref="Decode"/> reads as the same table.</summary>
    public static byte[] Encode(Slit table)
    {
        var writer = new TableWriter().Zeros(TableHeader.Size)
            .QuadWord((ulong)table.Localities);
        foreach (var distance in table.Distances)
            writer.Byte(distance);
        return writer.Seal(Signature, Revision);
    }
}
