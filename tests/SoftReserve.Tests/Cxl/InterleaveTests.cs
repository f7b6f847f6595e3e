using SoftReserve.Addresses;
using SoftReserve.Cxl;
using Xunit;

namespace SoftReserve.Tests.Cxl;

public sealed class InterleaveTests
{
    private const ulong Base = 0x850000000;

    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (var ways in (int[])[1, 2, 3, 4, 6, 8, 12, 16])
                foreach (var granularity in (int[])[256, 1024, 16384])
                    shapes.Add(ways, granularity);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_host_address_comes_back(int ways, int granularity)
    {
        var set = Modulo(ways, granularity);
        foreach (var address in Addresses())
            Assert.Equal(address, set.ToHost(set.ToDevice(address)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_target_gets_a_share_without_holes(int ways, int granularity)
    {
        const int Rounds = 4;
        var set = Modulo(ways, granularity);
        var seen = new SortedSet<(int, ulong)>();
        for (var granule = 0; granule < ways * Rounds; granule++)
        {
            var place = set.ToDevice(new Hpa(Base + (ulong)(granule * granularity)));
            Assert.InRange(place.Target, 0, ways - 1);
            Assert.True(seen.Add((place.Target, place.Offset)));
        }

        for (var target = 0; target < ways; target++)
            for (var round = 0; round < Rounds; round++)
                Assert.Contains((target, (ulong)(round * granularity)), seen);
    }

    [Fact]
    public void The_second_granule_of_a_three_way_set_is_the_second_target_s()
    {
        var set = Modulo(3, 256);

        Assert.Equal(new InterleavedAddress(1, 0x11), set.ToDevice(new Hpa(Base + 0x111)));
        Assert.Equal(new InterleavedAddress(0, 0x100), set.ToDevice(new Hpa(Base + 0x300)));
    }

    // masks of a published CEDT for four-way sets of 256 bytes
    private static ValueList<ulong> FourWays => [0x404100, 0x808200];

    [Fact]
    public void The_xor_map_is_its_own_inverse()
    {
        foreach (var address in Addresses())
        {
            var turned = Interleave.Turn(address.Value, FourWays);
            Assert.Equal(address.Value, Interleave.Turn(turned, FourWays));
        }
    }

    [Fact]
    public void The_xor_map_changes_only_the_lowest_bits_of_its_masks()
    {
        var changed = 0UL;
        foreach (var address in Addresses())
            changed |= address.Value ^ Interleave.Turn(address.Value, FourWays);

        Assert.Equal(0x300UL, changed);
    }

    [Fact]
    public void A_high_address_bit_turns_the_targets_of_an_xor_set_around()
    {
        var set = new Interleave(Modulo(4, 256).Range, 4, 256, FourWays);

        Assert.Equal(0, set.ToDevice(new Hpa(Base)).Target);
        Assert.Equal(1, set.ToDevice(new Hpa(Base + 0x4000)).Target);
        Assert.Equal(2, set.ToDevice(new Hpa(Base + 0x8000)).Target);
        Assert.Equal(0, set.ToDevice(new Hpa(Base + 0x4100)).Target);
    }

    [Fact]
    public void Every_host_address_of_an_xor_set_comes_back()
    {
        var set = new Interleave(Modulo(4, 256).Range, 4, 256, FourWays);
        foreach (var address in Addresses())
            Assert.Equal(address, set.ToHost(set.ToDevice(address)));
    }

    private static Interleave Modulo(int ways, int granularity) => new(
        AddressRange.Sized(new Hpa(Base), ByteSize.GiB(48)), ways, granularity, []);

    // fixed, spread over the set: a linear congruence
    private static IEnumerable<Hpa> Addresses()
    {
        var value = 1UL;
        for (var count = 0; count < 2000; count++)
        {
            value = (value * 69069 + 1442695041) % (48UL << 30);
            yield return new Hpa(Base + value);
        }
    }
}
