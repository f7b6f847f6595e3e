using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Tests;

/// <summary>Children lie inside their parents, in order, and do not overlap.</summary>
internal static class Nesting
{
    public static void Assert(Resource node)
    {
        AddressRange? before = null;
        foreach (var child in node.Children)
        {
            Xunit.Assert.True(
                node.Range.Contains(child.Range), $"{child.Name} is not in {node.Name}");
            Xunit.Assert.True(before is null || before.Value.End < child.Range.Start, child.Name);
            before = child.Range;
            Assert(child);
        }
    }
}
