using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Tests;

public sealed class KernelConfigTests
{
    [Fact]
    public void A_dot_config_gives_its_tristates_and_nothing_else()
    {
        var result = KernelConfigFile.Read("""
            #
            # Linux, a few lines of it
            #
            CONFIG_CC_VERSION_TEXT="gcc"
            CONFIG_CXL_BUS=y
            CONFIG_CXL_ACPI=m
            # CONFIG_CXL_REGION is not set
            CONFIG_NR_CPUS=64
            CONFIG_lower=y
            # CONFIG_ is not set
            CONFIG_CXL_BUS=m
            """.Replace("\n", "\r\n", StringComparison.Ordinal), ".config");

        Assert.Equal(
            [
                new ConfigSetting("CXL_BUS", Tristate.Module),
                new ConfigSetting("CXL_ACPI", Tristate.Module),
                new ConfigSetting("CXL_REGION", Tristate.No),
            ],
            result.Value!.Settings);
    }

    [Fact]
    public void A_file_without_a_setting_is_refused() => Assert.Equal(
        ".config:1:1: SR0150: this is no kernel configuration, expected lines such as "
        + "CONFIG_CXL_BUS=m",
        Assert.Single(KernelConfigFile.Read("hello\nworld", ".config").Diagnostics).ToString());

    [Fact]
    public void A_list_takes_symbols_with_and_without_the_prefix() => Assert.Equal(
        [
            new ConfigSetting("CXL_REGION", Tristate.No),
            new ConfigSetting("DEV_DAX", Tristate.Yes),
        ],
        KernelConfigFile.ReadList("CXL_REGION=n, CONFIG_DEV_DAX=y", "--config").Value!.Settings);

    [Fact]
    public void Every_bad_part_of_a_list_is_told() => Assert.Equal(
        ["--config:1:1", "--config:1:6", "--config:1:23"],
        KernelConfigFile.ReadList("CXL=,cxl_region=n,A=y,B", "--config").Diagnostics
            .Select(problem => $"{problem.File}:{problem.Line}:{problem.Column}"));

    [Fact]
    public void Later_settings_win_symbol_by_symbol()
    {
        var lower = KernelConfigFile.ReadList("A=y,B=m", "").Value!;

        Assert.Equal(
            KernelConfigFile.ReadList("A=n,B=m,C=y", "").Value,
            lower.MergedWith(KernelConfigFile.ReadList("C=y,A=n", "").Value!.Settings));
    }

    [Fact]
    public void In_a_file_that_kconfig_wrote_what_is_not_there_is_off()
    {
        const string Excerpt = "# CONFIG_CXL_BUS is not set\nCONFIG_DEV_DAX=m\n";
        var whole = Read("#\n# Automatically generated file; DO NOT EDIT.\n" + Excerpt);
        Assert.Contains(new ConfigSetting("CXL_ACPI", Tristate.No), whole);
        Assert.Contains(new ConfigSetting("DEV_DAX", Tristate.Module), whole);
        Assert.DoesNotContain("CXL_ACPI", Read(Excerpt).Select(each => each.Symbol));
    }

    private static ValueList<ConfigSetting> Read(string text) =>
        KernelConfigFile.Read(text, ".config").Value!.Settings;
}
