using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Hmem;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>How the ranges of SRAT become HMEM's candidates where there is an HMAT.</summary>
public sealed class HmatTargetTests
{
    [Fact]
    [Trait("Rule", "R26")]
    public void Domains_come_in_the_order_of_srat_and_their_ranges_ascend() => Assert.Equal(
        [(0x9000, 5), (0x3000, 2), (0x5000, 2)],
        Of(Memory(5, 0x9000), Memory(2, 0x5000), Memory(2, 0x3000)));

    [Fact]
    public void Of_two_ranges_of_one_domain_that_overlap_the_first_in_the_table_stays() =>
        Assert.Equal(
            [(0x3000, 2), (0x3800, 5)],
            Of(Memory(2, 0x3000), Memory(2, 0x3fff), Memory(5, 0x3800)));

    [Fact]
    public void A_disabled_entry_and_one_without_a_byte_do_not_count() => Assert.Equal(
        [(0x5000, 2)],
        Of(
            Memory(2, 0x3000) with { Flags = MemoryAffinityFlags.HotPluggable },
            Memory(2, 0x4000) with { Length = 0 },
            Memory(2, 0x5000)));

    private static (int Start, int Domain)[] Of(params ReadOnlySpan<MemoryAffinity> memory)
    {
        var srat = new Srat([.. memory], [], []);
        var layout = new Boots("fpga-8g").Context().Numa with
        {
            Domains = [.. Enumerable.Range(0, 6).Select(domain =>
                new SoftReserve.Memory.NumaDomain((uint)domain, false, false))],
        };
        return
        [
            .. HmatTargets.CandidatesOf(srat, layout).Select(candidate =>
                ((int)candidate.Range.Start.Value, candidate.Node)),
        ];
    }

    private static MemoryAffinity Memory(uint domain, ulong start) => new(
        domain, new Hpa(start), 0x1000, MemoryAffinityFlags.Enabled);
}
