using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>Free addresses found in a container, or none.</summary>
public abstract record Allocation
{
    private Allocation()
    {
    }

    /// <summary>The lowest free place.</summary>
    /// <param name="Tree">The tree with a resource there.</param>
    /// <param name="Range">The place; its size is the size asked for, rounded up to the
    /// alignment.</param>
    public sealed record Placed(ResourceTree Tree, AddressRange Range) : Allocation;

    /// <summary>No gap is large enough; drivers see -ERANGE.</summary>
    public sealed record NoSpace : Allocation;
}
