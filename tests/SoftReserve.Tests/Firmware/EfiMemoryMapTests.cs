using SoftReserve.Addresses;
using SoftReserve.Firmware;
using Xunit;

namespace SoftReserve.Tests.Firmware;

public sealed class EfiMemoryMapTests
{
    private const EfiMemoryAttributes Special =
        EfiMemoryAttributes.WriteBack | EfiMemoryAttributes.SpecificPurpose;

    [Theory]
    [InlineData(EfiMemoryType.Conventional)]
    [InlineData(EfiMemoryType.LoaderCode)]
    [InlineData(EfiMemoryType.BootServicesData)]
    [Trait("Rule", "R19")]
    public void Specific_purpose_memory_is_soft_reserved_only_when_that_is_enabled(
        EfiMemoryType type)
    {
        var map = new EfiMemoryMap([Pages(type, 1, 4, Special)]);

        Assert.Equal([MemoryType.SoftReserved], TypesOf(map.ConvertInStub(true, true)));
        Assert.Equal([MemoryType.SoftReserved], TypesOf(map.ConvertInKernel(true)));
        Assert.Equal([MemoryType.Usable], TypesOf(map.ConvertInStub(false, true)));
        Assert.Equal([MemoryType.Usable], TypesOf(map.ConvertInKernel(false)));
    }

    [Theory]
    [InlineData(EfiMemoryType.Reserved, MemoryType.Reserved)]
    [InlineData(EfiMemoryType.RuntimeServicesData, MemoryType.Reserved)]
    [InlineData(EfiMemoryType.MemoryMappedIo, MemoryType.Reserved)]
    [InlineData(EfiMemoryType.PalCode, MemoryType.Reserved)]
    [InlineData(EfiMemoryType.Unusable, MemoryType.Unusable)]
    [InlineData(EfiMemoryType.AcpiReclaim, MemoryType.Acpi)]
    [InlineData(EfiMemoryType.AcpiNvs, MemoryType.Nvs)]
    [InlineData(EfiMemoryType.Persistent, MemoryType.Pmem)]
    public void Other_types_keep_their_meaning_whatever_their_purpose(
        EfiMemoryType type, MemoryType expected)
    {
        var map = new EfiMemoryMap([Pages(type, 1, 4, Special)]);

        Assert.Equal([expected], TypesOf(map.ConvertInStub(true, true)));
        Assert.Equal([expected], TypesOf(map.ConvertInKernel(true)));
    }

    [Fact]
    public void The_stub_joins_neighbours_of_one_type_and_the_kernel_does_not()
    {
        var map = new EfiMemoryMap([
            Pages(EfiMemoryType.Conventional, 16, 16, Special),
            Pages(EfiMemoryType.BootServicesCode, 32, 16, Special),
            Pages(EfiMemoryType.Conventional, 64, 16, Special)]);

        Assert.Equal(
            [new AddressRange(0x10000, 0x2ffff), new AddressRange(0x40000, 0x4ffff)],
            map.ConvertInStub(true, true).Select(entry => entry.Range));
        Assert.Equal(3, map.ConvertInKernel(true).Count);
    }

    [Fact]
    [Trait("Rule", "R20")]
    public void The_second_conversion_keeps_apart_what_the_stub_joined()
    {
        var map = new EfiMemoryMap([
            Pages(EfiMemoryType.Conventional, 16, 16, Special),
            Pages(EfiMemoryType.Conventional, 32, 16, Special)]);

        var table = E820Table.Build(
            Lab.Machine([.. map.ToMemoryMap(softReserveEnabled: true)]),
            KernelCommandLine.Empty, softReserveEnabled: true);

        Assert.Equal(
            [new AddressRange(0x10000, 0x1ffff), new AddressRange(0x20000, 0x2ffff)],
            table.SoftReserved);
    }

    [Fact]
    public void The_kernel_converts_the_map_itself_only_for_special_conventional_memory()
    {
        var loaderOnly = new EfiMemoryMap([Pages(EfiMemoryType.LoaderData, 1, 1, Special)]);

        Assert.Single(loaderOnly.ToMemoryMap(softReserveEnabled: true));
        Assert.Equal(2, loaderOnly.ToMemoryMap(true, addsEfiMemmap: true).Count);
    }

    [Fact]
    public void Uncached_memory_is_ram_for_the_stub_and_reserved_for_the_kernel()
    {
        var map = new EfiMemoryMap(
            [Pages(EfiMemoryType.Conventional, 1, 1, EfiMemoryAttributes.None)]);

        Assert.Equal([MemoryType.Usable], TypesOf(map.ConvertInStub(true, true)));
        Assert.Equal([MemoryType.Reserved], TypesOf(map.ConvertInKernel(true)));
    }

    [Fact]
    public void Unaccepted_memory_is_ram_where_the_kernel_can_accept_it()
    {
        var map = new EfiMemoryMap(
            [Pages(EfiMemoryType.Unaccepted, 1, 1, EfiMemoryAttributes.WriteBack)]);

        Assert.Equal([MemoryType.Usable], TypesOf(map.ConvertInStub(true, true)));
        Assert.Empty(map.ConvertInStub(true, acceptsMemory: false));
    }

    [Fact]
    public void Descriptors_that_describe_nothing_are_left_out()
    {
        var map = new EfiMemoryMap([
            Pages(EfiMemoryType.Conventional, 1, 0, Special),
            Pages(EfiMemoryType.Conventional, 1, ulong.MaxValue, Special)]);

        Assert.Empty(map.ToMemoryMap(softReserveEnabled: true));
    }

    private static EfiMemoryDescriptor Pages(
        EfiMemoryType type, ulong page, ulong count, EfiMemoryAttributes attributes) =>
        new(type, new Hpa(page << 12), count, attributes);

    private static IEnumerable<MemoryType> TypesOf(ValueList<MemoryMapEntry> entries) =>
        entries.Select(entry => entry.Type);
}
