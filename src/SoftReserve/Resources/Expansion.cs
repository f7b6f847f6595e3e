using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>How an insertion went that grows its resource until nothing cuts it.</summary>
/// <param name="Tree">The tree afterwards; unchanged when the resource was not placed.</param>
/// <param name="Placed">The range that the resource grew to.</param>
/// <param name="IsPlaced">False when the range lies outside the root: the kernel says nothing then
/// and leaves the resource out.</param>
/// <param name="Growths">One per line <c>Expanded resource ... due to conflict with ...</c>, in
/// order.</param>
public sealed record Expansion(
    ResourceTree Tree, AddressRange Placed, bool IsPlaced, ValueList<Growth> Growths);

/// <summary>One step by which a resource grew.</summary>
/// <param name="Before">Its range before the step.</param>
/// <param name="Conflict">What cut it; the range afterwards contains both.</param>
public sealed record Growth(AddressRange Before, Resource Conflict);
