using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Tests.Firmware.Acpi;

/// <summary>Generators of tables that a firmware could have written.</summary>
internal static class AnyTable
{
    private static readonly Gen<byte> Byte = Gen.Choose(0, 255).Select(value => (byte)value);

    private static readonly Gen<ushort> Word = Gen.Choose(0, 0xffff).Select(v => (ushort)v);

    private static readonly Gen<uint> DoubleWord =
        Word.SelectMany(_ => Word, (high, low) => ((uint)high << 16) | low);

    private static readonly Gen<ulong> QuadWord =
        DoubleWord.SelectMany(_ => DoubleWord, (high, low) => ((ulong)high << 32) | low);

    public static Arbitrary<Cedt> Cedt { get; } = (
        from bridges in List(HostBridge())
        from windows in List(Window())
        from math in List(XorMath())
        select new Cedt(bridges, windows, math)).ToArbitrary();

    public static Arbitrary<Srat> Srat { get; } = (
        from memory in List(Memory())
        from processors in List(DoubleWord)
        from initiators in List(DoubleWord)
        from ports in List(Port())
        select new Srat(memory, [.. processors.Distinct()], ports)
        {
            InitiatorDomains = [.. initiators.Distinct()],
        }).ToArbitrary();

    public static Arbitrary<Slit> Slit { get; } = (
        from localities in Gen.Choose(0, 12)
        from distances in Gen.ArrayOf(Byte, localities * localities)
        select new Slit(localities, [.. distances])).ToArbitrary();

    public static Arbitrary<Hmat> Hmat { get; } = (
        from revision in Gen.Choose(1, 2)
        from targets in List(Target())
        from localities in List(Locality())
        from caches in List(Cache())
        select new Hmat((byte)revision, targets, localities, caches)).ToArbitrary();

    private static Gen<ValueList<T>> List<T>(Gen<T> item) =>
        Gen.ListOf(item).Select(items => (ValueList<T>)[.. items]);

    private static Gen<CxlHostBridgeStructure> HostBridge() =>
        from uid in DoubleWord
        from version in DoubleWord
        from start in QuadWord
        from length in QuadWord
        select new CxlHostBridgeStructure(uid, version, new Hpa(start), length);

    private static Gen<FixedMemoryWindow> Window() =>
        from start in QuadWord
        from size in QuadWord
        from ways in Byte
        from arithmetic in Byte
        from granularity in DoubleWord
        from restrictions in Word
        from qos in Word
        from targets in List(DoubleWord)
        select new FixedMemoryWindow(new Hpa(start), size, ways, arithmetic, granularity,
            (WindowRestrictions)restrictions, qos, targets);

    private static Gen<XorInterleaveMath> XorMath() =>
        from granularity in Byte
        from maps in List(QuadWord)
        select new XorInterleaveMath(granularity, maps);

    private static Gen<MemoryAffinity> Memory() =>
        from domain in DoubleWord
        from start in QuadWord
        from length in QuadWord
        from flags in DoubleWord
        select new MemoryAffinity(
            domain, new Hpa(start), length, (MemoryAffinityFlags)flags);

    private static Gen<GenericPortAffinity> Port() =>
        from domain in DoubleWord
        from name in Gen.Elements("ACPI0016", "PNP0A08", "", "A")
        from uid in DoubleWord
        select new GenericPortAffinity(domain, name, uid);

    private static Gen<HmatTarget> Target() =>
        from domain in DoubleWord
        from initiator in DoubleWord
        from hasInitiator in Gen.Elements(true, false)
        select new HmatTarget(domain, hasInitiator ? initiator : null);

    private static Gen<HmatLocality> Locality() =>
        from type in Byte
        from flags in Byte
        from unit in QuadWord
        from initiators in List(DoubleWord)
        from targets in List(DoubleWord)
        from entries in Gen.ArrayOf(Word, initiators.Count * targets.Count)
        select new HmatLocality((HmatDataType)type, unit, initiators, targets, [.. entries])
        {
            Flags = flags,
        };

    private static Gen<HmatCache> Cache() =>
        from domain in DoubleWord
        from size in QuadWord
        from attributes in DoubleWord
        from mode in Word
        select new HmatCache(domain, size, attributes, mode);
}
