using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>slit</c>: distances from domain to domain, 10 to itself and 20 to another
/// unless given. The table has every domain up to the highest of SRAT or of its own
/// keys.</summary>
internal static class SlitSection
{
    public static Slit? Read(ReadContext context, SourceNode? node, Srat? srat)
    {
        if (node is null)
            return null;
        var given = new Dictionary<(int From, int To), byte>();
        var localities = CountOf(context, node, srat);
        foreach (var row in Entries(context, node))
            foreach (var cell in Entries(context, row.Value))
                if (Domain(context, row) is { } from && Domain(context, cell) is { } to
                    && context.Number(cell.Value, 0, byte.MaxValue) is { } distance)
                {
                    given[(from, to)] = (byte)distance;
                    localities = Math.Max(localities, Math.Max(from, to) + 1);
                }

        var distances = new byte[localities * localities];
        for (var index = 0; index < distances.Length; index++)
        {
            var (from, to) = (index / localities, index % localities);
            distances[index] = given.TryGetValue((from, to), out var distance) ? distance
                : from == to ? Slit.LocalDistance : Slit.RemoteDistance;
        }

        return new Slit(localities, [.. distances]);
    }

    private static IReadOnlyList<MapEntry> Entries(ReadContext context, SourceNode node) =>
        context.Entries(node, context.Limits.Localities, "a mapping of domains");

    private static int CountOf(ReadContext context, SourceNode node, Srat? srat)
    {
        var highest = SratSection.Domains(srat).DefaultIfEmpty().Max();
        if (highest < context.Limits.Localities)
            return (int)highest + 1;
        context.Report(node, DiagnosticId.TooLarge,
            $"srat has domain {highest}, slit tables are read up to domain "
            + $"{context.Limits.Localities - 1}");
        return 1;
    }

    private static int? Domain(ReadContext context, MapEntry entry)
    {
        if (int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var domain)
            && domain < context.Limits.Localities)
            return domain;
        context.Report(entry.KeyPlace, DiagnosticId.NotANumber,
            $"slit: {ScalarNode.Quote(entry.Key)} stands here, expected a domain from 0 to "
            + $"{context.Limits.Localities - 1}");
        return null;
    }
}
