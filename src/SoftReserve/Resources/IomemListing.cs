using System.Globalization;

namespace SoftReserve.Resources;

/// <summary>The text of /proc/iomem.</summary>
/// <remarks>Kernel: <c>r_show()</c>, kernel/resource.c.</remarks>
/// <seealso cref="Owners.OwnersTable"/>
public static class IomemListing
{
    /// <summary>The deepest indentation, in levels, of kernels 7.x.</summary>
    public const int MaxLevel = 8;

    /// <summary>The deepest indentation, in levels, of kernels 6.x.</summary>
    public const int MaxLevelBefore7 = 5;

    /// <summary>One line for each resource below the root, parents first, with LF ends.</summary>
    /// <param name="tree">The tree to list.</param>
    /// <param name="maxLevel">Deeper nodes are indented as far as this level.</param>
    /// <param name="isPrivileged">False for a reader without CAP_SYS_ADMIN: all addresses
    /// are 0.</param>
    public static string Text(
        ResourceTree tree, int maxLevel = MaxLevel, bool isPrivileged = true)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(text, tree, maxLevel, isPrivileged);
        return text.ToString();
    }

    /// <summary>Writes what <see cref="Text"/> returns.</summary>
    public static void Write(
        TextWriter output, ResourceTree tree, int maxLevel = MaxLevel, bool isPrivileged = true)
    {
        foreach (var (depth, resource) in tree.Preorder())
        {
            for (var level = Math.Min(depth, maxLevel); level > 0; level--)
                output.Write("  ");
            var start = isPrivileged ? resource.Range.Start.Value : 0;
            var end = isPrivileged ? resource.Range.End.Value : 0;
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{start:x8}-{end:x8} : {resource.Name ?? "<BAD>"}\n"));
        }
    }
}
