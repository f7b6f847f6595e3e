using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Tests.Configuration;

public sealed class KconfigMatrixTests
{
    private const int OnlineTypes = 4;

    private static readonly int[] Values = [0, 1, 2]; // n, m, y

    [Theory]
    [InlineData("6.12")]
    [InlineData("v4")]
    [InlineData("7.2")]
    public void It_has_as_many_configurations_as_the_rules_written_out_allow(string kernel)
    {
        var matrix = MatrixOf(kernel);
        Assert.Equal(
            OnlineTypes * CountOfCxl(kernel), matrix.Configurations.Count);
        Assert.Equal(314_928, matrix.Wishes); // 3^9 x 2 x 2 x 4
    }

    [Fact]
    public void Every_configuration_is_there_once_and_debians_is_among_them() =>
        Assert.All(Catalogue.Standard.All, generation =>
        {
            var found = MatrixOf(generation.Name).Configurations;
            Assert.Distinct(found);
            Assert.Contains(KernelConfiguration.Debian, found);
        });

    [Fact]
    public void What_a_person_gets_for_one_wish_is_in_the_matrix()
    {
        foreach (var generation in Catalogue.Standard.All)
        {
            var found = MatrixOf(generation.Name).Configurations.ToHashSet();
            foreach (var symbol in ConfigSymbols.All)
                foreach (var value in new[] { Tristate.No, Tristate.Module, Tristate.Yes })
                    if (Kconfig.Resolve(
                        [new ConfigSetting(ConfigSymbols.NameOf(symbol), value)],
                        generation.Kconfig, generation.BuildBreaks)
                        is KconfigResult.Valid valid)
                        Assert.Contains(valid.Configuration, found);
        }
    }

    [Theory]
    [InlineData("6.12", "CXL_MEM")]
    [InlineData("7.2", "CXL_PCI")]
    public void What_attaches_cards_decides_by_the_symbol_that_can_go_alone(
        string kernel, string symbol)
    {
        var deciding = DecidingOn("one-window", kernel);
        Assert.Contains(symbol, deciding);
        Assert.DoesNotContain(symbol == "CXL_MEM" ? "CXL_PCI" : "CXL_MEM", deciding);
    }

    [Fact]
    public void Where_no_window_is_cxl_decides_nothing() => Assert.Equal(
        ["EFI_SOFT_RESERVE", "DEV_DAX", "DEV_DAX_HMEM", "DEV_DAX_KMEM"],
        DecidingOn("fpga-8g", "7.2"));

    private static string[] DecidingOn(string machine, string kernel) =>
    [
        .. OwnershipMatrix
            .Of(
                BundledMachines.TryRead(machine)!.Value!, Catalogue.Standard.Find(kernel)!,
                MatrixOf(kernel).Configurations)
            .Deciding.Select(pair => ConfigSymbols.NameOf(pair.Symbol)),
    ];

    private static KconfigMatrix MatrixOf(string kernel)
    {
        var generation = Catalogue.Standard.Find(kernel)!;
        return KconfigMatrix.Of(generation.Kconfig, generation.BuildBreaks);
    }

    // semantics F.2 once more, by counting instead of rules: 0 is n, 1 is m, 2 is y
    private static int CountOfCxl(string kernel) => (
        from bus in Values
        from acpi in Values.Take(bus + 1)
        from pci in Values.Take(bus + 1)
        from mem in Values.Take(bus + 1)
        where kernel == "7.2" ? mem >= pci : mem <= pci
        from region in Values
        where region == 0 || (region == 2 && bus > 0)
        from hmem in Values.Prepend(-1) // -1: EFI_SOFT_RESERVE=n, and so HMEM=n
        where kernel != "7.2" || hmem < 2 || (bus != 1 && acpi != 1 && pci != 1)
        where kernel != "v4" || hmem < 2 || bus != 1 || region == 0
        from dax in Values
        from kmem in Values.Take(dax + 1)
        from daxCxl in Values.Take(region > 0 ? Math.Min(bus, dax) + 1 : 1)
        where kernel != "7.2" || daxCxl < 2 || hmem != 1
        where kernel != "v4" || daxCxl == 0 || (acpi >= hmem && pci >= hmem)
        select 1).Count();
}
