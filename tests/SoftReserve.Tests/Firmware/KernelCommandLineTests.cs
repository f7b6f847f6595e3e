using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Firmware;
using Xunit;

namespace SoftReserve.Tests.Firmware;

public sealed class KernelCommandLineTests
{
    public static TheoryData<string, MemmapDirective> Directives => new()
    {
        { "1G@2G", new MemmapDirective.Add(0x80000000, 0x40000000, MemoryType.Usable) },
        { "64K#0x10000", new MemmapDirective.Add(0x10000, 0x10000, MemoryType.Acpi) },
        { "010$0X20", new MemmapDirective.Add(0x20, 8, MemoryType.Reserved) },
        { "2m!1t", new MemmapDirective.Add(1UL << 40, 0x200000, MemoryType.Pram) },
        {
            "4G%0x850000000+0xefffffff",
            new MemmapDirective.Add(0x850000000, 0x100000000, MemoryType.SoftReserved)
        },
        {
            "256M%0x30000000-1+0xefffffff",
            new MemmapDirective.Change(
                0x30000000, 0x10000000, MemoryType.Usable, MemoryType.SoftReserved)
        },
        { "1%2-3", new MemmapDirective.Remove(2, 1, MemoryType.Acpi) },
        { "1%2", new MemmapDirective.Remove(2, 1, null) },
        { "1%2-0+0", new MemmapDirective.Remove(2, 1, null) },
        { "4096", new MemmapDirective.Remove(4096, ulong.MaxValue - 4096, MemoryType.Usable) },
        { "exactmap", new MemmapDirective.Clear() },
    };

    [Theory]
    [MemberData(nameof(Directives))]
    public void Memmap_knows_every_syntax(string text, MemmapDirective directive)
    {
        var line = KernelCommandLine.Parse("quiet memmap=" + text);

        Assert.Equal([directive], line.Memmap);
        Assert.Empty(line.Problems);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("x", 0)]
    [InlineData("1G@", 0)]
    [InlineData("1G@2Gx", 1)]
    [InlineData("1G%2G+", 0)]
    [InlineData("1G%2G+1x", 0)]
    [InlineData("1G%2G+0x100000000", 0)]
    [InlineData("16E@0", 0)]
    [InlineData("0x10000000000000000@0", 0)]
    public void A_malformed_element_is_one_problem(string text, int directives)
    {
        var line = KernelCommandLine.Parse("memmap=" + text);

        var problem = Assert.Single(line.Problems);
        Assert.Equal("memmap=" + text, problem.Text);
        Assert.NotEmpty(problem.Expected);
        Assert.Equal(directives, line.Memmap.Count);
    }

    [Fact]
    public void Elements_and_parameters_keep_their_order()
    {
        var line = KernelCommandLine.Parse("memmap=1@1,2@2 mem=8 memmap=3@3");

        Assert.Equal(
            [1UL, 2, 8, 3],
            line.Memmap.Select(directive => directive switch
            {
                MemmapDirective.Add add => add.Start,
                MemmapDirective.Remove remove => remove.Start,
                _ => 0UL,
            }));
    }

    [Theory]
    [InlineData("efi=nosoftreserve", true)]
    [InlineData("efi=debug,nosoftreserve", true)]
    [InlineData("efi=debug efi=nosoftreserve efi=debug", true)]
    [InlineData("efi=nosoftreserved", false)]
    [InlineData("-- efi=nosoftreserve", false)]
    [InlineData("note=\"a efi=nosoftreserve\"", false)]
    [Trait("Rule", "R19")]
    public void Soft_reserve_is_switched_off_by_one_word_of_efi(string text, bool isOff) =>
        Assert.Equal(isOff, KernelCommandLine.Parse(text).NoSoftReserve);

    [Theory]
    [InlineData("device_hmem.disable=1", true)]
    [InlineData("device-hmem.disable=Y", true)]
    [InlineData("device_hmem.disable", true)]
    [InlineData("device_hmem.disable=on", true)]
    [InlineData("device_hmem.disable=off", false)]
    [InlineData("device_hmem.disable=1 device_hmem.disable=0", false)]
    [InlineData("device_hmem.disable=", false)]
    public void Hmem_is_disabled_by_a_true_word(string text, bool isDisabled) =>
        Assert.Equal(isDisabled, KernelCommandLine.Parse(text).IsHmemDisabled);

    [Fact]
    public void The_rest_of_what_matters_is_read()
    {
        var line = KernelCommandLine.Parse(
            "memhp_default_state=online_movable driver_async_probe=cxl_acpi,cxl_pci"
            + " add_efi_memmap dax_hmem.region_idle=1 \"dax-hmem.note=a b\"");

        Assert.Equal("online_movable", line.MemhpDefaultState);
        Assert.Equal(["cxl_acpi", "cxl_pci"], line.AsyncProbeDrivers);
        Assert.True(line.AddsEfiMemmap);
        Assert.Equal("1", line.FindModuleParameter("dax_hmem", "region_idle"));
        Assert.Equal("a b", line.FindModuleParameter("dax_hmem", "note"));
        Assert.Null(line.FindModuleParameter("dax_hmem", "other"));
        Assert.Empty(line.Problems);
    }

    [Fact]
    public void A_default_state_that_the_kernel_does_not_know_is_a_problem()
    {
        var line = KernelCommandLine.Parse("memhp_default_state=movable mem=0");

        Assert.Null(line.MemhpDefaultState);
        Assert.Equal(2, line.Problems.Count);
    }

    [Fact]
    public void No_text_makes_the_parser_throw() => Prop
        .ForAll<string>(text =>
        {
            KernelCommandLine.Parse(text ?? "");
            KernelCommandLine.Parse("memmap=" + text);
        })
        .QuickCheckThrowOnFailure();
}
