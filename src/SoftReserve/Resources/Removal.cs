namespace SoftReserve.Resources;

/// <summary>The tree after a node left it, or that there was no such node.</summary>
public abstract record Removal
{
    private Removal()
    {
    }

    /// <summary>The node is gone or, for a part of it, smaller.</summary>
    /// <param name="Tree">The tree afterwards.</param>
    /// <param name="Node">The node as it was, children included.</param>
    public sealed record Done(ResourceTree Tree, Resource Node) : Removal;

    /// <summary>Nothing changed.</summary>
    public sealed record NotFound : Removal;
}

/// <summary>Where the children of a resource go when its middle is released.</summary>
public enum ChildrenOnSplit
{
    /// <summary>All stay with the lower part (up to 6.x).</summary>
    StayLow,

    /// <summary>Those that start above the hole move to the upper part (from 7.x on).</summary>
    FollowTheirStart,
}
