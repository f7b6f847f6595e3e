using System.Globalization;
using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Builds the machine from the nodes of its file, as firmware would build its
/// tables.</summary>
internal static class MachineReader
{
    private const int SchemaVersion = 1;
    private const ulong SmallestBlock = 0x800_0000;

    private static readonly string[] Keys =
    [
        "softreserve", "name", "about", "arch", "hypervisor", "memory-block", "memory-map", "srat",
        "hmat", "slit", "cedt", "cxl", "kernel",
    ];

    /// <summary>The machine, or null when the file is no mapping; meaningless when problems were
    /// reported.</summary>
    public static Machine? Read(ReadContext context, SourceNode? root, string defaultName)
    {
        if (Fields.Of(context, root, Keys) is not { } fields)
            return null;
        CheckVersion(context, fields);
        var srat = SratSection.Read(context, fields.Find("srat"));
        var cedt = CedtSection.Read(context, fields.Find("cedt"));
        return new Machine(
            context.Line(fields.Find("name")) ?? defaultName,
            context.Line(fields.Find("about")) ?? "",
            ReadArchitecture(context, fields.Find("arch")) ?? Architecture.X86,
            ReadBlock(context, fields.Find("memory-block")),
            MemoryMapSection.Read(context, fields.Require("memory-map")),
            srat,
            HmatSection.Read(context, fields.Find("hmat"), srat),
            SlitSection.Read(context, fields.Find("slit"), srat),
            cedt,
            TopologySection.Read(context, fields.Find("cxl")),
            KernelSection.Read(context, fields.Find("kernel")))
        {
            HasHypervisor = context.Boolean(fields.Find("hypervisor")) ?? false,
        };
    }

    private static void CheckVersion(ReadContext context, Fields fields)
    {
        if (fields.Require("softreserve") is { } node
            && node is not ScalarNode { Text: "1" })
            context.Report(node, DiagnosticId.SchemaVersion,
                $"{node.Description} stands here, this program reads version "
                + SchemaVersion.ToString(CultureInfo.InvariantCulture));
    }

    private static Architecture? ReadArchitecture(ReadContext context, SourceNode? node) =>
        context.Word(node,
            ("x86_64", Architecture.X86),
            ("arm64", Architecture.Arm64),
            ("riscv64", Architecture.RiscV64));

    private static ByteSize? ReadBlock(ReadContext context, SourceNode? node)
    {
        if (context.Size(node) is not { } size)
            return null;
        if (size.Bytes >= SmallestBlock && BitOperations.IsPow2(size.ToUInt64()))
            return size;
        context.Report(node!, DiagnosticId.NotASize,
            $"{node!.Description} stands here, expected a power of two of at least 128MiB");
        return null;
    }
}
