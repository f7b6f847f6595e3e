using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Comparison;

/// <summary>Which bytes a kernel lets anybody use: System RAM, and dax devices with a
/// driver.</summary>
public static class UsableMemory
{
    /// <summary>The bytes of a range that are System RAM, online or ready to go online, or that a
    /// character device offers, ascending; without what <see cref="Unbacked"/> names.</summary>
    public static ValueList<AddressRange> Of(Kernel kernel, AddressRange range) =>
    [
        .. Used(kernel, range)
            .SelectMany(used => used.Except(Backing.Missing(kernel.Boot.Machine, used))),
    ];

    /// <summary>The bytes of a range that are in use though no committed decoder maps them,
    /// ascending: onlining them crashes a real kernel.</summary>
    public static ValueList<AddressRange> Unbacked(Kernel kernel, AddressRange range) =>
        [.. Used(kernel, range).SelectMany(used => Backing.Missing(kernel.Boot.Machine, used))];

    /// <summary>What <paramref name="ranges"/> have and <paramref name="others"/> lack,
    /// ascending.</summary>
    public static ValueList<AddressRange> Without(
        this ValueList<AddressRange> ranges, ValueList<AddressRange> others) =>
        [.. ranges.SelectMany(range => range.Except(others))];

    /// <summary>Ascending ranges with neighbours made one.</summary>
    public static ValueList<AddressRange> Joined(this ValueList<AddressRange> ranges)
    {
        var joined = new List<AddressRange>();
        foreach (var range in ranges)
            if (joined is [.., var last] && last.End.Plus(1) == range.Start)
                joined[^1] = last.Union(range);
            else
                joined.Add(range);
        return [.. joined];
    }

    /// <summary>The sum of ranges that do not overlap.</summary>
    public static ByteSize Total(this IEnumerable<AddressRange> ranges)
    {
        UInt128 total = 0;
        foreach (var range in ranges)
            total += range.Size.Bytes;
        return new ByteSize(total);
    }

    private static ValueList<AddressRange> Used(Kernel kernel, AddressRange range)
    {
        var unused = range.Except(Holders(kernel));
        return range.Except(unused);
    }

    private static IEnumerable<AddressRange> Holders(Kernel kernel) => kernel.Dax.Regions
        .SelectMany(region => region.Devices)
        .Where(device => device.Binding is DaxBinding.Kmem or DaxBinding.DeviceDax)
        .SelectMany(device => device.Reserved)
        .Concat(kernel.Resources.Iomem.Preorder()
            .Select(each => each.Resource)
            .Where(resource => resource.Name == IomemLabels.SystemRam)
            .Select(resource => resource.Range));
}
