using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using Xunit;

namespace SoftReserve.Tests.Firmware;

public sealed class E820TableTests
{
    private const ulong Gib = 1 << 30;

    [Fact]
    [Trait("Rule", "R20")]
    public void Neighbouring_soft_reserved_entries_stay_apart() => Assert.Equal(
        [new AddressRange(Gib, 2 * Gib - 1), new AddressRange(2 * Gib, 3 * Gib - 1)],
        Build("", Lab.Entry(Gib, 2 * Gib - 1, MemoryType.SoftReserved),
            Lab.Entry(2 * Gib, 3 * Gib - 1, MemoryType.SoftReserved)).SoftReserved);

    [Fact]
    public void Neighbouring_entries_of_the_old_persistent_type_stay_apart_too() => Assert.Equal(
        2,
        Build("", Lab.Entry(Gib, 2 * Gib - 1, MemoryType.Pram),
            Lab.Entry(2 * Gib, 3 * Gib - 1, MemoryType.Pram)).Entries.Count);

    [Fact]
    public void Neighbouring_ram_entries_become_one() => Assert.Equal(
        [new AddressRange(0x100000, 2 * Gib - 1)],
        Build("", Lab.Entry(Gib, 2 * Gib - 1), Lab.Entry(0x1000, Gib - 1))
            .Usable.Where(range => range.End.Value >= Gib));

    [Theory]
    [InlineData(MemoryType.Usable)]
    [InlineData(MemoryType.Reserved)]
    [InlineData(MemoryType.Acpi)]
    [InlineData(MemoryType.Pmem)]
    [InlineData(MemoryType.Pram)]
    [Trait("Rule", "R20")]
    public void Soft_reserved_beats_every_type_that_it_overlaps(MemoryType type)
    {
        var table = Build("", Lab.Entry(0, 3 * Gib - 1, type),
            Lab.Entry(Gib, 2 * Gib - 1, MemoryType.SoftReserved));

        Assert.Equal(
            [Entry(0, Gib - 1, type), Entry(Gib, 2 * Gib - 1, MemoryType.SoftReserved),
                Entry(2 * Gib, 3 * Gib - 1, type)],
            table.User ?? table.Bios);
    }

    [Fact]
    public void A_weaker_entry_inside_soft_reserved_cuts_it_in_three()
    {
        var table = Build("", Lab.Entry(0, 3 * Gib - 1, MemoryType.SoftReserved),
            Lab.Entry(Gib, 2 * Gib - 1, MemoryType.Reserved));

        Assert.Equal(3, table.SoftReserved.Count);
        Assert.Equal(3, table.Bios.Count);
    }

    [Fact]
    [Trait("Rule", "R21")]
    public void Memmap_makes_soft_reserved_without_efi()
    {
        var table = Build("efi=nosoftreserve memmap=1G%0x100000000+0xefffffff",
            Lab.Entry(0, 4 * Gib - 1));

        Assert.Equal([new AddressRange(4 * Gib, 5 * Gib - 1)], table.SoftReserved);
    }

    [Fact]
    [Trait("Rule", "R19")]
    public void Soft_reserved_of_firmware_is_ram_when_the_kernel_does_not_want_it()
    {
        var table = E820Table.Build(
            Lab.Machine(Lab.Entry(0, Gib - 1),
                Lab.Entry(Gib, 2 * Gib - 1, MemoryType.SoftReserved)),
            KernelCommandLine.Parse("memmap=1G%0x80000000+0xefffffff"),
            softReserveEnabled: false);

        Assert.Equal([new AddressRange(0x1000, 0x9ffff), new AddressRange(0x100000, 2 * Gib - 1)],
            table.Usable);
        Assert.Equal([new AddressRange(2 * Gib, 3 * Gib - 1)], table.SoftReserved);
    }

    [Fact]
    public void A_change_keeps_other_types_and_both_ends()
    {
        var table = Build("memmap=2G%0x40000000-1+0xefffffff",
            Lab.Entry(0, 2 * Gib - 1), Lab.Entry(2 * Gib, 4 * Gib - 1, MemoryType.Reserved));

        Assert.Equal(
            [Entry(0, Gib - 1), Entry(Gib, 2 * Gib - 1, MemoryType.SoftReserved),
                Entry(2 * Gib, 4 * Gib - 1, MemoryType.Reserved)],
            table.User ?? table.Bios);
    }

