using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Tests.MachineFiles;

public sealed class DiagnosticTests
{
    private const string Head = """
        softreserve: 1
        memory-map: [{range: 0x0-0x7fffffff, type: usable}]

        """;

    private const string TwoCards = Head + """
        cedt: {host-bridges: [{uid: 0}]}
        cxl:
          host-bridges: [{uid: 0, ports: [{memdev: mem0}, {memdev: mem1}]}]
          memdevs: {mem0: {volatile: 1GiB}, mem1: {volatile: 1GiB, persistent: 1GiB}}

        """;

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_place()
    {
        var folder = Path.Combine(
            Corpus.Root, "tests", "SoftReserve.Machines.Tests", "Golden");
        var result = MachineFile.Read(
            File.ReadAllText(Path.Combine(folder, "everything-wrong.yaml")),
            "everything-wrong.yaml");

        Golden.Check(
            Path.Combine(folder, "everything-wrong.txt"),
            string.Concat(result.Diagnostics.Select(problem => problem + "\n")));
        Assert.Null(result.Value);
    }

    [Theory]
    [InlineData("srat: &a [{range: 0x0-0xfff, pxm: 0}]\nhmat: *a", "SR0103", 4, 7)]
    [InlineData("name: !!str x", "SR0104", 3, 7)]
    [InlineData("---\nname: x", "SR0105", 3, 1)]
    [InlineData("name: x\nname: y", "SR0106", 4, 1)]
    [InlineData("nmae: x", "SR0107", 3, 1)]
    [InlineData("kernel: {config: [CXL_REGION]}", "SR0109", 3, 18)]
    [InlineData("arch: amd64", "SR0110", 3, 7)]
    [InlineData("srat: [{range: 0x0-0xfff, pxm: -1}]", "SR0111", 3, 32)]
    [InlineData("memory-block: 2GB", "SR0112", 3, 15)]
    [InlineData("srat: [{range: 0..5, pxm: 1}]", "SR0113", 3, 16)]
    [InlineData("srat: [{range: 0x2000-0x1fff, pxm: 1}]", "SR0114", 3, 16)]
    [InlineData("srat: [{range: 0x0-0x10000000000000, pxm: 1}]", "SR0114", 3, 16)]
    [InlineData("name: \"a\\nb\"", "SR0116", 3, 7)]
    [InlineData("srat: [{pxm: 1}]", "SR0108", 3, 8)]
    [InlineData("hmat: {targets: [{pxm: 7}]}\nsrat: [{range: 0x0-0xfff, pxm: 0}]", "SR0133", 3, 24)]
    [InlineData("slit: {4096: {0: 10}}", "SR0111", 3, 8)]
    public void A_mistake_in_the_machine_is_told(string text, string id, int line, int column) =>
        AssertOnly(Head + text, id, line, column);

