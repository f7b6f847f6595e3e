using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>A named range of physical addresses, and the resources nested inside it.</summary>
/// <remarks>
/// Never changes: a tree with one node added shares every untouched branch with the tree before.
/// Equal when range, name, flags, description and all descendants are, whatever the order in which
/// they were inserted; shared branches are not compared again.
/// Kernel: <c>struct resource</c>, include/linux/ioport.h.
/// </remarks>
public sealed record Resource
{
    private readonly ulong _ownHash;
    private readonly ulong _hash;

    /// <summary>Makes a resource with nothing inside.</summary>
    /// <param name="range">First and last byte.</param>
    /// <param name="name">Null is legal in the kernel and prints as <c>&lt;BAD&gt;</c>.</param>
    /// <param name="flags">Type and state.</param>
    /// <param name="description">The kind of memory.</param>
    public Resource(
        AddressRange range,
        string? name,
        ResourceFlags flags,
        ResourceDescription description = ResourceDescription.None)
    {
        (Range, Name, Flags, Description) = (range, name, flags, description);
        _ownHash = HashOfFields();
        _hash = ResourceHash.Mix(_ownHash);
    }

    private Resource(Resource original, SiblingSet children)
    {
        (Range, Name) = (original.Range, original.Name);
        (Flags, Description) = (original.Flags, original.Description);
        Children = children;
        _ownHash = original._ownHash;
        _hash = ResourceHash.Mix(unchecked(_ownHash + children.Hash));
    }

    /// <summary>First and last byte.</summary>
    public AddressRange Range { get; }

    /// <summary>As /proc/iomem prints it; null prints as <c>&lt;BAD&gt;</c>.</summary>
    public string? Name { get; }

    /// <summary>Type and state.</summary>
    public ResourceFlags Flags { get; }

    /// <summary>The kind of memory, where the flags do not say.</summary>
    public ResourceDescription Description { get; }

    /// <summary>What is nested directly inside: ascending, disjoint, within
    /// <see cref="Range"/>.</summary>
    public SiblingSet Children { get; }

    /// <summary>True when a driver uses it, so that nothing can be requested inside.</summary>
    public bool IsBusy => (Flags & ResourceFlags.Busy) != 0;

    /// <summary>The reference that finds this node, unless an ancestor has the same range and
    /// name.</summary>
    public ResourceRef Ref => new(Range, Name);

    internal ulong Hash => _hash;

    /// <summary>True when every bit of <paramref name="flags"/> is set and the description is the
    /// one asked for, or none is asked for.</summary>
    public bool Matches(ResourceFlags flags, ResourceDescription description) =>
        (Flags & flags) == flags
        && (description == ResourceDescription.None || Description == description);

    /// <inheritdoc/>
    public bool Equals(Resource? other) =>
        ReferenceEquals(this, other)
        || (other is not null && HasSameFields(other) && Children.Equals(other.Children));

    /// <summary>The same for equal resources in every run; computed when the resource is
    /// made.</summary>
    public override int GetHashCode() => unchecked((int)(_hash ^ (_hash >> 32)));

    /// <summary><c>850000000-284fffffff : CXL Window 0</c>, without what is inside.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Range.Start.Value:x8}-{Range.End.Value:x8} : {Name}");

    internal Resource WithChildren(SiblingSet children) => new(this, children);

    internal Resource WithFlags(ResourceFlags flags) =>
        new Resource(Range, Name, flags, Description).WithChildren(Children);

    internal Resource WithRange(AddressRange range) =>
        new Resource(range, Name, Flags, Description).WithChildren(Children);

    internal bool HasSameFields(Resource other) =>
        _hash == other._hash && Range == other.Range && Flags == other.Flags
        && Description == other.Description && Name == other.Name;

    private ulong HashOfFields()
    {
        var hash = ResourceHash.Mix(Range.Start.Value);
        hash = ResourceHash.Mix(hash ^ Range.End.Value);
        hash = ResourceHash.Mix(hash ^ (ulong)Flags ^ ((ulong)Description << 48));
        return ResourceHash.Mix(hash ^ ResourceHash.OfText(Name));
    }
}
