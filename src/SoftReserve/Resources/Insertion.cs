namespace SoftReserve.Resources;

/// <summary>The tree after an insertion, or the resource that stood in the way.</summary>
public abstract record Insertion
{
    private Insertion()
    {
    }

    /// <summary>The resource is in the tree.</summary>
    /// <param name="Tree">The tree with it.</param>
    public sealed record Placed(ResourceTree Tree) : Insertion;

    /// <summary>Nothing changed; drivers see -EBUSY.</summary>
    /// <param name="Conflict">The first resource in the way; the parent itself when the range lies
    /// outside it.</param>
    public sealed record Refused(Resource Conflict) : Insertion;
}
