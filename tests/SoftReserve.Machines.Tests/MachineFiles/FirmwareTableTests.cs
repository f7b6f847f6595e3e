using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Tests.MachineFiles;

public sealed class FirmwareTableTests
{
    private const string Head = """
        softreserve: 1
        memory-map: [{range: 0x0-0x7fffffff, type: usable}]
        srat:
          - {range: 0x100000000-0x1ffffffff, pxm: 3, hotplug: true, nonvolatile: true}
          - {range: 0x0-0x7fffffff, pxm: 1, cpus: true}
          - {range: 0x80000000-0x8fffffff, pxm: 1, cpus: true}
          - {pxm: 0, cpus: true}
          - {pxm: 5, initiator: true}
          - {pxm: 6, generic-port: 12}

        """;

    [Fact]
    public void A_window_gets_the_words_that_qemu_writes() => Assert.Equal(
        // CFMWS of a QEMU 11 machine with one bridge and a window of 1 GiB, but for its base
        [new FixedMemoryWindow(
            new Hpa(0x110000000), 0x40000000, 0, 0, 0, (WindowRestrictions)0x2f, 0, [12])],
        Windows("{range: 0x110000000-0x14fffffff, targets: [12]}"));

    [Fact]
    public void Ways_are_the_number_of_targets_unless_written()
    {
        Assert.Equal(9, Window("targets: [12, 13, 12, 13, 12, 13]").EncodedWays);
        Assert.Equal(1, Window("targets: [12], ways: 2").EncodedWays);
        Assert.Equal([12u], Window("targets: [12], ways: 2").Targets);
    }

    [Fact]
    public void Granularity_restrictions_and_group_are_encoded()
    {
        var window = Window(
            "targets: [12], granularity: 16KiB, restrictions: [type3, volatile, fixed], qtg: 7");

        Assert.Equal(6u, window.EncodedGranularity);
        Assert.Equal(
            WindowRestrictions.Type3 | WindowRestrictions.Volatile | WindowRestrictions.Fixed,
            window.Restrictions);
        Assert.Equal(7, window.QtgId);
    }

    [Fact]
    public void A_host_bridge_has_registers_of_its_own_in_the_length_of_its_version()
    {
        var bridges = Read("cedt: {host-bridges: [{uid: 12}, {uid: 13, version: 1.1}]}")
            .Cedt!.HostBridges;

        Assert.Equal([(1u, 0x10000UL), (0u, 0x2000UL)],
            bridges.Select(bridge => (bridge.Version, bridge.Length)));
        Assert.NotEqual(bridges[0].Base, bridges[1].Base);
        Assert.All(bridges, bridge => Assert.InRange(bridge.Base.Value, 1u, uint.MaxValue));
    }

