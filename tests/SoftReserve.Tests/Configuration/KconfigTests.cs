using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Memory;
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
        Tristate.Yes, Valid("DEV_DAX_KMEM=y", Legacy612.Choices)[ConfigSymbol.DevDax]);

    [Fact]
    public void What_is_taken_along_must_be_possible_too() => Assert.Equal(
        "CXL_PCI=y: depends on CXL_BUS",
        Refused("CXL_BUS=m,CXL_MEM=y", Legacy612.Choices));

    [Fact]
    public void Hmem_does_not_need_device_dax() => Assert.Equal(
        Tristate.Module,
        Valid("DEV_DAX=n,DEV_DAX_HMEM=m", Mainline72.Choices)[ConfigSymbol.DevDaxHmem]);

    [Theory]
    [InlineData("CXL_BUS=m,CXL_PORT=y", "CXL_PORT=y: has no prompt: it is what CXL_BUS is")]
    [InlineData("CXL_PORT=n", "CXL_PORT=n: has no prompt: it is what CXL_BUS is")]
    public void Nobody_can_set_the_port_driver(string wishes, string rule) =>
        Assert.Equal(rule, Refused(wishes, Mainline72.Choices));

    [Fact]
    public void The_port_driver_is_what_the_bus_is() => Assert.Equal(
        Tristate.Module, Valid("CXL_BUS=m", V4.Choices)[ConfigSymbol.CxlPort]);

    [Theory]
    [InlineData("6.12")]
    [InlineData("v4")]
    public void Up_to_6_19_cards_can_be_probed_without_ever_being_attached(string kernel)
    {
        var config = Valid("CXL_MEM=n", Catalogue.Standard.Find(kernel)!);
        Assert.Equal(Tristate.Module, config[ConfigSymbol.CxlPci]);
        Assert.Equal(
            "CXL_MEM=m: depends on CXL_PCI",
            Refused("CXL_PCI=n,CXL_MEM=m", Catalogue.Standard.Find(kernel)!));
    }

    [Theory]
    [InlineData("7.0")]
    [InlineData("v5")]
    [InlineData("v8")]
    [InlineData("7.1")]
    [InlineData("7.2")]
    public void From_7_0_on_the_driver_of_cards_brings_what_attaches_them(string kernel)
    {
        var generation = Catalogue.Standard.Find(kernel)!;
        Assert.Equal(Tristate.No, Valid("CXL_MEM=n", generation)[ConfigSymbol.CxlPci]);
        Assert.Equal(Tristate.Yes, Valid("CXL_PCI=y", generation)[ConfigSymbol.CxlMem]);
        Assert.Equal(Tristate.Module, Valid("CXL_PCI=n", generation)[ConfigSymbol.CxlMem]);
        Assert.Equal(
            "CXL_PCI=m: selects CXL_MEM: CXL_MEM may not be less",
            Refused("CXL_PCI=m,CXL_MEM=n", generation));
    }

    [Theory]
    [InlineData("", OnlinePolicy.Online)]
    [InlineData("MHP_DEFAULT_ONLINE_TYPE_OFFLINE=y", OnlinePolicy.Offline)]
    [InlineData("MHP_DEFAULT_ONLINE_TYPE_ONLINE_AUTO=n", OnlinePolicy.Offline)]
    [InlineData("MEMORY_HOTPLUG_DEFAULT_ONLINE=n", OnlinePolicy.Offline)]
    [InlineData("MHP_DEFAULT_ONLINE_TYPE_ONLINE_KERNEL=y", OnlinePolicy.OnlineKernel)]
    [InlineData("MHP_DEFAULT_ONLINE_TYPE_ONLINE_MOVABLE=y", OnlinePolicy.OnlineMovable)]
    public void One_online_type_of_four_is_set(string wishes, OnlinePolicy policy) => Assert.Equal(
        policy,
        OnlinePolicies.Of(Valid(wishes, Mainline72.Choices), KernelCommandLine.Empty));

    [Theory]
    [InlineData("memhp_default_state=offline", OnlinePolicy.Offline)]
    [InlineData("memhp_default_state=online_movable", OnlinePolicy.OnlineMovable)]
    public void The_command_line_wins_over_the_online_type(
        string commandLine, OnlinePolicy policy) => Assert.Equal(
        policy,
        OnlinePolicies.Of(
            Valid("MHP_DEFAULT_ONLINE_TYPE_ONLINE_KERNEL=y", Mainline72.Choices),
            KernelCommandLine.Parse(commandLine)));

    [Fact]
    public void Two_online_types_at_once_are_refused() => Assert.StartsWith(
        "MHP_DEFAULT_ONLINE_TYPE_ONLINE_AUTO=y: is one of a choice",
        Refused(
            "MHP_DEFAULT_ONLINE_TYPE_ONLINE_AUTO=y,MHP_DEFAULT_ONLINE_TYPE_ONLINE_MOVABLE=y",
            Mainline72.Choices),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("PCI=n", ConfigSymbol.CxlBus)]
    [InlineData("CONFIG_ACPI_NUMA=n", ConfigSymbol.CxlAcpi)]
    [InlineData("SPARSEMEM=n", ConfigSymbol.CxlRegion)]
    [InlineData("EFI_STUB=n", ConfigSymbol.EfiSoftReserve)]
    [InlineData("ACPI_HMAT=n", ConfigSymbol.DevDaxHmem)]
    [InlineData("TRANSPARENT_HUGEPAGE=n", ConfigSymbol.DevDaxKmem)]
    [InlineData("MEMORY_HOTPLUG=n", ConfigSymbol.DevDaxKmem)]
    public void What_a_symbol_needs_elsewhere_takes_it_along(string wishes, ConfigSymbol lost) =>
        Assert.Equal(Tristate.No, Valid(wishes, Mainline72.Choices)[lost]);

    [Fact]
    public void A_wish_against_what_is_needed_elsewhere_is_refused()
    {
        Assert.Equal(
            "EFI_SOFT_RESERVE=y: needs ACPI_HMAT",
            Refused("ACPI_HMAT=n,EFI_SOFT_RESERVE=y", Mainline72.Choices));
        Assert.Equal(
            "CXL_ACPI=y: depends on CXL_PMEM || !CXL_PMEM: it may be y only if CXL_PMEM is y or n",
            Refused("CXL_PMEM=m,CXL_ACPI=y", Mainline72.Choices));
    }

    [Theory]
    [InlineData("debian-6.12")]
    [InlineData("debian-7.2")]
    public void Every_kernel_can_be_built_as_debian_builds_its_own(string name)
    {
        var shipped = DistributionKernels.Find(name)!;
        foreach (var generation in Catalogue.Standard.All)
            Assert.Equal(
                new KconfigResult.Valid(shipped),
                Kconfig.Resolve(shipped.Settings, generation.Kconfig, generation.BuildBreaks));
    }

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
