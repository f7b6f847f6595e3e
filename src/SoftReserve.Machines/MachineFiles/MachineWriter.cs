using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Writes a machine as its file.</summary>
internal static class MachineWriter
{
    public static string Write(Machine machine)
    {
        var yaml = new YamlText();
        yaml.Line("softreserve: 1");
        yaml.Line($"name: {YamlText.Quoted(machine.Name)}");
        if (machine.About.Length > 0)
            yaml.Line($"about: {YamlText.Quoted(machine.About)}");
        if (machine.Architecture != Architecture.X86)
            yaml.Line(machine.Architecture == Architecture.Arm64 ? "arch: arm64" : "arch: riscv64");
        if (machine.HasHypervisor)
            yaml.Line("hypervisor: true");
        if (machine.MemoryBlock is { } block)
            yaml.Line($"memory-block: {block}");
        WriteMemoryMap(yaml, machine.MemoryMap);
        WriteSrat(yaml, machine.Srat);
        HmatWriter.Write(yaml, machine.Hmat, machine.Srat);
        WriteSlit(yaml, machine.Slit);
        CedtWriter.Write(yaml, machine.Cedt);
        CxlWriter.Write(yaml, machine.Cxl);
        WriteKernel(yaml, machine.Kernel);
        return yaml.ToString();
    }

    private static void WriteMemoryMap(YamlText yaml, ValueList<MemoryMapEntry> map)
    {
        var entries = map.Where(entry => CanRead(yaml, entry)).ToList();
        yaml.Section("memory-map", entries.Count == 0 ? "[]" : "");
        foreach (var entry in entries)
            yaml.Item($"range: {entry.Range}",
                $"type: {YamlText.Word(MemoryMapSection.Types, entry.Type)}");
    }

    private static bool CanRead(YamlText yaml, MemoryMapEntry entry)
    {
        if (YamlText.HasWord(MemoryMapSection.Types, entry.Type))
            return yaml.CanRead(entry.Range, "memory map entry");
        yaml.LeaveOut($"memory map entry {entry.Range} of type {(uint)entry.Type}");
        return false;
    }

    private static void WriteSrat(YamlText yaml, Srat? srat)
    {
        if (srat is null)
            return;
        var entries = srat.Memory.Where(entry => CanRead(yaml, entry)).ToList();
        var inOrder = srat.ProcessorDomains.SequenceEqual(
            entries.Select(entry => entry.ProximityDomain).Distinct()
                .Where(srat.ProcessorDomains.Contains));
        var isEmpty = entries.Count + srat.ProcessorDomains.Count
            + srat.InitiatorDomains.Count + srat.GenericPorts.Count == 0;
        yaml.Section("srat", isEmpty ? "[]" : "");
        if (!inOrder)
            foreach (var domain in srat.ProcessorDomains)
                yaml.Item($"pxm: {domain}", "cpus: true");
        var told = new HashSet<uint>();
        foreach (var entry in entries)
            yaml.Item($"range: {entry.Range}", $"pxm: {entry.ProximityDomain}",
                inOrder && srat.ProcessorDomains.Contains(entry.ProximityDomain)
                    && told.Add(entry.ProximityDomain) ? "cpus: true" : "",
                Flag(entry, MemoryAffinityFlags.HotPluggable, "hotplug: true"),
                Flag(entry, MemoryAffinityFlags.NonVolatile, "nonvolatile: true"),
                entry.IsEnabled ? "" : "enabled: false");
        foreach (var domain in srat.InitiatorDomains)
            yaml.Item($"pxm: {domain}", "initiator: true");
        foreach (var port in srat.GenericPorts)
            yaml.Item($"pxm: {port.ProximityDomain}", $"generic-port: {port.Uid}");
    }

    private static bool CanRead(YamlText yaml, MemoryAffinity entry)
    {
        if (entry.Range is { } range)
            return yaml.CanRead(range, "srat entry");
        yaml.LeaveOut($"srat entry of {entry.Length} bytes at {entry.Base}");
        return false;
    }

    private static string Flag(MemoryAffinity entry, MemoryAffinityFlags flag, string text) =>
        entry.Flags.HasFlag(flag) ? text : "";

    private static void WriteSlit(YamlText yaml, Slit? slit)
    {
        if (slit is null)
            return;
        yaml.Section("slit");
        for (var from = 0; from < slit.Localities; from++)
        {
            var cells = Enumerable.Range(0, slit.Localities)
                .Select(to => (To: to, Distance: slit.Distances[from * slit.Localities + to]))
                // the last diagonal entry tells how many domains there are
                .Where(cell => cell.Distance != Default(from, cell.To)
                    || (from == slit.Localities - 1 && cell.To == from))
                .Select(cell => $"{cell.To}: {cell.Distance}")
                .ToList();
            if (cells.Count > 0)
                yaml.Line($"  {from}: {{{string.Join(", ", cells)}}}");
        }

        static byte Default(int from, int to) =>
            from == to ? Slit.LocalDistance : Slit.RemoteDistance;
    }

    private static void WriteKernel(YamlText yaml, KernelDefaults kernel)
    {
        if (kernel == KernelDefaults.None)
            return;
        yaml.Section("kernel");
        if (kernel.Generation is { } generation)
            yaml.Line($"  generation: {YamlText.Quoted(generation)}");
        if (kernel.CommandLine.Length > 0)
            yaml.Line($"  cmdline: {YamlText.Quoted(kernel.CommandLine)}");
        if (!kernel.Config.IsEmpty)
            yaml.Line("  config: {" + string.Join(", ", kernel.Config.Select(setting =>
                $"{setting.Symbol}: {YamlText.Word(SettingWord.Values, setting.Value)}")) + "}");
        if (!kernel.MissingModules.IsEmpty)
            yaml.Line($"  missing-modules: {YamlText.List(kernel.MissingModules)}");
        if (!kernel.LoadByHand.IsEmpty)
            yaml.Line($"  load-by-hand: {YamlText.List(kernel.LoadByHand)}");
        if (!kernel.HasAutoload)
            yaml.Line("  autoload: false");
        if (kernel.ExtraHmemPlatforms.IsEmpty)
            return;
        yaml.Line("  extra-hmem-platform:");
        foreach (var platform in kernel.ExtraHmemPlatforms)
            yaml.Line(string.Create(CultureInfo.InvariantCulture,
                $"    - {{id: {platform.Id}, range: {platform.Range}}}"));
    }
}
