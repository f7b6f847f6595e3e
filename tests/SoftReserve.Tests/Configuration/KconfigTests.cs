using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Tests.Configuration;

public sealed class KconfigTests
{
    [Fact]
    public void Without_wishes_it_is_what_debian_ships()
    {
        var config = Valid("", V4.Choices);
        Assert.Equal(Tristate.Yes, config[ConfigSymbol.CxlBus]);
        Assert.Equal(Tristate.Module, config[ConfigSymbol.DevDaxHmem]);
        Assert.Equal(Tristate.Yes, config[ConfigSymbol.CxlRegion]);
    }

    [Fact]
    public void Without_cxl_region_dax_cxl_goes_off_in_silence() => Assert.Equal(
        Tristate.No, Valid("CXL_REGION=n", V4.Choices)[ConfigSymbol.DevDaxCxl]);

    [Fact]
    [Trait("Rule", "R69")]
    public void In_v4_built_in_hmem_beside_modular_cxl_turns_dax_cxl_off() => Assert.Equal(
        Tristate.No,
        Valid("DEV_DAX=y,DEV_DAX_HMEM=y", V4.Choices)[ConfigSymbol.DevDaxCxl]);

    [Fact]
    [Trait("Rule", "R69")]
    public void In_mainline_built_in_hmem_beside_modular_cxl_is_refused() => Assert.Contains(
        "CXL_ACPI || !CXL_ACPI", Refused("DEV_DAX=y,DEV_DAX_HMEM=y", Mainline72.Choices),
        StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "R69")]
    public void In_6_12_built_in_hmem_beside_modular_cxl_is_allowed()
    {
        var config = Valid("DEV_DAX=y,DEV_DAX_HMEM=y", Legacy612.Choices);
        Assert.Equal(Tristate.Yes, config[ConfigSymbol.DevDaxHmem]);
        Assert.Equal(Tristate.Module, config[ConfigSymbol.DevDaxCxl]);
    }

    [Fact]
    public void V4_does_not_link_with_built_in_hmem_and_modular_cxl_core() => Assert.Contains(
        "does not link",
        Refused("DEV_DAX=y,DEV_DAX_HMEM=y,CXL_BUS=m,CXL_PORT=m", V4.Choices),
        StringComparison.Ordinal);

    [Fact]
    public void A_wish_above_what_it_depends_on_is_refused_with_the_rule() => Assert.Equal(
        "CXL_ACPI=y: depends on CXL_BUS",
        Refused("CXL_BUS=m,CXL_ACPI=y", V4.Choices));

    [Fact]
    public void A_wish_takes_along_what_it_depends_on_when_nobody_says_otherwise() => Assert.Equal(
        Tristate.Yes, Valid("DEV_DAX_HMEM=y", Legacy612.Choices)[ConfigSymbol.DevDax]);

    [Fact]
    public void A_boolean_symbol_can_not_be_a_module() => Assert.Equal(
        "CXL_REGION is y or n", Refused("CXL_REGION=m", V4.Choices));

    [Fact]
    [Trait("Rule", "R19")]
    public void Without_efi_soft_reserve_there_is_no_hmem() => Assert.Equal(
        Tristate.No,
        Valid("EFI_SOFT_RESERVE=n", Mainline72.Choices)[ConfigSymbol.DevDaxHmem]);

    private static KernelConfiguration Valid(string wishes, Generation generation) =>
        Assert.IsType<KconfigResult.Valid>(Resolve(wishes, generation)).Configuration;

    private static string Refused(string wishes, Generation generation) =>
        Assert.IsType<KconfigResult.Impossible>(Resolve(wishes, generation)).Rule;

    private static KconfigResult Resolve(string wishes, Generation generation) => Kconfig.Resolve(
        KernelConfigFile.ReadList(wishes, "test").Value!.Settings,
        generation.Kconfig, generation.BuildBreaks);
}
