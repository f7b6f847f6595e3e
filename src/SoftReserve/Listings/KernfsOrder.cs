namespace SoftReserve.Listings;

/// <summary>The order in which ndctl's tools meet the entries of a sysfs folder.</summary>
/// <remarks>
/// sysfs returns names by ascending hash, and the libraries put each entry in front of the ones
/// they have. So lists come by descending hash: never random, hardly ever numeric. Kernel:
/// <c>kernfs_name_hash()</c>, fs/kernfs/dir.c; ndctl: <c>daxctl_region_add_dev()</c> and its
/// siblings, daxctl/lib and cxl/lib.
/// </remarks>
public static class KernfsOrder
{
    /// <summary>The golden ratio in 64 bits, which the kernel multiplies hashes by.</summary>
    private const ulong GoldenRatio = 0x61C8864680B583EB;

    private const uint Mask = 0x7fffffff;

    /// <summary>The hash of a name in a folder without namespaces, 2 to 0x7ffffffe.</summary>
    /// <param name="name">ASCII, as all names in question are.</param>
    public static uint Hash(string name)
    {
        unchecked
        {
            ulong state = 0;
            foreach (var letter in name)
                state = (state + ((ulong)letter << 4) + ((ulong)letter >> 4)) * 11;
            var hash = (uint)((state * GoldenRatio) >> 32) & Mask;
            return hash switch { < 2 => hash + 2, Mask => hash - 1, _ => hash };
        }
    }

    /// <summary>The items in the order of the tools, by the name of each item's sysfs
    /// entry.</summary>
    public static IEnumerable<T> Sort<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.OrderByDescending(item => Hash(name(item)))
            .ThenByDescending(name, StringComparer.Ordinal);
}
