using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Memory;
using SoftReserve.Tests.Firmware;
using Xunit;

namespace SoftReserve.Tests.Memory;

public sealed class MemoryBlockSizeTests
{
    private const ulong Mib = 1 << 20, Gib = 1 << 30;

    [Theory]
    [InlineData(64 * 1024 - 1, true, 128)]
    [InlineData(64 * 1024, true, 2048)]
    [InlineData(64 * 1024 + 128, true, 2048)]
    [InlineData(64 * 1024, false, 2048)]
    [InlineData(65 * 1024, false, 1024)]
    [InlineData(64 * 1024 + 128, false, 128)]
    [InlineData(64 * 1024 + 64, false, 128)]
    public void Without_windows_the_end_of_ram_decides_for_guests(
        ulong ramMib, bool isBareMetal, ulong expectedMib) => Assert.Equal(
        ByteSize.MiB(expectedMib),
        MemoryBlockSize.Choose(RamUpTo(ramMib * Mib), null, isBareMetal));

    [Theory]
    [InlineData(68, 4, 64, 2048)]
    [InlineData(68, 1, 64, 1024)]
    [InlineData(65, 4, 64, 1024)]
    public void Windows_advise_their_own_alignment_on_bare_metal_too(
        ulong startGib, ulong sizeGib, ulong ramGib, ulong expectedMib) => Assert.Equal(
        ByteSize.MiB(expectedMib),
        MemoryBlockSize.Choose(
            RamUpTo(ramGib * Gib), Windows((startGib * Gib, sizeGib * Gib)), true));

    [Fact]
    public void The_end_of_ram_still_halves_what_windows_advise() => Assert.Equal(
        ByteSize.MiB(512),
        MemoryBlockSize.Choose(
            RamUpTo(64 * Gib + 512 * Mib), Windows((68 * Gib, 4 * Gib)), isBareMetal: true));

    [Fact]
    public void The_smallest_advice_counts_and_a_misaligned_window_gives_none()
    {
        var cedt = Windows(
            (68 * Gib, 4 * Gib), (80 * Gib + 256 * Mib, Gib), (90 * Gib + 128 * Mib, Gib));

        Assert.Equal(
            ByteSize.MiB(256), MemoryBlockSize.Choose(RamUpTo(64 * Gib), cedt, true));
        Assert.Equal(
            ["CFMWS: [BIOS BUG] base/size alignment violates spec"],
            MemoryBlockSize.Complaints(cedt).Select(line => line.ToString()));
    }

    [Fact]
    public void A_machine_that_forces_a_size_gets_it() => Assert.Equal(
        ByteSize.GiB(2),
        MemoryBlockSize.Choose(RamUpTo(Gib), null, isBareMetal: false, ByteSize.GiB(2)));

    private static E820Table RamUpTo(ulong end) => E820Table.Build(
        Lab.Machine(Lab.Entry(0, end - 1)), KernelCommandLine.Empty, true);

    private static Cedt Windows(params ReadOnlySpan<(ulong Start, ulong Size)> windows)
    {
        List<FixedMemoryWindow> list = [];
        foreach (var (start, size) in windows)
            list.Add(new FixedMemoryWindow(
                new Hpa(start), size, 0, 0, 0, WindowRestrictions.None, 0, [0]));
        return new Cedt([], [.. list], []);
    }
}
