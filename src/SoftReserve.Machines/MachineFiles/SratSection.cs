using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>srat</c>. An entry without a range is a domain of processors, of a generic
/// initiator or of a generic port only; <c>enabled: false</c> is an entry that the kernel
/// ignores.</summary>
internal static class SratSection
{
    /// <summary>The ACPI id of a CXL host bridge.</summary>
    public const string HostBridgeId = "ACPI0016";

    private static readonly string[] WithoutRange = ["cpus", "initiator", "generic-port"];

    public static Srat? Read(ReadContext context, SourceNode? node)
    {
        if (node is null)
            return null;
        var memory = new List<MemoryAffinity>();
        var processors = new List<uint>();
        var initiators = new List<uint>();
        var ports = new List<GenericPortAffinity>();
        var limit = context.Limits.AffinityEntries;
        foreach (var item in context.Items(node, limit, "a list of affinity entries"))
        {
            if (Fields.Of(context, item, "range", "pxm", "cpus", "hotplug", "nonvolatile",
                "enabled", "initiator", "generic-port") is not { } fields)
                continue;
            var domain = context.Number32(fields.Require("pxm")) ?? 0;
            if (context.Boolean(fields.Find("cpus")) == true && !processors.Contains(domain))
                processors.Add(domain);
            if (context.Boolean(fields.Find("initiator")) == true
                && !initiators.Contains(domain))
                initiators.Add(domain);
            if (context.Number32(fields.Find("generic-port")) is { } uid)
                ports.Add(new GenericPortAffinity(domain, HostBridgeId, uid));
            if (ReadMemory(context, fields, domain) is { } entry)
                memory.Add(entry);
        }

        return new Srat([.. memory], [.. processors], [.. ports])
        {
            InitiatorDomains = [.. initiators],
        };
    }

    /// <summary>Every domain of SRAT, memory first, in table order.</summary>
    public static IEnumerable<uint> Domains(Srat? srat) => srat is null ? [] :
        srat.Memory.Select(entry => entry.ProximityDomain).Concat(srat.ProcessorDomains).Distinct();

    private static MemoryAffinity? ReadMemory(ReadContext context, Fields fields, uint domain)
    {
        var flags =
            Flag(context, fields, "enabled", MemoryAffinityFlags.Enabled, isDefault: true)
            | Flag(context, fields, "hotplug", MemoryAffinityFlags.HotPluggable)
            | Flag(context, fields, "nonvolatile", MemoryAffinityFlags.NonVolatile);
        var node = fields.Find("range");
        if (node is null && WithoutRange.All(key => fields.Find(key) is null))
            context.Report(fields.Node, DiagnosticId.MissingKey,
                "the key \"range\" is missing; an entry without it needs "
                + string.Join(" or ", WithoutRange));
        return context.Range(node) is { } range
            ? new MemoryAffinity(domain, range.Start, range.Size.ToUInt64(), flags)
            : null;
    }

    private static MemoryAffinityFlags Flag(
        ReadContext context,
        Fields fields,
        string key,
        MemoryAffinityFlags flag,
        bool isDefault = false) =>
        context.Boolean(fields.Find(key)) ?? isDefault ? flag : MemoryAffinityFlags.None;
}
