using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Tests.Resources;

internal enum TreeVerb
{
    Request,
    Insert,
    InsertUnder,
    Expand,
    Release,
    Remove,
    RequestRegion,
    ReleaseRegion,
    ReleaseAdjustable,
    AllocateFree,
    ChangeFlags,
    Ask,
}

/// <summary>One thing to do to both trees. Addresses are small numbers above
/// <see cref="Base"/>, so that ranges meet often; equal lengths and starts are common.</summary>
internal sealed record TreeOperation(
    TreeVerb Verb, ulong Base, int First, int Length, int Label, int Kind, int Target)
{
    private static readonly ulong[] Bases = [0, 0x1000, ulong.MaxValue - 31];

    private static readonly ResourceFlags[] Flags =
    [
        ResourceFlags.Mem,
        ResourceFlags.Mem,
        ResourceFlags.SystemRam,
        ResourceFlags.Mem | ResourceFlags.Busy,
        ResourceFlags.Busy,
    ];

    public ulong Start => Base + (ulong)First;

    public ulong End => Base + (ulong)Math.Min(31, First + Length);

    public AddressRange Range => new(Start, End);

    public string? Name => Label switch { 0 => "a", 1 => "b", _ => null };

    public ResourceFlags FlagsOfKind => Flags[Kind];

    public ResourceDescription Description =>
        Label == 1 ? ResourceDescription.SoftReserved : ResourceDescription.None;

    public ChildrenOnSplit Split => (ChildrenOnSplit)(Target % 2);

    public Resource Resource() => new(Range, Name, FlagsOfKind, Description);

    public NaiveNode Node() => new(Start, End, Name, FlagsOfKind, Description);

    /// <summary>The range and name of some node of a tree, the root included; of none when a
    /// number beyond the last was drawn.</summary>
    public ResourceRef Ref(NaiveResourceTree tree)
    {
        var nodes = tree.Nodes.Prepend(tree.Root).ToList();
        var index = Target % (nodes.Count + 1);
        return index == nodes.Count
            ? new ResourceRef(Range, Name)
            : new ResourceRef(new AddressRange(nodes[index].Start, nodes[index].End),
                nodes[index].Name);
    }

    /// <summary>Runs of operations, on one of three places of the address space. A failed run
    /// shrinks by leaving out one operation at a time.</summary>
    public static Arbitrary<TreeOperation[]> Runs()
    {
        var runs =
            from place in Gen.Elements(Bases)
            from run in Gen.ArrayOf(On(place))
            select run;
        return Arb.From(runs, Shorter);
    }

    private static Gen<TreeOperation> On(ulong place) =>
        from verb in Gen.Choose(0, (int)TreeVerb.Ask)
        from first in Gen.Choose(0, 31)
        from length in Gen.Elements(0, 1, 3, 3, 7, 7, 15, 31)
        from label in Gen.Choose(0, 2)
        from kind in Gen.Choose(0, Flags.Length - 1)
        from target in Gen.Choose(0, 999)
        select new TreeOperation((TreeVerb)verb, place, first, length, label, kind, target);

    private static IEnumerable<TreeOperation[]> Shorter(TreeOperation[] run) =>
        run.Select((_, left) => run.Where((_, index) => index != left).ToArray());
}
