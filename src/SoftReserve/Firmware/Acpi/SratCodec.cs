using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Reads and writes the bytes of an SRAT.</summary>
/// <remarks>ACPI specification, section "System Resource Affinity Table". Other types than memory,
/// processors (local APIC, x2APIC, GICC, RINTC), generic initiators and generic ports are passed
/// over, and so are disabled processors, initiators and ports. In tables of revision 1 a
/// proximity domain is one byte, as <c>acpi_numa_memory_affinity_init()</c>,
/// drivers/acpi/numa/srat.c, reads them.</remarks>
public static class SratCodec
{
    private const string Signature = "SRAT";
    private const byte Revision = 3, WideDomainRevision = 2;
    private const int FixedSize = 48;
    private const int LocalApic = 0, Memory = 1, X2Apic = 2, Gicc = 3, Initiator = 5, Port = 6;
    private const int Rintc = 7;
    private const int LocalApicSize = 16, MemorySize = 40, X2ApicSize = 24, GiccSize = 18;
    private const int GenericSize = 32, RintcSize = 20;
    private const int HardwareIdOffset = 8, HardwareIdSize = 8;

    /// <summary>Reads a table from firmware. Never throws.</summary>
    public static Decoded<Srat> Decode(ReadOnlySpan<byte> bytes)
    {
        var problems = new ProblemCollector();
        if (!TableHeader.TryOpen(bytes, Signature, FixedSize, problems, out var table))
            return problems.Finish<Srat>(null);

        var hasWideDomains = TableHeader.Revision(table) >= WideDomainRevision;
        List<MemoryAffinity> memory = [];
        List<GenericPortAffinity> ports = [];
        var processors = new DomainList();
        var initiators = new DomainList();
        var walk = new StructureWalk(
            table, FixedSize, StructureHeader.TypeAndLengthBytes, problems);
        while (walk.MoveNext())
        {
            if (walk.Type == Memory && walk.HasRoomFor(MemorySize, "memory affinity"))
                memory.Add(MemoryAffinity(walk.Structure, hasWideDomains));
            else if (walk.Type == Port && walk.HasRoomFor(GenericSize, "generic port affinity"))
                AddPort(ports, walk.Structure);
            else if (walk.Type == Initiator
                && walk.HasRoomFor(GenericSize, "generic initiator affinity"))
                initiators.Add(EnabledDomain(walk.Structure, 4, 24));
            else
                processors.Add(ProcessorDomain(walk, hasWideDomains));
        }

        return problems.Finish(new Srat([.. memory], processors.Domains, [.. ports])
        {
            InitiatorDomains = initiators.Domains,
        });
    }

    /// <summary>Writes the bytes that <see cref="Decode"/> reads as the same table; each processor
    /// domain becomes one x2APIC whose id is its index.</summary>
    public static byte[] Encode(Srat table)
    {
        var writer = new TableWriter().Zeros(TableHeader.Size)
            .DoubleWord(1).Zeros(sizeof(ulong));
        uint apic = 0;
        foreach (var domain in table.ProcessorDomains)
            writer.Byte(X2Apic).Byte(X2ApicSize).Word(0).DoubleWord(domain).DoubleWord(apic++)
                .DoubleWord(1).Zeros(8);
        foreach (var affinity in table.Memory)
            writer.Byte(Memory).Byte(MemorySize).DoubleWord(affinity.ProximityDomain).Word(0)
                .QuadWord(affinity.Base.Value).QuadWord(affinity.Length).DoubleWord(0)
                .DoubleWord((uint)affinity.Flags).QuadWord(0);
        foreach (var domain in table.InitiatorDomains)
            WriteGeneric(writer, Initiator, new GenericPortAffinity(domain, "", 0));
        foreach (var port in table.GenericPorts)
            WriteGeneric(writer, Port, port);
        return writer.Seal(Signature, Revision);
    }

    private static MemoryAffinity MemoryAffinity(ReadOnlySpan<byte> bytes, bool hasWideDomains) =>
        new(hasWideDomains ? bytes.DoubleWord(2) : bytes[2], new Hpa(bytes.QuadWord(8)),
            bytes.QuadWord(16), (MemoryAffinityFlags)bytes.DoubleWord(28));

    private static uint? ProcessorDomain(StructureWalk walk, bool hasWideDomains) =>
        walk.Type switch
        {
            LocalApic when walk.HasRoomFor(LocalApicSize, "local APIC affinity") =>
                LocalApicDomain(walk.Structure, hasWideDomains),
            X2Apic when walk.HasRoomFor(X2ApicSize, "x2APIC affinity") =>
                EnabledDomain(walk.Structure, 4, 12),
            Gicc when walk.HasRoomFor(GiccSize, "GICC affinity") =>
                EnabledDomain(walk.Structure, 2, 10),
            Rintc when walk.HasRoomFor(RintcSize, "RINTC affinity") =>
                EnabledDomain(walk.Structure, 4, 12),
            _ => null,
        };

    // the low byte of the domain stands apart from the other three
    private static uint? LocalApicDomain(ReadOnlySpan<byte> bytes, bool hasWideDomains)
    {
        var high = hasWideDomains ? bytes.DoubleWord(8) & 0xffffff00 : 0;
        return (bytes.DoubleWord(4) & 1) != 0 ? high | bytes[2] : null;
    }

    private static uint? EnabledDomain(ReadOnlySpan<byte> bytes, int domain, int flags) =>
        (bytes.DoubleWord(flags) & 1) != 0 ? bytes.DoubleWord(domain) : null;

    // device handle type 0 is ACPI; the kernel has no use for ports named by PCI address
    private static void AddPort(List<GenericPortAffinity> ports, ReadOnlySpan<byte> bytes)
    {
        if (bytes[3] != 0 || EnabledDomain(bytes, 4, 24) is not { } domain)
            return;
        var name = Encoding.Latin1.GetString(bytes.Slice(HardwareIdOffset, HardwareIdSize));
        ports.Add(new GenericPortAffinity(domain, name.TrimEnd('\0'), bytes.DoubleWord(16)));
    }

    private static void WriteGeneric(TableWriter writer, byte type, GenericPortAffinity port)
    {
        writer.Byte(type).Byte(GenericSize).Byte(0).Byte(0).DoubleWord(port.ProximityDomain);
        Span<byte> name = stackalloc byte[HardwareIdSize];
        Encoding.Latin1.GetBytes(
            port.HardwareId.AsSpan(0, Math.Min(HardwareIdSize, port.HardwareId.Length)), name);
        foreach (var character in name)
            writer.Byte(character);
        writer.DoubleWord(port.Uid).Zeros(4).DoubleWord(1).Zeros(4);
    }

    /// <summary>Distinct domains in order of first appearance.</summary>
    private sealed class DomainList
    {
        private readonly HashSet<uint> _known = [];
        private readonly List<uint> _domains = [];

        public ValueList<uint> Domains => [.. _domains];

        public void Add(uint? domain)
        {
            if (domain is { } number && _known.Add(number))
                _domains.Add(number);
        }
    }
}
