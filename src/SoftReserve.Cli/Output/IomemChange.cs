using SoftReserve.Resources;

namespace SoftReserve.Cli.Output;

/// <summary>What a boot, or one step of it, changed in /proc/iomem: the trees that differ, each
/// new line marked.</summary>
internal static class IomemChange
{
    /// <summary>What the boot changed since the memory map was in iomem.</summary>
    public static void Write(Kernel kernel, TextWriter output)
    {
        output.WriteLine("iomem, where it differs from the memory map:");
        var changes = Between(
            FromMemoryMap(kernel), kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth);
        foreach (var line in changes)
            output.WriteLine(line);
        if (changes.Count == 0)
            output.WriteLine("  (nothing)");
    }

    /// <summary>Lines that are gone, then the trees with a new line.</summary>
    public static IReadOnlyList<IomemMark> Between(
        ResourceTree before, ResourceTree after, int depth)
    {
        if (ReferenceEquals(before, after))
            return [];
        var known = Lines(before).ToHashSet();
        var changes = new List<IomemMark>();
        foreach (var line in Lines(before).Except(Lines(after)))
            changes.Add(new IomemMark('-', line));
        foreach (var top in after.Root.Children)
            AddChanged(changes, top, known, depth);
        return changes;
    }

    private static void AddChanged(
        List<IomemMark> changes, Resource top, HashSet<string> known, int depth)
    {
        var tree = ((Insertion.Placed)ResourceTree.Iomem.Insert(top)).Tree;
        var lines = Lines(tree).ToList();
        if (lines.TrueForAll(known.Contains))
            return;
        var shown = IomemListing.Text(tree, depth)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < lines.Count; index++)
            changes.Add(new IomemMark(known.Contains(lines[index]) ? ' ' : '+', shown[index]));
    }

    // the same boot, stopped when the memory map is in iomem and no driver has run
    private static ResourceTree FromMemoryMap(Kernel kernel)
    {
        var early = kernel.Boot.PowerOn();
        foreach (var step in kernel.Boot.Initcalls.Take(BootSequence.StepsOfMemoryMap))
            early = Schedule.Take(early, step);
        return early.Resources.Iomem;
    }

    private static IEnumerable<string> Lines(ResourceTree tree) =>
        tree.Preorder().Select(each =>
            $"{each.Resource.Range.Start.Value:x8}-{each.Resource.Range.End.Value:x8}"
            + $" : {each.Resource.Name}");
}

/// <summary>A line of /proc/iomem before or after a change.</summary>
/// <param name="Mark"><c>+</c> new, <c>-</c> gone, blank for a line that stays.</param>
/// <param name="Text">Indented as in /proc/iomem; a line that is gone is not indented.</param>
internal readonly record struct IomemMark(char Mark, string Text)
{
    public override string ToString() => $"{Mark} {Text}";
}
