using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Owners.Life;
using Xunit;

namespace SoftReserve.Tests.Owners.Life;

/// <summary>What an explanation says would have been enough is enough: the same change, made to
/// the machine's file, its configuration or its command line, brings the owner that it
/// names.</summary>
public sealed class AlternativeTests
{
    private const string TwoCards = "{cxl: {decoders: ["
        + "{memdev: mem0, range: 0x850000000-0x284fffffff, ways: 1, granularity: 256, "
        + "position: 0, committed: true}, "
        + "{memdev: mem1, range: 0x2850000000-0x484fffffff, ways: 1, granularity: 256, "
        + "position: 0, committed: true}]}}";

    private const string BothOfTwo = "{cxl: {decoders: ["
        + "{memdev: mem0, range: 0x850000000-0x284fffffff, ways: 2, granularity: 256, "
        + "position: 0, committed: true}, "
        + "{memdev: mem1, range: 0x850000000-0x284fffffff, ways: 2, granularity: 256, "
        + "position: 1, committed: true}]}}";

    private const string WholeWindows = "{cxl: {memdevs: {mem0: {volatile: 128GiB}, "
        + "mem1: {volatile: 128GiB}, mem2: {volatile: 128GiB}}, decoders: ["
        + "{memdev: mem0, range: 0x850000000-0x284fffffff, ways: 1, granularity: 256, "
        + "position: 0, committed: true}, "
        + "{memdev: mem1, range: 0x2850000000-0x484fffffff, ways: 1, granularity: 256, "
        + "position: 0, committed: true}, "
        + "{memdev: mem2, range: 0x4850000000-0x684fffffff, ways: 1, granularity: 256, "
        + "position: 0, committed: true}]}}";

