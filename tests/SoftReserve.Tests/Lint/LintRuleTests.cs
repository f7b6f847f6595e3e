using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Lint;
using Xunit;

namespace SoftReserve.Tests.Lint;

/// <summary>Every rule finds its mistake, and keeps quiet on a machine that only looks like
/// it.</summary>
public sealed class LintRuleTests
{
    public static TheoryData<string> Rules => new(LintRules.All.Select(rule => rule.Id));

    [Fact]
    public void A_machine_on_which_everything_fits_has_no_finding()
    {
        var report = Linter.Check(LintExamples.Base());

        Assert.Empty(report.Findings);
        Assert.Equal(LintRules.All.Count, report.RulesChecked);
    }

    [Fact]
    public void Rules_are_numbered_without_a_gap_and_have_names_of_their_own()
    {
        Assert.Equal(
            Enumerable.Range(1, LintRules.All.Count).Select(number => $"L{number:00}"),
            LintRules.All.Select(rule => rule.Id));
        Assert.Equal(
            LintRules.All.Count, LintRules.All.Select(rule => rule.Name).Distinct().Count());
        Assert.All(LintRules.All, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$", rule.Name));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_finds_its_mistake(string id)
    {
        var rule = LintRules.Find(id)!;
        var examples = LintExamples.Of(rule, "bad").ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var report = Linter.Check(example, [rule]);
            Assert.NotEmpty(report.Findings);
            Assert.All(report.Findings, finding =>
            {
                Assert.NotEmpty(finding.Fields);
                Assert.NotEmpty(finding.Explanation);
                Assert.NotEmpty(finding.Consequences);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_keeps_quiet_on_a_machine_that_only_looks_like_it(string id)
    {
        var rule = LintRules.Find(id)!;
        var examples = LintExamples.Of(rule, "good").ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Linter.Check(example, [rule]).Findings));
    }

    [Fact]
    public void Every_folder_of_examples_belongs_to_a_rule() =>
        Assert.All(
            Directory.EnumerateDirectories(LintExamples.Folder).Select(Path.GetFileName),
            folder => Assert.Contains(
                LintRules.All, rule => $"{rule.Id}-{rule.Name}" == folder));

    /// <summary>SOFTRESERVE_ACCEPT=1 rewrites the file.</summary>
    [Fact]
    public void The_examples_are_found_with_these_fields_and_consequences()
    {
        var text = new StringBuilder();
        foreach (var rule in LintRules.All)
            foreach (var example in LintExamples.Of(rule, "bad"))
                foreach (var finding in Linter.Check(example, [rule]).Findings)
                    Write(text, finding);
        var path = Path.Combine(LintExamples.Folder, "findings.txt");
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(path, text.ToString());
        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    [Fact]
    public void Every_generation_has_a_say_about_every_finding()
    {
        var names = SoftReserve.Generations.Catalogue.Standard.All
            .Select(each => each.Name).ToArray();
        foreach (var rule in LintRules.All)
            foreach (var example in LintExamples.Of(rule, "bad"))
                Assert.All(
                    Linter.Check(example, [rule]).Findings,
                    finding => Assert.Equal(
                        names.Order(StringComparer.Ordinal),
                        finding.Consequences.SelectMany(each => each.Kernels)
                            .Order(StringComparer.Ordinal)));
    }

    private static void Write(StringBuilder text, LintFinding finding)
    {
        text.Append(finding.Rule.Id).Append(' ').Append(finding.Rule.Name).Append(": ")
            .Append(finding.Explanation).Append('\n');
        foreach (var field in finding.Fields)
            text.Append("    ").Append(field.Table).Append('[').Append(field.Index).Append("] ")
                .Append(field.Name).Append(" = ").Append(field.Value).Append('\n');
        foreach (var each in finding.Consequences)
            text.Append("    ").AppendJoin(", ", each.Kernels).Append(": ").Append(each.Text)
                .Append('\n');
        text.Append('\n');
    }
}
