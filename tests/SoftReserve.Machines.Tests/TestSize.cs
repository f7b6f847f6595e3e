using SoftReserve.Addresses;

namespace SoftReserve.Machines.Tests;

/// <summary>Sizes that tests speak of.</summary>
internal static class TestSize
{
    public static readonly ByteSize GiB = ByteSize.GiB(1);
}
