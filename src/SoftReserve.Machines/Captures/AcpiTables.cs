using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Lint;

namespace SoftReserve.Machines.Captures;

/// <summary>The ACPI tables of a recording, found by their signatures.</summary>
/// <param name="Cedt">Null when there is none.</param>
/// <param name="Srat">Null when there is none.</param>
/// <param name="Hmat">Null when there is none.</param>
/// <param name="Slit">Null when there is none.</param>
internal sealed record AcpiTables(Cedt? Cedt, Srat? Srat, Hmat? Hmat, Slit? Slit)
{
    private const int SignatureLength = 4;
    private const string Folder = "acpi/";

    public bool IsEmpty => Cedt is null && Srat is null && Hmat is null && Slit is null;

    /// <summary>Reads every binary table and every acpidump listing; problems are reported.
    /// Tables that nothing here reads are passed over.</summary>
    /// <param name="context">The files, and where problems go.</param>
    /// <param name="damage">Takes what is wrong inside tables, which then are kept as far as they
    /// can be read; null makes that problems, too.</param>
    public static AcpiTables Read(CaptureContext context, List<TableDamage>? damage = null)
    {
        var found = new SortedDictionary<string, (string File, byte[] Bytes)>(
            StringComparer.Ordinal);
        foreach (var path in context.Files.Paths.Where(IsOfTheMachine))
            if (context.Files.TryRead(path, context.Limits.FileBytes) is { } bytes)
                Collect(context, found, path, bytes);
        return new AcpiTables(
            WithinLimits(
                context, found, Decode(context, found, "CEDT", CedtCodec.Decode, damage)),
            Decode(context, found, "SRAT", SratCodec.Decode, damage),
            Decode(context, found, "HMAT", HmatCodec.Decode, damage),
            Decode(context, found, "SLIT", SlitCodec.Decode, damage));
    }

    private static Cedt? WithinLimits(
        CaptureContext context,
        SortedDictionary<string, (string File, byte[] Bytes)> found,
        Cedt? cedt)
    {
        if (cedt is null || cedt.Windows.Count <= context.Limits.Devices)
            return cedt;
        context.Report(CaptureDiagnosticId.TooLarge, found["CEDT"].File, 1,
            $"CEDT has {cedt.Windows.Count} windows, at most {context.Limits.Devices} are read");
        return null;
    }

    // earlier states of the same boot have copies
    private static bool IsOfTheMachine(string path) =>
        !path.Contains('/', StringComparison.Ordinal)
        || path.StartsWith(Folder, StringComparison.Ordinal);

    private static void Collect(
        CaptureContext context,
        SortedDictionary<string, (string File, byte[] Bytes)> found,
        string path,
        byte[] bytes)
    {
        foreach (var (signature, table) in TablesIn(path, bytes))
            if (!found.TryAdd(signature, (path, table)))
                context.Report(CaptureDiagnosticId.SecondTable, path, 1,
                    $"a second {signature}; the first is in {found[signature].File}");
    }

    // a file that is named like a table is one, even when its bytes say otherwise
    private static IEnumerable<(string Signature, byte[] Bytes)> TablesIn(
        string path, byte[] bytes)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var start = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(SignatureLength,
            bytes.Length)));
        if (IsWanted(start) && !IsListing(bytes))
            return [(start, bytes)];
        if (IsWanted(name) && path.EndsWith(CaptureFileNames.TableEnding, StringComparison.Ordinal))
            return [(name, bytes)];
        return IsListing(bytes)
            ? AcpiDumpText.TryReadTables(Encoding.Latin1.GetString(bytes))
                .Where(table => IsWanted(table.Signature))
                .Select(table => (table.Signature, table.Bytes.ToArray()))
            : [];
    }

    private static bool IsListing(byte[] bytes) =>
        bytes.AsSpan(0, Math.Min(4096, bytes.Length)).IndexOf(" @ 0x"u8) > 0;

    private static bool IsWanted(string signature) =>
        signature is "CEDT" or "SRAT" or "HMAT" or "SLIT";

    private delegate Decoded<T> Decoder<T>(ReadOnlySpan<byte> bytes)
        where T : class;

    private static T? Decode<T>(
        CaptureContext context,
        SortedDictionary<string, (string File, byte[] Bytes)> found,
        string signature,
        Decoder<T> decoder,
        List<TableDamage>? damage)
        where T : class
    {
        if (!found.TryGetValue(signature, out var file))
            return null;
        var decoded = decoder(file.Bytes);
        damage?.AddRange(
            decoded.Problems.Select(problem => new TableDamage(signature, problem)));
        foreach (var problem in damage is null ? decoded.Problems : [])
            context.Report(problem.Id, file.File, 1, $"byte {problem.Offset}: {problem.What}");
        return decoded.Table;
    }
}
