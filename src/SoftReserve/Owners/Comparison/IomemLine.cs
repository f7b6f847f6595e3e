using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Comparison;

/// <summary>One line of /proc/iomem, without its indentation.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Name">As <c>CXL Window 0</c>.</param>
public sealed record IomemLine(AddressRange Range, string Name)
{
    /// <summary>True for the line that says Soft Reserved.</summary>
    public bool IsSoftReserved => Name == IomemLabels.SoftReserved;

    /// <summary><c>850000000-284fffffff : CXL Window 0</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Range.Start.Value:x8}-{Range.End.Value:x8} : {Name}");

    /// <summary>The lines that share a byte with a range, in the order of the listing.</summary>
    internal static ValueList<IomemLine> Over(Kernel kernel, AddressRange range) =>
    [
        .. kernel.Resources.Iomem.Preorder()
            .Select(each => each.Resource)
            .Where(resource => resource.Range.Overlaps(range))
            .Select(resource => new IomemLine(resource.Range, resource.Name ?? "<BAD>")),
    ];
}