    [Theory]
    [InlineData("memmap=1G%0x40000000", 2)]
    [InlineData("memmap=1G%0x40000000-1", 2)]
    [InlineData("memmap=1G%0x40000000-2", 1)]
    [InlineData("memmap=1G", 1)]
    [InlineData("mem=1G", 1)]
    [InlineData("memmap=exactmap,1M@0,1M@16M", 2)]
    [InlineData("memmap=1M$16M", 3)]
    [InlineData("memmap=1M!16M", 3)]
    [InlineData("memmap=16M#0xfffffffffffff000", 2)]
    public void Directives_leave_so_many_entries(string line, int count) =>
        Assert.Equal(count, Build(line, Lab.Entry(0, 3 * Gib - 1)).User!.Value.Count);

    [Fact]
    public void Without_memmap_there_is_no_user_map()
    {
        var table = Build("quiet", Lab.Entry(0, Gib - 1));

        Assert.Null(table.User);
    }

    [Fact]
    public void The_kernel_leaves_the_first_page_and_the_video_hole_to_the_bios()
    {
        var table = Build("", Lab.Entry(0, Gib - 1));

        Assert.Equal(
            [Entry(0, 0xfff, MemoryType.Reserved), Entry(0x1000, 0x9ffff),
                Entry(0x100000, Gib - 1)],
            table.Entries);
        Assert.Equal(
            ["e820: update [mem 0x00000000-0x00000fff] System RAM ==> device reserved",
                "e820: remove [mem 0x000a0000-0x000fffff] System RAM"],
            E820Text.TrimmingMessages(E820TextStyle.SevenTwo).Select(line => line.ToString()));
    }

    [Fact]
    public void The_last_byte_of_the_address_space_can_be_soft_reserved()
    {
        var table = Build("memmap=4K%0xfffffffffffff000+0xefffffff", Lab.Entry(0, Gib - 1));

        Assert.Equal(
            [new AddressRange(0xfffffffffffff000, ulong.MaxValue)], table.SoftReserved);
    }

    [Fact]
    public void Every_address_has_the_highest_type_of_its_entries()
    {
        var entry =
            from start in Gen.Choose(0, 30)
            from length in Gen.Choose(0, 10)
            from type in Gen.Elements(MemoryType.Usable, MemoryType.Reserved, MemoryType.Nvs,
                MemoryType.Pram, MemoryType.SoftReserved)
            select Entry((ulong)start, (ulong)(start + length), type);

        Prop.ForAll(Gen.ArrayOf(entry).ToArbitrary(), entries =>
        {
            var map = E820Sweep.Sanitise(entries);
            return IsProper(map)
                && Enumerable.Range(0, 45).All(address =>
                    TypeAt(map, address) == TypeAt(entries, address));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_hundred_thousand_overlapping_entries_take_seconds_at_most()
    {
        var entries = Enumerable.Range(0, 100_000)
            .Select(index => Entry((ulong)index * 4096, (ulong)index * 4096 + 400_000_000,
                (MemoryType)(index % 1000 + 1)))
            .ToArray();
        var watch = Stopwatch.StartNew();

        var map = E820Sweep.Sanitise(entries);

        // a quadratic sweep takes minutes; the bound leaves room for a loaded machine
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        Assert.True(IsProper(map));
    }

    private static E820Table Build(string line, params ReadOnlySpan<MemoryMapEntry> map) =>
        E820Table.Build(Lab.Machine(map), KernelCommandLine.Parse(line), softReserveEnabled: true);

    private static E820Entry Entry(
        ulong start, ulong end, MemoryType type = MemoryType.Usable) =>
        new(new AddressRange(start, end), type);

    private static MemoryType? TypeAt(IEnumerable<E820Entry> entries, int address)
    {
        var types = entries
            .Where(entry => entry.Range.Contains(new Hpa((ulong)address)))
            .Select(entry => (MemoryType?)entry.Type)
            .ToList();
        return types.Count == 0 ? null : types.Max();
    }

    private static bool IsProper(ValueList<E820Entry> map) => map.AsEnumerable()
        .Zip(map.Skip(1))
        .All(pair => pair.First.Range.End < pair.Second.Range.Start
            && (pair.First.Type != pair.Second.Type
                || pair.First.Range.End.Plus(1) < pair.Second.Range.Start
                || pair.First.Type is MemoryType.Pram or MemoryType.SoftReserved));
}
