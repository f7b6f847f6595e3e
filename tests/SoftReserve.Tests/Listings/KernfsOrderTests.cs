using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

public sealed class KernfsOrderTests
{
    [Theory]
    [Trait("Rule", "R71")]
    [InlineData("dax0.0", 0x168d9334)]
    [InlineData("dax1.0", 0x6faf9c27)]
    [InlineData("dax2.0", 0x48d1a51a)]
    [InlineData("dax3.0", 0x21f3ae0d)]
    [InlineData("dax4.0", 0x7b15b700)]
    [InlineData("dax4.1", 0x34f20779)]
    [InlineData("dax5.0", 0x5437bff3)]
    [InlineData("dax6.0", 0x2d59c8e6)]
    [InlineData("", 2)]
    public void A_name_has_the_hash_that_sysfs_sorts_it_by(string name, uint expected) =>
        Assert.Equal(expected, KernfsOrder.Hash(name));

    [Fact]
    [Trait("Rule", "R71")]
    public void Devices_come_by_descending_hash_and_not_by_number()
    {
        string[] names =
            ["dax0.0", "dax1.0", "dax2.0", "dax3.0", "dax4.0", "dax4.1", "dax5.0", "dax6.0"];

        Assert.Equal(
            ["dax4.0", "dax1.0", "dax5.0", "dax2.0", "dax4.1", "dax6.0", "dax3.0", "dax0.0"],
            KernfsOrder.Sort(names, name => name));
    }
}
