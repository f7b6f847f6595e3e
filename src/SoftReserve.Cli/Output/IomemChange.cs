using SoftReserve.Resources;

namespace SoftReserve.Cli.Output;

/// <summary>What a boot changed in /proc/iomem: the trees that differ from the memory map, each
/// new line marked.</summary>
internal static class IomemChange
{
    public static void Write(Kernel kernel, TextWriter output)
    {
        var before = FromMemoryMap(kernel);
        var known = Lines(before).ToHashSet();
        var now = Lines(kernel.Resources.Iomem).ToList();
        output.WriteLine("iomem, where it differs from the memory map:");
        var written = false;
        foreach (var line in Lines(before).Except(now))
            written |= WriteLine(output, '-', line);
        foreach (var top in kernel.Resources.Iomem.Root.Children)
            written |= WriteChanged(output, top, known, kernel.Boot.Generation.IomemDepth);
        if (!written)
            output.WriteLine("  (nothing)");
    }

    private static bool WriteChanged(
        TextWriter output, Resource top, HashSet<string> known, int depth)
    {
        var tree = ((Insertion.Placed)ResourceTree.Iomem.Insert(top)).Tree;
        var lines = Lines(tree).ToList();
        if (lines.TrueForAll(known.Contains))
            return false;
        var shown = IomemListing.Text(tree, depth)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < lines.Count; index++)
            WriteLine(output, known.Contains(lines[index]) ? ' ' : '+', shown[index]);
        return true;
    }

    private static bool WriteLine(TextWriter output, char mark, string line)
    {
        output.WriteLine($"{mark} {line}");
        return true;
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
