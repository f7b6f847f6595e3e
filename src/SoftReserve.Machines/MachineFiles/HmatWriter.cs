using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Writes <c>hmat</c>, as the word <c>present</c> where that says all.</summary>
internal static class HmatWriter
{
    public static void Write(YamlText yaml, Hmat? hmat, Srat? srat)
    {
        if (hmat is null)
            return;
        if (hmat == HmatSection.Present(srat))
        {
            yaml.Section("hmat", "present");
            return;
        }

        yaml.Section("hmat");
        yaml.Line($"  revision: {hmat.Revision}");
        WriteTargets(yaml, hmat);
        if (!hmat.Localities.IsEmpty)
            yaml.Line("  localities:");
        foreach (var matrix in hmat.Localities)
            yaml.Line($"    - {{type: {YamlText.Word(HmatSection.DataTypes, matrix.DataType)}, "
                + $"unit: {matrix.BaseUnit}, initiators: {YamlText.List(matrix.Initiators)}, "
                + $"targets: {YamlText.List(matrix.Targets)}, "
                + $"entries: {YamlText.List(matrix.Entries)}}}");
        if (!hmat.Caches.IsEmpty)
            yaml.Line("  caches:");
        foreach (var cache in hmat.Caches)
            yaml.Line($"    - {{pxm: {cache.ProximityDomain}, size: {cache.Size}, "
                + $"attributes: 0x{cache.Attributes:x}, address-mode: {cache.AddressMode}}}");
    }

    private static void WriteTargets(YamlText yaml, Hmat hmat)
    {
        if (!hmat.Targets.IsEmpty)
            yaml.Line("  targets:");
        foreach (var target in hmat.Targets)
            yaml.Line($"    - {{pxm: {target.ProximityDomain}"
                + (target.InitiatorDomain is { } domain ? $", initiator: {domain}}}" : "}"));
    }
}
