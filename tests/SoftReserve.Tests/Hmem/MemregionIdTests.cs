using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Cxl;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>The pool of numbers that hmem devices share with CXL regions, against a plain
/// set.</summary>
public sealed class MemregionIdTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure
        .WithMaxTest(2000).WithEndSize(80).WithReplay(20260304, 1);

    [Fact]
    [Trait("Rule", "R29")]
    public void The_lowest_free_number_is_taken_whatever_came_back_before() =>
        Check.One(Fixed, Prop.ForAll(Runs(), run =>
        {
            var pool = MemregionIds.AllFree;
            var taken = new SortedSet<int>();
            foreach (var choice in run)
                pool = choice % 3 == 0 && taken.Count > 0
                    ? Give(pool, taken, choice)
                    : Take(pool, taken);
            Assert.Equal(Holding(taken), pool);
        }));

    [Fact]
    public void A_number_that_was_never_taken_cannot_come_back() =>
        Assert.Throws<InvalidOperationException>(() => MemregionIds.AllFree.Give(0));

    private static MemregionIds Take(MemregionIds pool, SortedSet<int> taken)
    {
        var expected = Enumerable.Range(0, taken.Count + 1).First(id => !taken.Contains(id));
        var rest = pool.Take(out var id);
        Assert.Equal(expected, id);
        taken.Add(id);
        return rest;
    }

    private static MemregionIds Give(MemregionIds pool, SortedSet<int> taken, int choice)
    {
        var id = taken.ElementAt(choice / 3 % taken.Count);
        taken.Remove(id);
        return pool.Give(id);
    }

    /// <summary>The same set of taken numbers, reached the short way.</summary>
    private static MemregionIds Holding(SortedSet<int> taken)
    {
        var pool = MemregionIds.AllFree;
        var highest = taken.Count == 0 ? -1 : taken.Max;
        for (var id = 0; id <= highest; id++)
            pool = pool.Take(out _);
        foreach (var id in Enumerable.Range(0, highest + 1).Where(id => !taken.Contains(id)))
            pool = pool.Give(id);
        return pool;
    }

    private static Arbitrary<int[]> Runs() =>
        Gen.Choose(0, 3000).ArrayOf().ToArbitrary();
}
