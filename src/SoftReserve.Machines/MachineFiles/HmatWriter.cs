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
            WriteMatrix(yaml, matrix);
        if (!hmat.Caches.IsEmpty)
            yaml.Line("  caches:");
        foreach (var cache in hmat.Caches)
            WriteCache(yaml, cache);
    }

    private static void WriteMatrix(YamlText yaml, HmatLocality matrix)
    {
        if (YamlText.HasWord(HmatSection.DataTypes, matrix.DataType))
            yaml.Line($"    - {{type: {YamlText.Word(HmatSection.DataTypes, matrix.DataType)}, "
                + $"unit: {matrix.BaseUnit}, initiators: {YamlText.List(matrix.Initiators)}, "
                + $"targets: {YamlText.List(matrix.Targets)}, "
                + $"entries: {YamlText.List(matrix.Entries)}}}");
        else
            yaml.LeaveOut($"hmat matrix of data type {(int)matrix.DataType}");
    }

    private static void WriteCache(YamlText yaml, HmatCache cache)
    {
        if (cache.Size <= YamlText.PhysicalLimit)
            yaml.Line($"    - {{pxm: {cache.ProximityDomain}, size: {cache.Size}, "
                + $"attributes: 0x{cache.Attributes:x}, address-mode: {cache.AddressMode}}}");
        else
            yaml.LeaveOut($"hmat cache of {cache.Size} bytes");
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
