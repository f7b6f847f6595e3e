using Xunit;

namespace SoftReserve.Tidy;

/// <summary>The rules about meaning notice what they are for.</summary>
public sealed class MeaningRuleTests
{
    private const string Owner =
        """
        namespace SoftReserve.Generations
        {
            public sealed record Generation { public string Name = ""; public string Id => Name; }
        }
        namespace SoftReserve.Dax
        {
            using SoftReserve.Generations;
            using System.Diagnostics;
            abstract record Owner
            {
                private Owner() { }
                sealed record Cxl : Owner;
                sealed record Hmem : Owner;
                static void Do(Owner owner, Generation generation, Dictionary<int, int> table)
                {
                    STATEMENT
                }
            }
        }
        """;

    [Theory]
    [InlineData("_ = owner switch { Cxl => 1, _ => throw new UnreachableException() };", 0)]
    [InlineData("_ = owner switch { Cxl => 1, Hmem => 2 };", 0)]
    [InlineData("_ = owner switch { Cxl => 1, _ => 0 };", 1)]
    [InlineData("_ = owner switch { Cxl => 1, _ => throw new Exception() };", 1)]
    [InlineData("_ = 3 switch { 1 => 1, _ => 0 };", 0)]
    public void A_hidden_case_is_noticed(string statement, int expected) =>
        Assert.Equal(expected, MeaningRules.HiddenCases(Sample(statement)).Count());

    [Theory]
    [InlineData("if (generation.Id == \"v4\") return;", 1)]
    [InlineData("if (generation.Id is \"v4\") return;", 1)]
    [InlineData("if (generation.Id.StartsWith('v')) return;", 1)]
    [InlineData("_ = generation.Id switch { \"v4\" => 1, _ => 0 };", 1)]
    [InlineData("if (generation == new Generation()) return;", 1)]
    [InlineData("if (generation is null) return;", 0)]
    [InlineData("var text = \"on \" + generation.Id;", 0)]
    public void A_condition_on_the_generation_is_noticed(string statement, int expected) =>
        Assert.Equal(expected, MeaningRules.GenerationConditions(Sample(statement)).Count());

    [Theory]
    [InlineData("File.ReadAllText(\"a\");", 1)]
    [InlineData("Thread.Yield();", 1)]
    [InlineData("Math.Abs(1);", 0)]
    public void A_file_or_thread_in_the_model_is_noticed(string statement, int expected) =>
        Assert.Equal(expected, MeaningRules.OutsideTheModel(Sample(statement)).Count());

    [Theory]
    [InlineData("foreach (var each in table) { }", 1)]
    [InlineData("foreach (var each in new int[1]) { }", 0)]
    public void A_loop_without_order_is_noticed(string statement, int expected) =>
        Assert.Equal(expected, MeaningRules.UnorderedLoops(Sample(statement)).Count());

    private static Meaning Sample(string statement) => new(
    [
        new SourceFile(
            "src/SoftReserve/Dax/Owner.cs",
            Owner.Replace("STATEMENT", statement, StringComparison.Ordinal)),
    ]);
}
