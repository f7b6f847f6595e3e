using SoftReserve.Addresses;
using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

public sealed class HumanSizeTests
{
    [Theory]
    [Trait("Rule", "R73")]
    [InlineData(0x10000000, "256.00 MiB (268.44 MB)")]
    [InlineData(0x40000000, "1024.00 MiB (1073.74 MB)")]
    [InlineData(0x7fffffff, "2048.00 MiB (2147.48 MB)")]
    [InlineData(0x80000000, "2.00 GiB (2.15 GB)")]
    [InlineData(0x2000000000, "128.00 GiB (137.44 GB)")]
    [InlineData(0x10000000000, "1024.00 GiB (1099.51 GB)")]
    [InlineData(0x20000000000, "2.00 TiB (2.20 TB)")]
    [InlineData(5119999, null)]
    [InlineData(5120000, "4.88 MiB (5.12 MB)")]
    [InlineData(0x200000, null)]
    [InlineData(0, null)]
    public void A_size_is_scaled_as_the_tools_scale_it(ulong bytes, string? expected) =>
        Assert.Equal(expected, HumanSize.Of(new ByteSize(bytes)));
}
