using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using Xunit;

namespace SoftReserve.Tests.Firmware.Acpi;

/// <summary>Tables that lie.</summary>
public sealed class HostileTableTests
{
    public static TheoryData<string> Recorded => [.. GoldenFile.Names("acpi", "*.bin")];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Any_flipped_bit_of_a_recorded_table_is_noticed(string name)
    {
        var bytes = GoldenFile.Bytes(name);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEmpty(Problems(name, bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_flipped_byte_with_a_mended_checksum_never_throws(string name)
    {
        var bytes = GoldenFile.Bytes(name);
        for (var index = 0; index < bytes.Length; index++)
            foreach (var value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                var mutated = (byte[])bytes.Clone();
                mutated[index] = value;
                mutated[9] = 0;
                mutated[9] = (byte)((256 - mutated.Sum(each => each) % 256) % 256);
                Assert.True(Problems(name, mutated).Count <= 101);
            }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_truncation_of_a_recorded_table_is_noticed(string name)
    {
        var bytes = GoldenFile.Bytes(name);
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotEmpty(Problems(name, bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_structure_of_no_length_ends_the_walk_with_one_problem()
    {
        var bytes = Sealed("CEDT", [1, 0, 0, 0, .. new byte[64]]);

        var problem = Assert.Single(CedtCodec.Decode(bytes).Problems);

        Assert.Equal((TableProblemId.StructureWithoutLength, 36), (problem.Id, problem.Offset));
        Assert.Equal("structure of 0 bytes, expected at least 4; reading ends", problem.What);
    }

    [Fact]
    public void A_structure_past_the_end_is_one_problem_at_its_offset()
    {
        var bytes = Sealed("CEDT", [9, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0xff, 0xff]);

        var problem = Assert.Single(CedtCodec.Decode(bytes).Problems);

        Assert.Equal((TableProblemId.StructurePastEnd, 44), (problem.Id, problem.Offset));
        Assert.Equal("structure of 65535 bytes, but the table ends after 4", problem.What);
    }

    [Fact]
    public void A_structure_too_short_for_its_type_is_left_out_and_the_next_is_read()
    {
        var bytes = Sealed("SRAT", [1, 0, 0, 0, .. new byte[8], 1, 3, 0, 1, 40, .. new byte[38]]);

        var decoded = SratCodec.Decode(bytes);

        var problem = Assert.Single(decoded.Problems);
        Assert.Equal((TableProblemId.StructureTooShort, 48), (problem.Id, problem.Offset));
        Assert.Single(decoded.Table!.Memory);
    }

    [Fact]
    public void A_slit_that_promises_more_than_it_has_is_no_table()
    {
        var bytes = Sealed("SLIT", [.. BitConverter.GetBytes(ulong.MaxValue), 10]);

        var decoded = SlitCodec.Decode(bytes);

        Assert.Null(decoded.Table);
        Assert.Equal(TableProblemId.CountDoesNotFit, Assert.Single(decoded.Problems).Id);
    }

    [Fact]
    public void A_matrix_that_promises_four_billion_rows_is_left_out()
    {
        byte[] matrix = [1, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)0xff, 20)];
        var bytes = Sealed("HMAT", [0, 0, 0, 0, .. matrix]);

        var decoded = HmatCodec.Decode(bytes);

        Assert.Empty(decoded.Table!.Localities);
        Assert.Equal(TableProblemId.CountDoesNotFit, Assert.Single(decoded.Problems).Id);
    }

    [Fact]
    public void Problems_are_listed_up_to_a_hundred()
    {
        byte[] body = [.. Enumerable.Repeat<byte[]>([1, 0, 4, 0], 100_000).SelectMany(b => b)];
        var bytes = Sealed("CEDT", body);
        var watch = Stopwatch.StartNew();

        var problems = CedtCodec.Decode(bytes).Problems;

        Assert.Equal(101, problems.Count);
        Assert.Equal(TableProblemId.MoreProblems, problems[^1].Id);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Processor_domains_of_an_old_srat_are_one_byte()
    {
        byte[] processor = [0, 16, 7, 0, 1, 0, 0, 0, 0, 0xaa, 0xaa, 0xaa, 0, 0, 0, 0];
        byte[] body = [1, 0, 0, 0, .. new byte[8], .. processor];

        Assert.Equal([7u], SratCodec.Decode(Sealed("SRAT", body)).Table!.ProcessorDomains);
        Assert.Equal(
            [0xaaaaaa07u],
            SratCodec.Decode(Sealed("SRAT", body, revision: 3)).Table!.ProcessorDomains);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    public void A_cxims_has_as_many_maps_as_it_says_and_as_fit(byte says, int maps, int problems)
    {
        var bytes = Sealed("CEDT", [2, 0, 24, 0, 0, 0, 0, says, .. new byte[16]]);

        var decoded = CedtCodec.Decode(bytes);

        Assert.Equal(maps, Assert.Single(decoded.Table!.XorMath).Maps.Count);
        Assert.Equal(problems, decoded.Problems.Count);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void Only_enabled_ports_with_an_acpi_handle_count(
        byte handleType, byte flags, int count)
    {
        byte[] name = [.. "ACPI0016".Select(letter => (byte)letter)];
        byte[] port = [6, 32, 0, handleType, 5, 0, 0, 0, .. name, 7, .. new byte[7],
            flags, .. new byte[7]];

        var ports = SratCodec.Decode(
            Sealed("SRAT", [1, 0, 0, 0, .. new byte[8], .. port])).Table!.GenericPorts;

        Assert.Equal(
            Enumerable.Repeat(new GenericPortAffinity(5, "ACPI0016", 7), count), ports);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(2, 0, 1)]
    public void A_target_of_the_first_hmat_counts_only_with_a_valid_domain(
        byte revision, byte flags, int count)
    {
        byte[] target = [0, 0, 0, 0, 40, 0, 0, 0, flags, .. new byte[7], 3, .. new byte[23]];

        var targets = HmatCodec.Decode(
            Sealed("HMAT", [0, 0, 0, 0, .. target], revision)).Table!.Targets;

        Assert.Equal(Enumerable.Repeat(new HmatTarget(3, null), count), targets);
    }

    private static ValueList<TableProblem> Problems(string name, ReadOnlySpan<byte> bytes) =>
        name.Contains("SRAT", StringComparison.Ordinal)
            ? SratCodec.Decode(bytes).Problems
            : CedtCodec.Decode(bytes).Problems;

    private static byte[] Sealed(string signature, byte[] body, byte revision = 1)
    {
        byte[] table = [.. signature.Select(letter => (byte)letter), .. new byte[32], .. body];
        BitConverter.TryWriteBytes(table.AsSpan(4), table.Length);
        table[8] = revision;
        table[9] = (byte)((256 - table.Sum(value => value) % 256) % 256);
        return table;
    }
}
