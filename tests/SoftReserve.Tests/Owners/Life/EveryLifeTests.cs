using System.Collections.Concurrent;
using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Owners;
using SoftReserve.Owners.Life;
using Xunit;

namespace SoftReserve.Tests.Owners.Life;

/// <summary>What holds for every life on every bundled machine under every kernel.</summary>
public sealed class EveryLifeTests
{
    private static readonly ConcurrentDictionary<string, List<(Kernel Kernel, Lives Lives)>> Told =
        new();

    private static readonly string[] Configurations =
        ["", "CXL_REGION=n", "DEV_DAX_HMEM=n", "DEV_DAX_CXL=n", "CXL_PCI=n", "DEV_DAX_KMEM=n"];

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Lives_tile_the_whole_address_space(string machine)
    {
        foreach (var (_, lives) in Of(machine))
        {
            Assert.Equal(default, lives[0].Range.Start);
            Assert.Equal(Hpa.Max, lives[^1].Range.End);
            Assert.All(lives.Zip(lives.Skip(1)), pair => Assert.Equal(
                pair.First.Range.End.Plus(1), pair.Second.Range.Start));
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void The_last_stage_says_what_the_table_of_owners_says(string machine)
    {
        foreach (var (kernel, lives) in Of(machine))
        {
            var rows = OwnersTable.Of(kernel);
            foreach (var life in lives.Where(life => life.IsSoftReserved))
            {
                var row = Assert.Single(rows, row => row.Range.Overlaps(life.Range));
                Assert.True(row.Range.Contains(life.Range));
                var now = life.Stages[^1];
                Assert.Equal(StageKind.Now, now.Kind);
                Assert.StartsWith(OwnerOf(row), now.What, StringComparison.Ordinal);
                if (row.Device is { } device)
                    Assert.Contains(device, now.What, StringComparison.Ordinal);
                Assert.Contains(now.Facts, fact => fact == new StageFact("because", row.Because));
            }

            Assert.All(rows, row => Assert.Contains(
                lives, life => life.IsSoftReserved && row.Range.Contains(life.Range)));
        }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Stages_with_a_step_stand_in_the_order_of_the_steps(string machine)
    {
        foreach (var (_, lives) in Of(machine))
            foreach (var life in lives)
            {
                var steps = life.Stages.Select(stage => stage.Step).OfType<int>().ToList();
                Assert.Equal(steps.Order(), steps);
                if (life.IsSoftReserved)
                    Assert.Equal(
                        [StageKind.Firmware, StageKind.MemoryMap],
                        life.Stages.Take(2).Select(stage => stage.Kind));
            }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_stage_names_its_rule_its_function_and_what_it_looked_at(string machine)
    {
        foreach (var (_, lives) in Of(machine))
            foreach (var stage in lives.SelectMany(life => life.Stages))
            {
                Assert.NotEqual(stage.Rule, stage.RuleName);
                Assert.NotEmpty(stage.Function);
                Assert.DoesNotContain("  ", stage.What, StringComparison.Ordinal);
                Assert.All(stage.Facts, fact => Assert.NotEmpty(fact.Value));
            }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_alternative_changes_what_it_says_it_changes(string machine)
    {
        foreach (var (kernel, lives) in Of(machine))
            foreach (var life in lives)
                foreach (var (alternative, effect, owners) in life.Stages
                    .Select(stage => stage.Otherwise).OfType<ProvenAlternative>())
                {
                    Assert.False(Effects.IsSeen(effect, kernel, life.Range));
                    var other = Counterfactual.Run(kernel, alternative);
                    Assert.True(Effects.IsSeen(effect, other!, life.Range));
                    Assert.All(owners, row => Assert.Contains(
                        OwnersTable.Within(other!, life.Range),
                        each => (each.Owner, each.Device) == (row.Owner, row.Device)));
                }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void The_bytes_on_both_sides_of_every_edge_have_the_life_of_their_piece(string machine)
    {
        foreach (var (kernel, lives) in Of(machine).Take(Catalogue.Standard.All.Count))
            foreach (var life in lives)
                foreach (var end in new[] { life.Range.Start, life.Range.End })
                {
                    var found = Assert.Single(
                        LifeOfRange.Of(kernel, new AddressRange(end, end)));
                    Assert.Equal((life.Range, life.Title), (found.Range, found.Title));
                    Assert.Equal(life.Stages.Count, found.Stages.Count);
                }
    }

    private static string OwnerOf(OwnedRange row) => row.Owner switch
    {
        RangeOwner.Cxl => "CXL has it",
        RangeOwner.Hmem => "HMEM has it",
        RangeOwner.Both => "CXL and HMEM both have it",
        _ => row.Use == RangeUse.SystemRam ? "it is ordinary RAM" : "nobody has it",
    };

    private static List<(Kernel Kernel, Lives Lives)> Of(string machine) =>
        Told.GetOrAdd(machine, static name =>
        [
            .. from config in Configurations
               from generation in Catalogue.Standard.All
               let kernel = new Boots(name) { Generation = generation, Config = config }.Run()
               select (kernel, new Lives(LifeOfRange.Of(kernel, AddressRange.Everything))),
        ]);

    private sealed class Lives(ValueList<RangeLife> lives) : List<RangeLife>(lives);
}