    [Theory]
    [InlineData("  decoders: [{memdev: mem2, range: 0x0-0x3fffffff}]", "SR0122", 7, 23)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0x4fffffff}]", "SR0123", 7, 36)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0x40000000}]", "SR0123", 7, 36)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0x3fffffff, dpa: 1MiB}]", "SR0123", 7, 36)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0xfffffff, mode: pmem}]", "SR0123", 7, 36)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0xfffffff, ways: 5}]", "SR0126", 7, 57)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0xfffffff, granularity: 300}]",
        "SR0127", 7, 64)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0xfffffff, ways: 2, position: 2}]",
        "SR0128", 7, 70)]
    [InlineData("  decoders: [{memdev: mem0, range: 0x0-0xfffffff, ways: 3}]", "SR0128", 7, 36)]
    [InlineData("  faults: [{region-of: mem0, fault: assembly-failed}]", "SR0110", 7, 37)]
    [InlineData("  faults: [{memdev: mem0, fault: assembly-fails}]", "SR0132", 7, 12)]
    [InlineData("  faults: [{memdev: mem0, fault: uncommitted-switch-decoder}]", "SR0132", 7, 21)]
    [InlineData("  faults: [{memdev: mem0, fault: replug-granularity-300}]", "SR0110", 7, 34)]
    [InlineData("  faults: [{host-bridge: 9, fault: decoder-uncommitted}]", "SR0121", 7, 26)]
    [InlineData("  faults: [{memdev: mem0, fault: unmovable}]", "SR0132", 7, 12)]
    [InlineData("hypervisor: kvm", "SR0110", 7, 13)]
    public void A_mistake_in_the_topology_is_told(string text, string id, int line, int column) =>
        AssertOnly(TwoCards + text, id, line, column);

    [Fact]
    public void A_position_may_stand_only_once_in_a_set() => AssertOnly(TwoCards + """
          decoders:
            - {memdev: mem0, range: 0x0-0x3fffffff, ways: 2, position: 1}
            - {memdev: mem1, range: 0x0-0x3fffffff, ways: 2, position: 1}
        """, DiagnosticId.BadInterleaveSet, 9, 64);

    [Fact]
    public void Two_decoders_of_a_card_cannot_share_device_addresses() => AssertOnly(
        TwoCards + """
          decoders:
            - {memdev: mem0, range: 0x0-0xfffffff, dpa: 256MiB}
            - {memdev: mem0, range: 0x10000000-0x1fffffff, dpa: 128MiB}
        """, DiagnosticId.OverlappingDpa, 9, 29);

    [Fact]
    public void Decoders_without_dpa_are_packed_behind_each_other_in_their_partition()
    {
        const string half = "0x0-0x1fffffff";
        var read = MachineFile.Read(TwoCards + $$"""
              decoders:
                - {memdev: mem1, range: {{half}}}
                - {memdev: mem1, range: 0x20000000-0x3fffffff}
                - {memdev: mem1, range: 0x40000000-0x7fffffff, mode: pmem}
            """, "m.yaml");
        Assert.Empty(read.Diagnostics);

        AssertOnly(TwoCards + $$"""
              decoders:
                - {memdev: mem1, range: {{half}}}
                - {memdev: mem1, range: 0x20000000-0x4fffffff}
            """, DiagnosticId.OutsideCapacity, 9, 29);
    }

    [Fact]
    public void A_card_is_in_one_port_exactly() => AssertOnly(Head + """
        cxl:
          host-bridges: [{uid: 0, ports: [{memdev: mem0}, {memdev: mem0}]}]
          memdevs: {mem0: {volatile: 1GiB}, mem1: {volatile: 1GiB}}
        """, (DiagnosticId.PluggedTwice, 4, 60), (DiagnosticId.NotPlugged, 5, 37));

    [Fact]
    public void A_window_targets_host_bridges_of_cedt_only() => AssertOnly(Head + """
        cedt:
          host-bridges: [{uid: 0}, {uid: 5}]
          windows: [{range: 0x100000000-0x1ffffffff, targets: [5, 6]}]
        """, DiagnosticId.UnknownHostBridge, 5, 59);

    [Fact]
    public void Usable_ranges_may_not_overlap_but_others_may() => AssertOnly("""
        softreserve: 1
        memory-map:
          - {range: 0x1000-0x2fff, type: usable}
          - {range: 0x0-0xfff, type: usable}
          - {range: 0x2000-0x3fff, type: usable}
          - {range: 0x0-0xffff, type: soft-reserved}
        """, DiagnosticId.OverlappingUsable, 5, 13);

    [Fact]
    public void A_wrong_unit_gets_the_right_one_as_a_suggestion() =>
        Assert.Contains("did you mean \"128GiB\"?", Message(Head + "memory-block: 128GB"),
            StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_key_gets_the_right_one_as_a_suggestion() =>
        Assert.Contains("did you mean \"memory-block\"?", Message(Head + "memroy-block: 2GiB"),
            StringComparison.Ordinal);

    [Fact]
    public void Problems_beyond_the_limit_are_counted()
    {
        var result = MachineFile.Read(
            Head + "srat: ["
            + string.Concat(Enumerable.Repeat("{pxm: x, cpus: true},", 200)) + "]", "m.yaml");

        Assert.Equal(51, result.Diagnostics.Count);
        Assert.Equal("and 150 more", result.Diagnostics[^1].Message);
    }

    [Fact]
    public void A_value_laid_over_a_machine_is_blamed_in_its_own_file()
    {
        var result = MachineFile.Read(
            TwoCards, "below.yaml",
            "cxl:\n  faults:\n    - {region-of: mem7, fault: assembly-fails}", "above.yaml");

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal(("above.yaml", 3, 19), (problem.File, problem.Line, problem.Column));
    }

    [Fact]
    public void An_overlay_merges_mappings_and_replaces_lists()
    {
        var machine = MachineFile.Read(
            TwoCards, "below.yaml",
            "arch: arm64\ncxl: {memdevs: {mem0: {present: false}}}\nmemory-map: []", "above.yaml")
            .Value!;

        Assert.Equal(Architecture.Arm64, machine.Architecture);
        Assert.Equal(2, machine.Cxl.Memdevs.Count);
        Assert.False(machine.Cxl.Memdevs[0].IsPresent);
        Assert.Equal(TestSize.GiB, machine.Cxl.Memdevs[0].Volatile);
        Assert.Empty(machine.MemoryMap);
    }

    private static string Message(string text) =>
        Assert.Single(MachineFile.Read(text, "m.yaml").Diagnostics).Message;

    private static void AssertOnly(string text, string id, int line, int column) =>
        AssertOnly(text, (id, line, column));

    private static void AssertOnly(string text, params (string, int, int)[] expected) =>
        Assert.Equal(
            expected,
            MachineFile.Read(text, "m.yaml").Diagnostics
                .Select(problem => (problem.Id, problem.Line, problem.Column)));
}
