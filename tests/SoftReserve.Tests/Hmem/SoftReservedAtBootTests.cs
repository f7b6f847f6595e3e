using SoftReserve.Addresses;
using SoftReserve.Drivers.Steps;
using SoftReserve.Generations;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>Where firmware's Soft Reserved ranges are between power-on and their
/// owner.</summary>
public sealed class SoftReservedAtBootTests
{
    private static readonly AddressRange Card = new(0x850000000, 0x284fffffff);

    [Fact]
    [Trait("Rule", "R22")]
    public void Until_6_19_soft_reserved_is_in_iomem_before_any_driver_comes() => Assert.Equal(
        "850000000-284fffffff : Soft Reserved",
        WithoutDrivers(Legacy612.Choices).IomemOfCxl());

    [Theory]
    [MemberData(nameof(Corpus.GenerationsOfTheSeries), MemberType = typeof(Corpus))]
    [Trait("Rule", "R22")]
    public void With_the_series_soft_reserved_is_not_in_iomem_at_boot(string generation)
    {
        var kernel = WithoutDrivers(Catalogue.Standard.Find(generation)!);
        Assert.Equal("", kernel.IomemOfCxl());
        Assert.Equal(Card, Assert.Single(kernel.Resources.SoftReserved.Root.Children).Range);
    }

    [Theory]
    [Trait("Rule", "R23")]
    [InlineData("one-window", "cxl")]
    [InlineData("one-window-uncommitted", "hmem")]
    public void Mainline_keeps_its_record_of_firmware_whoever_owns_the_range(
        string machine, string owner)
    {
        var kernel = new Boots(machine) { Generation = Mainline72.Choices }.Run();

        Assert.Equal(owner, Assert.Single(Rows(kernel)).Owner.ToString(), ignoreCase: true);
        var kept = Assert.Single(kernel.Resources.SoftReserved.Root.Children);
        Assert.Equal((Card, "Soft Reserved"), (kept.Range, kept.Name));
        Assert.DoesNotContain("Soft Reserved", kernel.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "R24")]
    [InlineData("arm64")]
    [InlineData("riscv64")]
    public void On_other_architectures_mainline_finds_no_soft_reserved_range(string architecture)
    {
        var kernel = new Boots("fpga-8g")
        {
            Generation = Mainline72.Choices,
            With = $"{{arch: {architecture}, hmat: absent}}",
        }.Run();

        Assert.Equal("2080000000-227fffffff : Soft Reserved", kernel.IomemOfCxl());
        Assert.False(kernel.Hmem.HasPlatformDevice);
        Assert.Equal(["2080000000 None  None"], kernel.OwnersInWords());
    }

    [Fact]
    [Trait("Rule", "R24")]
    public void On_other_architectures_6_12_finds_it_in_iomem() => Assert.Equal(
        ["2080000000 Hmem dax0.0 SystemRam"],
        new Boots("fpga-8g")
        {
            Generation = Legacy612.Choices,
            With = "{arch: arm64, hmat: absent}",
        }.Run().OwnersInWords());

    [Theory]
    [Trait("Rule", "R24")]
    [InlineData("x86_64", "2080000000-227fffffff : Soft Reserved")]
    [InlineData("arm64", "")]
    [InlineData("riscv64", "")]
    public void Only_x86_makes_soft_reserved_of_memmap(string architecture, string iomem) =>
        Assert.Equal(iomem, new Boots("fpga-8g")
        {
            Generation = Legacy612.Choices,
            With = $"{{arch: {architecture}, hmat: absent}}",
            Config = "EFI_SOFT_RESERVE=n",
            CommandLine = "memmap=8G%0x2080000000+0xefffffff",
        }.Run().IomemOfCxl());

    [Theory]
    [Trait("Rule", "R24")]
    [InlineData("x86_64", true)]
    [InlineData("arm64", false)]
    public void Only_x86_has_an_e820_table_and_a_bios_to_spare(string architecture, bool has)
    {
        var kernel = new Boots("fpga-8g") { With = $"{{arch: {architecture}}}" }.Run();
        Assert.Equal(has, Array.Exists(
            kernel.Log(), line => line.Contains("e820", StringComparison.Ordinal)));
        Assert.Equal(has, kernel.Resources.Iomem.FirstOverlapping(
            new AddressRange(0, 0xfff), ResourceFlags.SystemRam) is null);
    }

    [Theory]
    [Trait("Rule", "R24")]
    [InlineData("x86_64", 2048UL)]
    [InlineData("arm64", 128UL)]
    [InlineData("riscv64", 128UL)]
    public void Other_architectures_add_memory_section_by_section(
        string architecture, ulong mebibytes) => Assert.Equal(
        mebibytes << 20,
        new Boots("fpga-8g") { With = $"{{arch: {architecture}}}" }
            .Context().MemoryBlockSize);

    [Theory]
    [Trait("Rule", "R22")]
    [InlineData("v4", "2080000000-227fffffff : Soft Reserved")]
    [InlineData("v5", "")]
    [InlineData("7.2", "")]
    public void Without_efi_soft_reserve_v4_has_no_tree_to_keep_ranges_apart(
        string kernel, string iomem) => Assert.Equal(iomem, new Boots("fpga-8g")
        {
            Generation = Catalogue.Standard.Find(kernel)!,
            With = "{hmat: absent}",
            Config = "EFI_SOFT_RESERVE=n",
            CommandLine = "memmap=8G%0x2080000000+0xefffffff",
        }.Run().IomemOfCxl());

    private static ValueList<SoftReserve.Owners.OwnedRange> Rows(Kernel kernel) =>
        SoftReserve.Owners.OwnersTable.Of(kernel);

    private static Kernel WithoutDrivers(Generation generation)
    {
        var kernel = new Boots("one-window") { Generation = generation }.Context().PowerOn();
        for (var step = 0; step < BootSequence.StepsOfMemoryMap; step++)
            kernel = Schedule.Take(
                kernel, Assert.IsAssignableFrom<Initcall>(Schedule.Enabled(kernel).First()));
        return kernel;
    }
}
