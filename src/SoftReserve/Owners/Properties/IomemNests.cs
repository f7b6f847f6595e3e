using SoftReserve.Resources;

namespace SoftReserve.Owners.Properties;

/// <summary>In /proc/iomem what is inside something lies in its range, and neighbours share no
/// byte.</summary>
public sealed class IomemNests : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "iomem-nests";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => !Nests(kernel.Resources.Iomem.Root);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        kernel.Resources.Iomem.Preorder().Any(each => each.Depth > 0);

    private static bool Nests(Resource parent)
    {
        Resource? before = null;
        foreach (var child in parent.Children)
        {
            var fits = parent.Range.Contains(child.Range)
                && (before is null || before.Range.End < child.Range.Start);
            if (!fits || !Nests(child))
                return false;
            before = child;
        }

        return true;
    }
}