    /// <summary>Machine, kernel, stage, what is told, and the change in a file with the owner that
    /// it brings.</summary>
    public static TheoryData<string, string, StageKind, string, Change, string> Told() => new()
    {
        {
            "two-cards-one-committed", "v4", StageKind.Decision,
            "with a committed region of 0x2850000000-0x484fffffff, CXL would have kept it",
            new Change(TwoCards), "Cxl"
        },
        {
            "one-window-x2-missing", "7.2", StageKind.Decision,
            "with a committed decoder on mem1 for 0x850000000-0x284fffffff, "
                + "CXL would have kept it",
            new Change(BothOfTwo), "Cxl"
        },
        {
            "one-window-x2-missing", "6.12", StageKind.Assembly,
            "with a committed decoder on mem1 for 0x850000000-0x284fffffff, "
                + "a CXL region would have been committed over it",
            new Change(BothOfTwo), "Cxl"
        },
        {
            "amd-three-windows-short", "7.2", StageKind.Decision,
            "with a committed region of 0x850000000-0x284fffffff, CXL would have kept it",
            new Change(WholeWindows), "Cxl"
        },
        {
            "amd-three-windows-short", "v4", StageKind.Decision,
            "with a committed region of 0x2810000000-0x284fffffff, CXL would have kept it",
            new Change(WholeWindows), "Cxl"
        },
        {
            "one-window", "7.2", StageKind.Hmem,
            "with CONFIG_DEV_DAX_CXL=n, HMEM would have taken it at once",
            new Change(Config: "DEV_DAX_CXL=n"), "Hmem"
        },
        {
            "one-window-uncommitted", "6.12", StageKind.Hmem,
            "with CONFIG_CXL_REGION=n, HMEM would have taken it",
            new Change(Config: "CXL_REGION=n"), "Hmem"
        },
        {
            "one-window", "v4", StageKind.Kept,
            "under 6.12, /proc/iomem would have shown it as Soft Reserved from boot on",
            new Change(Kernel: "6.12"), "Cxl"
        },
        {
            "one-window", "7.2", StageKind.MemoryMap,
            "with efi=nosoftreserve on the command line, "
                + "it would have been System RAM from boot on",
            new Change(CommandLine: "efi=nosoftreserve"), "None"
        },
        {
            "hmat-range-partly-reserved", "6.12", StageKind.Hmem,
            "under 7.0, HMEM would have taken it", new Change(Kernel: "7.0"), "Hmem"
        },
        {
            "hmat-range-partly-reserved", "7.2", StageKind.Use,
            "without HMAT, a driver could have used it",
            new Change("{hmat: absent}"), "Hmem"
        },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void What_is_told_comes_true_when_the_machine_s_file_says_so(
        string machine, string kernel, StageKind stage, string told, Change change, string owner)
    {
        var range = SoftReservedOf(machine);
        var life = LifeOfRange.Of(Boot(machine, kernel, new Change()), range)[0];
        Assert.Contains(told, Sentences(life, stage));
        var changed = Boot(machine, change.Kernel ?? kernel, change);
        Assert.StartsWith(
            owner == "None" ? "it is ordinary RAM" : owner + " has it",
            LifeOfRange.Of(changed, range)[0].Stages[^1].What,
            StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("one-window", "v4", "DEV_DAX_HMEM=n", StageKind.Candidate,
        "with CONFIG_DEV_DAX_HMEM=m, HMEM would have had it on its list")]
    [InlineData("one-window", "7.2", "CXL_PCI=n", StageKind.Assembly,
        "with CONFIG_CXL_PCI=m, a CXL region would have been committed over it")]
    [InlineData("one-window", "7.2", "CXL_ACPI=n", StageKind.Window,
        "with CONFIG_CXL_ACPI=m, a CXL window would have lain over it")]
    [InlineData("one-window", "7.2", "DEV_DAX_CXL=n", StageKind.Hmem,
        "with CONFIG_DEV_DAX_CXL=m, HMEM would have waited for CXL")]
    [InlineData("one-window", "7.2", "DEV_DAX_KMEM=n", StageKind.Use,
        "with CONFIG_DEV_DAX_KMEM=m, it would have been System RAM")]
    [InlineData("one-window", "6.12", "CXL_REGION=n", StageKind.Assembly,
        "with CONFIG_CXL_REGION=y, a CXL region would have been committed over it")]
    public void A_symbol_that_is_off_is_named_where_it_decides(
        string machine, string kernel, string config, StageKind stage, string told)
    {
        var life = LifeOfRange.Of(
            Boot(machine, kernel, new Change(Config: config)), SoftReservedOf(machine))[0];
        Assert.Contains(told, Sentences(life, stage));
    }

    [Theory]
    [InlineData("{kernel: {load-by-hand: [cxl_acpi]}}", StageKind.Window,
        "with cxl_acpi installed and loaded by udev, a CXL window would have lain over it")]
    [InlineData("{kernel: {missing-modules: [dax_cxl]}}", StageKind.Dax,
        "with dax_cxl installed and loaded by udev, it would have been CXL's")]
    [InlineData("{kernel: {missing-modules: [dax_hmem]}}", StageKind.Hmem,
        "with dax_hmem installed and loaded by udev, HMEM would have waited for CXL")]
    [InlineData("{kernel: {missing-modules: [kmem]}}", StageKind.Use,
        "with kmem installed and loaded by udev, a driver could have used it")]
    [InlineData("{kernel: {missing-modules: [cxl_pci]}}", StageKind.Assembly,
        "with cxl_pci installed and loaded by udev, "
            + "a CXL region would have been committed over it")]
    public void A_module_that_is_missing_is_named_where_it_is_missed(
        string with, StageKind stage, string told)
    {
        var kernel = new Boots("one-window") { With = with }.Run();
        var life = LifeOfRange.Of(kernel, SoftReservedOf("one-window"))[0];
        Assert.Contains(told, Sentences(life, stage));
    }

    [Fact]
    public void A_card_that_came_too_late_is_told_as_the_usual_order()
    {
        var kernel = new Boots("one-window")
        {
            Order = ["cxl_acpi", "dax_hmem", "decision", "mem0"],
        }.Run();
        var life = LifeOfRange.Of(kernel, SoftReservedOf("one-window"))[0];
        Assert.Contains(
            "in the usual load order, CXL would have kept it",
            Sentences(life, StageKind.Decision));
    }

    [Fact]
    public void A_memory_block_that_loses_nothing_is_told()
    {
        var kernel = new Boots("amd-unaligned-range") { Generation = Mainline72.Choices }.Run();
        var life = LifeOfRange.Of(kernel, SoftReservedOf("amd-unaligned-range"))[0];
        Assert.Equal(
            ["with memory blocks of 256MiB, no byte would have been lost to memory blocks"],
            Sentences(life, StageKind.Use));
        var whole = new Boots("amd-unaligned-range")
        {
            Generation = Mainline72.Choices,
            With = "{memory-block: 256MiB}",
        }.Run();
        Assert.Equal(SoftReservedOf("amd-unaligned-range"), whole.Memory.Added[0].Range);
    }

    [Fact]
    public void A_change_that_kconfig_forbids_is_no_alternative() => Assert.Null(
        Counterfactual.Run(
            new Boots("one-window") { Generation = Mainline72.Choices }.Run(),
            new Alternative.Symbol(
                ConfigSymbol.DevDaxHmem, Tristate.Yes)));

    [Fact]
    public void A_region_that_no_window_contains_is_no_alternative() => Assert.Null(
        Counterfactual.Run(
            new Boots("one-window").Run(),
            new Alternative.CxlRegionOver(new AddressRange(0x850000000, 0x484fffffff))));

    [Fact]
    public void The_same_boot_without_a_change_is_the_usual_order()
    {
        var kernel = new Boots("two-regions-gap").Run();
        Assert.True(Counterfactual.Run(kernel, new Alternative.UsualOrder())!.IsSameState(
            new Boots("two-regions-gap").Run()));
    }

    private static string[] Sentences(RangeLife life, StageKind stage) =>
    [
        .. life.Stages.Where(each => each.Kind == stage)
            .Select(each => each.Otherwise)
            .OfType<ProvenAlternative>()
            .Select(each => FormattableString.Invariant(each.Alternative.Change)
                + ", " + Effects.TextOf(each.Effect)),
    ];

    private static Kernel Boot(string machine, string kernel, Change change) => new Boots(machine)
    {
        Generation = Catalogue.Standard.Find(kernel)!,
        With = change.With,
        Config = change.Config,
        CommandLine = change.CommandLine,
    }.Run();

    private static AddressRange SoftReservedOf(string machine) =>
        new Boots(machine).Context().MemoryMap.SoftReserved[0];

    /// <summary>What a test changes about a boot.</summary>
    public sealed record Change(
        string With = "", string Config = "", string CommandLine = "", string? Kernel = null);
}
