using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Looks cards up by the name that stands somewhere in the file.</summary>
internal static class Memdevs
{
    /// <summary>The card; null, after reporting, when there is none of that name.</summary>
    public static Memdev? Find(
        ReadContext context, SourceNode? node, SortedList<int, Memdev> cards)
    {
        if (context.Scalar(node, "the name of a memdev") is not { } scalar)
            return null;
        if (MemdevName.NumberOf(scalar.Text) is { } number
            && cards.TryGetValue(number, out var card))
            return card;
        var names = cards.Values.Select(known => known.Name);
        context.Report(scalar, DiagnosticId.UnknownMemdev,
            $"{scalar.Description} is no memdev, expected one of cxl.memdevs: "
            + context.Listed(names) + context.Hint(scalar.Text, names));
        return null;
    }
}