    [Fact]
    public void Xor_maps_come_once_a_granularity_and_wide_enough_for_every_window()
    {
        var machine = Read("""
            cedt:
              host-bridges: [{uid: 0}, {uid: 1}]
              windows:
                - {range: 0x100000000-0x1ffffffff, targets: [0, 1], arithmetic: xor}
                - {range: 0x200000000-0x2ffffffff, targets: [0, 1, 0, 1], arithmetic: xor}
                - range: 0x300000000-0x3ffffffff
                  targets: [0, 1, 0]
                  arithmetic: xor
                  granularity: 512
                - range: 0x400000000-0x4ffffffff
                  targets: [0, 1, 0, 1, 0, 1]
                  arithmetic: xor
                  granularity: 1KiB
                - {range: 0x500000000-0x5ffffffff, targets: [0, 1], granularity: 4096}
            """);

        Assert.Equal(
            [new XorInterleaveMath(0, [0x404100, 0x808200]), new XorInterleaveMath(2, [0x1010400])],
            machine.Cedt!.XorMath);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Xor_maps_give_each_way_an_equal_share_of_any_block(int ways)
    {
        var targets = string.Join(", ", Enumerable.Range(0, ways).Select(way => way % 2));
        var maps = Read($$"""
            cedt:
              host-bridges: [{uid: 0}, {uid: 1}]
              windows: [{range: 0x10000000-0x1fffffff, targets: [{{targets}}], arithmetic: xor}]
            """).Cedt!.XorMath[0].Maps;

        foreach (var block in new ulong[] { 0x10000000, 0x10fff000, 0x1ffff000 })
            Assert.Equal(ways, Enumerable.Range(0, ways)
                .Select(chunk => Way(maps, block + (ulong)(chunk * 256)))
                .Distinct().Count());
    }

    [Fact]
    public void Missing_xor_maps_are_missing()
    {
        const string cedt = "cedt: {host-bridges: [{uid: 0}], cxims: [], windows: "
            + "[{range: 0x10000000-0x1fffffff, targets: [0, 0], arithmetic: xor}]}";

        Assert.Empty(Read(cedt).Cedt!.XorMath);
        Assert.Empty(Again(Read(cedt)).Cedt!.XorMath);
    }

    [Fact]
    public void Srat_has_an_enabled_entry_for_each_range_and_processors_in_order()
    {
        var srat = Read("").Srat!;

        Assert.Equal(
            new MemoryAffinity(3, new Hpa(0x100000000), 0x100000000,
                MemoryAffinityFlags.Enabled | MemoryAffinityFlags.HotPluggable
                | MemoryAffinityFlags.NonVolatile),
            srat.Memory[0]);
        Assert.Equal(3, srat.Memory.Count);
        Assert.Equal([1u, 0u], srat.ProcessorDomains);
        Assert.Equal([5u], srat.InitiatorDomains);
        Assert.Equal([new GenericPortAffinity(6, "ACPI0016", 12)], srat.GenericPorts);
    }

    [Fact]
    public void A_present_hmat_has_a_target_for_each_domain_of_srat()
    {
        var hmat = Read("hmat: present").Hmat!;

        Assert.True(hmat.IsKnownRevision);
        Assert.Equal([3u, 1u, 0u], hmat.Targets.Select(target => target.ProximityDomain));
        Assert.Empty(hmat.Localities);
        Assert.Null(Read("hmat: absent").Hmat);
        Assert.Null(Read("").Hmat);
    }

    [Fact]
    public void Latencies_are_exact_picoseconds_from_the_lowest_processor_domain()
    {
        var matrix = Assert.Single(Read(
            "hmat: {targets: [{pxm: 1, read-latency-ns: 110}, {pxm: 3, read-latency-ns: 300}]}")
            .Hmat!.Localities);

        Assert.Equal(
            new HmatLocality(HmatDataType.ReadLatency, 1000, [0], [1, 3], [110, 300]), matrix);
    }

    [Fact]
    public void Figures_beyond_16_bits_get_a_larger_unit_or_a_diagnostic()
    {
        var hmat = Read("hmat: {targets: [{pxm: 1, read-bandwidth-mbps: 204800}, {pxm: 3, "
            + "read-bandwidth-mbps: 32000}]}").Hmat!;
        var refused = MachineFile.Read(Head + "hmat: {targets: [{pxm: 1, "
            + "read-bandwidth-mbps: 204801}, {pxm: 3, read-bandwidth-mbps: 2}]}", "m.yaml");

        Assert.Equal(
            new HmatLocality(HmatDataType.ReadBandwidth, 6400, [0], [1, 3], [32, 5]),
            Assert.Single(hmat.Localities));
        Assert.Equal("SR0131", Assert.Single(refused.Diagnostics).Id);
    }

    [Fact]
    public void Slit_covers_every_domain_of_srat()
    {
        var slit = Read("slit: {0: {1: 21}, 3: {0: 28}}").Slit!;

        Assert.Equal(4, slit.Localities);
        Assert.Equal(10, Read("slit: {0: {9: 28}}").Slit!.Localities);
        Assert.Equal((byte)21, slit.Distance(0, 1));
        Assert.Equal((byte)20, slit.Distance(1, 0));
        Assert.Equal((byte)28, slit.Distance(3, 0));
        Assert.Equal((byte)10, slit.Distance(2, 2));
    }

    [Fact]
    public void Kernel_defaults_are_read_as_words()
    {
        var kernel = Read("""
            kernel:
              generation: 7.2
              cmdline: efi=nosoftreserve
              config: {CXL_BUS: y, DEV_DAX: n}
              missing-modules: [dax-cxl]
              autoload: false
              extra-hmem-platform: [{id: 1, range: 0x1000-0x1fff}]
            """).Kernel;

        Assert.Equal(
            new KernelDefaults(
                "7.2", "efi=nosoftreserve",
                [new("CXL_BUS", Tristate.Yes), new("DEV_DAX", Tristate.No)], ["dax_cxl"], [],
                false, [new ExtraHmemPlatform(1, new AddressRange(0x1000, 0x1fff))]),
            kernel);
    }

    [Fact]
    public void A_machine_with_every_key_is_written_and_read_back_equal()
    {
        var machine = Read(Everything);

        Assert.Equal(machine, Again(machine));
        Assert.Equal(MachineFile.Write(machine), MachineFile.Write(Again(machine)));
    }

    [Fact]
    public void What_the_format_cannot_say_is_left_out_and_told()
    {
        var machine = Read("") with
        {
            Srat = new Srat([new MemoryAffinity(1, new Hpa(5), 0, default)], [], []),
        };

        Assert.StartsWith("# left out: srat entry of 0 bytes at 0x5\n",
            MachineFile.Write(machine), StringComparison.Ordinal);
        Assert.Empty(Again(machine).Srat!.Memory);
    }

    private const string Everything = """
        name: it's everything
        about: 'One: sentence # with ''quotes'''
        arch: riscv64
        memory-block: 2GiB
        slit: {0: {1: 21}, 9: {0: 28}}
        hmat:
          revision: 1
          targets: [{pxm: 1, initiator: 0, write-latency-ns: 5}, {pxm: 3}]
          localities:
            - {type: access-bandwidth, unit: 7, initiators: [0], targets: [1], entries: [3]}
          caches: [{pxm: 1, size: 1GiB, attributes: 0x1101, address-mode: 1}]
        cedt:
          host-bridges: [{uid: 4}, {uid: 5, version: 1.1, base: 0x1000}, {uid: 6, length: 0x20}]
          windows:
            - {range: 0x100000000-0x1ffffffff, targets: [4, 5], ways: 4, qtg: 3, restrictions: []}
            - {range: 0x200000000-0x2ffffffff, targets: [4, 5], arithmetic: xor}
          cxims: [{granularity: 256, maps: [0xffffffffffffffff]}]
        cxl:
          host-bridges:
            - {uid: 4, hdm: false, ports: [{}, {switch: {ports: [{memdev: mem7}, {}]}}]}
            - {uid: 5, ports: [{memdev: mem2}]}
          memdevs:
            mem2: {volatile: 1GiB, persistent: 512MiB, serial: 0xffffffffffffffff, type: 2}
            mem7: {volatile: 256MiB, present: false, memory-enabled: true}
          decoders:
            - {memdev: mem2, range: 0x100000000-0x11fffffff, mode: pmem, locked: true}
            - {memdev: mem7, range: 0x120000000-0x127ffffff, dpa: 128MiB, committed: false}
          faults:
            - {region-of: mem2, fault: assembly-fails}
            - {region-of: mem7, fault: assembly-fails-removed}
            - {memdev: mem7, fault: uncommitted-switch-decoder}
            - {memdev: mem7, fault: replug-granularity-4096}
            - {host-bridge: 5, fault: decoder-uncommitted}
            - {range: 0x1000-0x1fff, fault: coverage-denied}
            - {range: 0x1000-0x1fff, fault: hmem-register-fails}
            - {range: 0x1000-0x1fff, fault: unmovable}
            - {range: 0x1000-0x1fff, fault: busy}
        hypervisor: true
        kernel:
          generation: v4+sync
          cmdline: "memmap=512M%0x110000000+0xefffffff  a=\"b\""
          config: {CXL_BUS: m}
          missing-modules: [dax_cxl]
          load-by-hand: [dax_hmem]
          autoload: false
          extra-hmem-platform: [{id: 1, range: 0x1000-0x1fff}]
        """;

    private static ulong Way(ValueList<ulong> maps, ulong address)
    {
        ulong way = 0;
        for (var bit = 0; bit < maps.Count; bit++)
            way |= (ulong.PopCount(maps[bit] & address) & 1) << bit;
        return way;
    }

    private static FixedMemoryWindow Window(string rest) =>
        Windows($"{{range: 0x110000000-0x14fffffff, {rest}}}")[0];

    private static ValueList<FixedMemoryWindow> Windows(string windows) => Read(
        $"cedt: {{host-bridges: [{{uid: 12}}, {{uid: 13}}], windows: [{windows}]}}")
        .Cedt!.Windows;

    private static Machine Again(Machine machine) =>
        Value(MachineFile.Write(machine), "again.yaml");

    private static Machine Read(string text) => Value(Head + text, "m.yaml");

    private static Machine Value(string text, string file)
    {
        var result = MachineFile.Read(text, file);
        Assert.Empty(result.Diagnostics);
        return result.Value!;
    }
}
