using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>CXL windows appear in iomem, over whatever is there.</summary>
/// <remarks>
/// Kernel: <c>add_cxl_resources()</c>, <c>pair_cxl_resource()</c>, drivers/cxl/acpi.c. A window
/// that something cuts grows until it contains it (rule R34); the windows after it then lose what
/// it covers. A window inside another one is not published (rule R32).
/// </remarks>
/// <seealso cref="AutoAssembly"/>
public static class WindowPublication
{
    /// <summary>Publishes windows and tells each root decoder its node.</summary>
    /// <param name="kernel">The kernel, with its root decoders.</param>
    /// <param name="windows">Numbered windows, those included that have no decoder; none cuts
    /// another.</param>
    internal static Kernel PublishCxlWindows(this Kernel kernel, List<PrivateWindow> windows)
    {
        var decoders = kernel.Cxl.RootDecoders.AsSpan();
        var waiting = OutermostAscending(windows);
        var published = new List<PublishedWindow>(waiting.Count);
        for (var index = 0; index < waiting.Count; index++)
        {
            var window = waiting[index];
            kernel = kernel.Publish(window, out var grown);
            published.Add(new PublishedWindow(window.Range, grown, window.Number));
            while (index + 1 < waiting.Count && grown.Overlaps(waiting[index + 1].Range))
            {
                if (!grown.Contains(waiting[index + 1].Range))
                {
                    waiting[index + 1] = waiting[index + 1].StartingAfter(grown);
                    break;
                }

                waiting.RemoveAt(index + 1);
            }
        }

        return kernel with { Cxl = kernel.Cxl with { RootDecoders = Pair(decoders, published) } };
    }

    private static Kernel Publish(this Kernel kernel, PrivateWindow window, out AddressRange grown)
    {
        var name = IomemLabels.CxlWindow(window.Number);
        var expansion = kernel.Resources.Iomem.InsertExpandingToFit(new Resource(
            window.Range, name, ResourceFlags.Mem, ResourceDescription.Cxl));
        Invariant.Holds(expansion.IsPlaced);
        grown = expansion.Placed;
        foreach (var growth in expansion.Growths)
            kernel = kernel.Log(CxlAcpiText.Expanded(name, growth.Conflict.Name));
        if (!expansion.Growths.IsEmpty)
            kernel = kernel.Note(new WindowGrew(window.Number, window.Range, grown));
        return kernel with
        {
            Resources = kernel.Resources with { Iomem = expansion.Tree },
        };
    }

    private static List<PrivateWindow> OutermostAscending(List<PrivateWindow> windows)
    {
        var outermost = new List<PrivateWindow>(windows.Count);
        foreach (var window in windows.Order(Comparer<PrivateWindow>.Create(Outermost)))
            if (outermost is not [.., var last] || !last.Range.Contains(window.Range))
                outermost.Add(window);
        return outermost;
    }

    // an equal later window is the parent of the earlier one
    private static int Outermost(PrivateWindow left, PrivateWindow right)
    {
        var byStart = left.Range.Start.CompareTo(right.Range.Start);
        if (byStart != 0)
            return byStart;
        var byEnd = right.Range.End.CompareTo(left.Range.End);
        return byEnd != 0 ? byEnd : right.Number.CompareTo(left.Number);
    }

    private static ValueList<RootDecoder> Pair(
        ReadOnlySpan<RootDecoder> decoders, List<PublishedWindow> published)
    {
        var paired = new RootDecoder[decoders.Length];
        for (var index = 0; index < decoders.Length; index++)
        {
            paired[index] = decoders[index];
            if (FindAround(published, decoders[index].Range) is { } window)
                paired[index] = decoders[index] with
                {
                    Published = window.Public,
                    PublishedNumber = window.Number,
                };
        }

        return [.. paired];
    }

    // ascending and disjoint, so the last that starts at or below the range is the only candidate
    private static PublishedWindow? FindAround(List<PublishedWindow> windows, AddressRange range)
    {
        var (low, high) = (0, windows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (windows[middle].Private.Start <= range.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && windows[low - 1].Private.Contains(range) ? windows[low - 1] : null;
    }

    private readonly record struct PublishedWindow(
        AddressRange Private, AddressRange Public, int Number);
}

/// <summary>A window in the CXL core's own tree.</summary>
/// <param name="Range">What CEDT says, or what an earlier window left of it.</param>
/// <param name="Number">The n of CXL Window n.</param>
internal readonly record struct PrivateWindow(AddressRange Range, int Number)
{
    /// <summary>What is left behind another range that covers its start.</summary>
    public PrivateWindow StartingAfter(AddressRange other) =>
        this with { Range = new AddressRange(other.End.Plus(1), Range.End) };
}

/// <summary>A CXL window grew over something that it would have cut.</summary>
/// <param name="Number">The n of CXL Window n.</param>
/// <param name="Window">What CEDT says.</param>
/// <param name="Grown">What iomem got.</param>
public sealed record WindowGrew(int Number, AddressRange Window, AddressRange Grown) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R34";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"CXL Window {Number} {Window} was cut by another resource and grew to {Grown}";
}
