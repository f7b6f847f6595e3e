using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Resources;

/// <summary>Short words for the tests of this folder.</summary>
internal static class Trees
{
    public static AddressRange At(ulong start, ulong end) => new(start, end);

    public static Resource Node(
        ulong start, ulong end, string? name, ResourceFlags flags = ResourceFlags.Mem,
        ResourceDescription description = ResourceDescription.None) =>
        new(At(start, end), name, flags, description);

    public static Resource Ram(ulong start, ulong end) => Node(
        start, end, IomemLabels.SystemRam, ResourceFlags.SystemRam | ResourceFlags.Busy);

    public static Resource SoftReserved(ulong start, ulong end) => Node(
        start, end, IomemLabels.SoftReserved, ResourceFlags.Mem,
        ResourceDescription.SoftReserved);

    /// <summary>Inserts one after the other; fails when one is refused.</summary>
    public static ResourceTree With(this ResourceTree tree, params Resource[] added) =>
        added.Aggregate(tree, (grown, resource) => grown.Insert(resource).Tree());

    public static ResourceTree Tree(this Insertion insertion) =>
        Assert.IsType<Insertion.Placed>(insertion).Tree;

    public static Resource Conflict(this Insertion insertion) =>
        Assert.IsType<Insertion.Refused>(insertion).Conflict;

    public static ResourceTree Tree(this Removal removal) =>
        Assert.IsType<Removal.Done>(removal).Tree;

    public static void ListsAs(string expected, ResourceTree tree) =>
        Assert.Equal(expected.Length == 0 ? "" : expected + "\n", IomemListing.Text(tree));
}
