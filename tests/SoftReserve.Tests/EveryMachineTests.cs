using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Owners;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests;

/// <summary>What holds for every bundled machine on every kernel, whatever is configured.</summary>
public sealed class EveryMachineTests
{
    private static readonly ConcurrentDictionary<string, List<(Boots, Kernel)>> Booted = new();

    private static readonly (string Config, string CommandLine)[] Variants =
    [
        ("", ""), ("CXL_REGION=n", ""), ("DEV_DAX_CXL=n", ""), ("DEV_DAX_HMEM=n", ""),
        ("", "memhp_default_state=offline"),
    ];

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void The_same_boot_twice_leaves_the_same_journal_and_iomem(string machine)
    {
        foreach (var (boots, kernel) in Every(machine))
        {
            var again = boots.Run();
            Assert.Equal(Everything(kernel), Everything(again));
            Assert.Equal(kernel.Drivers.Live, again.Drivers.Live);
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Iomem_nests(string machine)
    {
        foreach (var (_, kernel) in Every(machine))
        {
            var trees = kernel.Resources;
            Nesting.Assert(trees.Iomem.Root);
            Nesting.Assert(trees.SoftReserved.Root);
            Nesting.Assert(trees.DaxRegions.Root);
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void No_byte_is_system_ram_twice(string machine)
    {
        foreach (var (_, kernel) in Every(machine))
        {
            var ram = kernel.Resources.Iomem.Preorder().Select(each => each.Resource)
                .Where(each => each.Name is IomemLabels.SystemRamKmem or "System RAM")
                .Select(each => each.Range).Order().ToList();
            Assert.All(
                ram.Zip(ram.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second)));
            Assert.Equal(
                kernel.Memory.Added.Select(memory => memory.Range).Order(),
                ram.Where(range => kernel.Memory.Added.Any(memory => memory.Range == range)));
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Mainline_tears_no_region_down_by_itself(string machine)
    {
        foreach (var (boots, kernel) in Every(machine))
            if (boots.Generation.Name is "7.1" or "7.2")
                Assert.Empty(kernel.Journal.Decisions<RegionIdReturned>());
    }

    [Fact]
    public void V4_does_on_some_machine() => Assert.Contains(
        SoftReserve.Machines.BundledMachines.Names,
        machine => new Boots(machine).Run().Journal.Decisions<RegionIdReturned>().Any());

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_owned_row_has_a_device_a_path_and_a_reason(string machine)
    {
        foreach (var (_, kernel) in Every(machine))
        {
            Assert.All(OwnersTable.Of(kernel), row =>
            {
                Assert.NotEmpty(row.Because);
                Assert.Equal(row.Owner == RangeOwner.None, row.Device is null);
                Assert.Equal(row.Device is null, row.Path is null);
            });
        }
    }

    private static List<(Boots Boots, Kernel Kernel)> Every(string machine) =>
        Booted.GetOrAdd(machine, static name =>
        [
            .. from generation in Catalogue.Standard.All
               from variant in Variants
               let boots = new Boots(name)
               {
                   Generation = generation,
                   Config = variant.Config,
                   CommandLine = variant.CommandLine,
               }
               select (boots, boots.Run()),
        ]);

    private static string Everything(Kernel kernel)
    {
        var text = new StringBuilder();
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan began)
                text.Append(began.Step.Token).Append(' ').AppendLine(began.Step.Title);
            else if (entry is JournalEntry.Decided decided)
                text.AppendLine(decided.Decision.Because.ToString(CultureInfo.InvariantCulture));
            foreach (var line in entry.Messages)
                text.AppendLine(line.ToString());
        }

        text.Append(IomemListing.Text(
            kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth));
        foreach (var row in OwnersTable.Of(kernel))
            text.AppendLine(row.ToString());
        return text.ToString();
    }
}
