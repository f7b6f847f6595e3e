using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Reads and writes the bytes of an HMAT, revisions 1 and 2.</summary>
/// <remarks>ACPI specification, section "Heterogeneous Memory Attribute Table". Any problem that
/// is found in a structure makes <c>hmat_init()</c>, drivers/acpi/numa/hmat.c, ignore the whole
/// table. Left out: attributes of revision 1 without a valid memory domain, and the SMBIOS handles
/// of caches.</remarks>
public static class HmatCodec
{
    private const string Signature = "HMAT";
    private const int FixedSize = 40;
    private const int TargetType = 0, LocalityType = 1, CacheType = 2;
    private const int TargetSize = 40, LocalitySize = 32, CacheSize = 32;
    private const ushort InitiatorIsValid = 1, MemoryIsValid = 2;

    /// <summary>Reads a table from firmware. Never throws.</summary>
    public static Decoded<Hmat> Decode(ReadOnlySpan<byte> bytes)
    {
        var problems = new ProblemCollector();
        if (!TableHeader.TryOpen(bytes, Signature, FixedSize, problems, out var table))
            return problems.Finish<Hmat>(null);

        var revision = TableHeader.Revision(table);
        List<HmatTarget> targets = [];
        List<HmatLocality> localities = [];
        List<HmatCache> caches = [];
        var walk = new StructureWalk(
            table, FixedSize, StructureHeader.LengthDoubleWord, problems);
        while (walk.MoveNext())
        {
            if (walk.Type == TargetType && walk.HasRoomFor(TargetSize, "proximity domain"))
                AddTarget(targets, walk.Structure, revision);
            else if (walk.Type == LocalityType && walk.HasRoomFor(LocalitySize, "locality"))
                AddLocality(localities, walk, problems);
            else if (walk.Type == CacheType && walk.HasRoomFor(CacheSize, "memory side cache"))
                caches.Add(Cache(walk.Structure));
        }

        return problems.Finish(
            new Hmat(revision, [.. targets], [.. localities], [.. caches]));
    }

    /// <summary>Writes the bytes that <see cref="Decode"/> reads as the same table.</summary>
    /// <exception cref="OverflowException">A matrix needs more than 2^32 bytes.</exception>
    public static byte[] Encode(Hmat table)
    {
        var writer = new TableWriter().Zeros(FixedSize);
        foreach (var target in table.Targets)
            Write(writer, target);
        foreach (var locality in table.Localities)
            Write(writer, locality);
        foreach (var cache in table.Caches)
            writer.Word(CacheType).Word(0).DoubleWord(CacheSize)
                .DoubleWord(cache.ProximityDomain).DoubleWord(0).QuadWord(cache.Size)
                .DoubleWord(cache.Attributes).Word(cache.AddressMode).Word(0);
        return writer.Seal(Signature, table.Revision);
    }

    private static void AddTarget(
        List<HmatTarget> targets, ReadOnlySpan<byte> bytes, byte revision)
    {
        var flags = bytes.Word(8);
        if (revision == 1 && (flags & MemoryIsValid) == 0)
            return;
        targets.Add(new HmatTarget(bytes.DoubleWord(16),
            (flags & InitiatorIsValid) != 0 ? bytes.DoubleWord(12) : null));
    }

    private static void AddLocality(
        List<HmatLocality> localities, StructureWalk walk, ProblemCollector problems)
    {
        var bytes = walk.Structure;
        uint rows = bytes.DoubleWord(12), columns = bytes.DoubleWord(16);
        var needed = LocalitySize + sizeof(uint) * ((UInt128)rows + columns)
            + sizeof(ushort) * (UInt128)rows * columns;
        if (needed > (UInt128)bytes.Length)
        {
            problems.Add(TableProblemId.CountDoesNotFit, walk.Offset + 12,
                $"{rows} initiators and {columns} targets need {needed} bytes, not {bytes.Length}");
            return;
        }

        var lists = bytes[LocalitySize..];
        int initiatorBytes = (int)rows * sizeof(uint), targetBytes = (int)columns * sizeof(uint);
        localities.Add(new HmatLocality(
            (HmatDataType)bytes[9],
            bytes.QuadWord(24),
            Domains(lists[..initiatorBytes]),
            Domains(lists.Slice(initiatorBytes, targetBytes)),
            Entries(lists[(initiatorBytes + targetBytes)..], (int)rows * (int)columns))
        {
            Flags = bytes[8],
        });
    }

    private static ValueList<uint> Domains(ReadOnlySpan<byte> bytes)
    {
        var domains = new uint[bytes.Length / sizeof(uint)];
        for (var index = 0; index < domains.Length; index++)
            domains[index] = bytes.DoubleWord(index * sizeof(uint));
        return [.. domains];
    }

    private static ValueList<ushort> Entries(ReadOnlySpan<byte> bytes, int count)
    {
        var entries = new ushort[count];
        for (var index = 0; index < count; index++)
            entries[index] = bytes.Word(index * sizeof(ushort));
        return [.. entries];
    }

    private static HmatCache Cache(ReadOnlySpan<byte> bytes) =>
        new(bytes.DoubleWord(8), bytes.QuadWord(16), bytes.DoubleWord(24), bytes.Word(28));

    private static void Write(TableWriter writer, HmatTarget target)
    {
        var initiator = target.InitiatorDomain is null ? 0 : InitiatorIsValid;
        writer.Word(TargetType).Word(0).DoubleWord(TargetSize)
            .Word((ushort)(initiator | MemoryIsValid)).Word(0)
            .DoubleWord(target.InitiatorDomain ?? 0).DoubleWord(target.ProximityDomain).Zeros(20);
    }

    private static void Write(TableWriter writer, HmatLocality locality)
    {
        uint rows = (uint)locality.Initiators.Count, columns = (uint)locality.Targets.Count;
        var length = checked(LocalitySize + sizeof(uint) * (rows + columns)
            + sizeof(ushort) * rows * columns);
        writer.Word(LocalityType).Word(0).DoubleWord(length)
            .Byte(locality.Flags).Byte((byte)locality.DataType).Word(0)
            .DoubleWord(rows).DoubleWord(columns).DoubleWord(0).QuadWord(locality.BaseUnit);
        foreach (var domain in locality.Initiators)
            writer.DoubleWord(domain);
        foreach (var domain in locality.Targets)
            writer.DoubleWord(domain);
        foreach (var entry in locality.Entries)
            writer.Word(entry);
    }
}
