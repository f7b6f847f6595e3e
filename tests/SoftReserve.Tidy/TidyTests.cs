using Xunit;

namespace SoftReserve.Tidy;

/// <summary>The house rules, on every file.</summary>
public sealed class TidyTests
{
    [Fact]
    public void The_repository_is_found() =>
        Assert.True(Repository.Sources.Count > 50, $"{Repository.Sources.Count} C# files");

    [Fact]
    public void Lines_have_100_columns_at_most() => Check(LayoutRules.LongLines);

    [Fact]
    public void Bodies_have_60_lines_at_most() => Check(LayoutRules.LongBodies);

    [Fact]
    public void Files_have_400_lines_at_most() => Check(LayoutRules.LongFiles);

    [Fact]
    public void Namespaces_are_file_scoped_and_name_their_folder() =>
        Check(LayoutRules.Namespaces);

    [Fact]
    public void Nothing_is_postponed_in_a_comment() => Check(LayoutRules.Postponements);

    [Fact]
    public void A_warning_is_turned_off_for_a_reason() => Check(LayoutRules.UnexplainedPragmas);

    [Fact]
    public void Classes_are_sealed_static_or_abstract() => Check(TypeRules.OpenClasses);

    [Fact]
    public void Structs_are_readonly() => Check(TypeRules.MutableStructs);

    [Fact]
    public void Public_types_have_a_summary() =>
        Check(TypeRules.UndocumentedTypes, file => file.IsIn("src"));

    [Fact]
    public void Every_test_is_a_sentence() => Check(TestRules.Names);

    [Fact]
    public void No_test_is_skipped() => Check(TestRules.Skips);

    [Fact]
    public void Traits_name_rules_that_exist() => Check(TestRules.RuleTraits);

    [Fact]
    public void Choices_between_cases_hide_none() =>
        Rules.AssertNone(MeaningRules.HiddenCases(Meaning.OfSource));

    [Fact]
    public void No_rule_asks_which_generation_runs() =>
        Rules.AssertNone(MeaningRules.GenerationConditions(Meaning.OfSource));

    [Fact]
    public void The_model_does_not_reach_out() =>
        Rules.AssertNone(MeaningRules.OutsideTheModel(Meaning.OfSource));

    [Fact]
    public void The_model_loops_over_ordered_collections_only() =>
        Rules.AssertNone(MeaningRules.UnorderedLoops(Meaning.OfSource));

    [Fact]
    public void No_file_names_a_folder_of_one_machine() =>
        Rules.AssertNone(Repository.Files(".", "*")
            .Where(PathRules.IsText)
            .SelectMany(path => PathRules.MachinePaths(
                new SourceFile(path, Repository.Read(path)))));

    [Fact]
    public void The_model_has_no_packages_and_needs_no_other_project() =>
        Assert.DoesNotContain(
            Repository.Xml("src/SoftReserve/SoftReserve.csproj").Descendants(),
            element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));

    private static void Check(
        Func<SourceFile, IEnumerable<Violation>> rule, Func<SourceFile, bool>? where = null) =>
        Rules.AssertNone(Repository.Sources.Where(where ?? (_ => true)).SelectMany(rule));
}
