using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Which NUMA nodes there are, and what each has, at one moment.</summary>
/// <remarks>Kernel: <c>node_states[]</c>, mm/page_alloc.c. Node numbers, ascending in every
/// list.</remarks>
/// <param name="Possible">Nodes that may ever come to life: one for each proximity domain of SRAT
/// and one for each CXL window without an SRAT entry.</param>
/// <param name="Online">Nodes that are set up, with or without memory in use.</param>
/// <param name="WithMemory">Nodes with at least one page in use.</param>
/// <param name="WithProcessors">Nodes with at least one processor.</param>
public sealed record NodeStates(
    ValueList<int> Possible,
    ValueList<int> Online,
    ValueList<int> WithMemory,
    ValueList<int> WithProcessors)
{
    /// <summary>One more than the highest possible node number; the length of tables that are
    /// indexed by node.</summary>
    public int Capacity => Possible.IsEmpty ? 0 : Possible[Possible.Count - 1] + 1;

    /// <summary>These nodes with one more set up; the same if it was.</summary>
    public NodeStates WithOnline(int node) => this with { Online = Insert(Online, node) };

    /// <summary>These nodes with one taken down.</summary>
    public NodeStates WithoutOnline(int node) =>
        this with { Online = Online.Without(each => each == node) };

    /// <summary>These nodes after the first page of one came into use.</summary>
    public NodeStates WithMemoryOn(int node) =>
        this with { WithMemory = Insert(WithMemory, node) };

    /// <summary>These nodes after the last page of one went out of use.</summary>
    public NodeStates WithoutMemoryOn(int node) =>
        this with { WithMemory = WithMemory.Without(each => each == node) };

    private static ValueList<int> Insert(ValueList<int> nodes, int added) =>
        nodes.FindIndex(node => node == added) >= 0
            ? nodes
            : [.. nodes.Append(added).Order()];
}
