using Xunit;

namespace SoftReserve.Tidy;

/// <summary>The rules notice what they are for.</summary>
public sealed class RuleTests
{
    [Fact]
    public void A_line_of_101_columns_is_noticed()
    {
        var line = new string('a', 100);

        Assert.Equal(["2: 101 columns"], Rules.On($"{line}\n{line}b\n", LayoutRules.LongLines));
    }

    [Fact]
    public void A_body_of_61_lines_is_noticed()
    {
        var long61 = Body(59);

        Assert.Empty(Rules.On(Body(58), LayoutRules.LongBodies));
        Assert.Equal(["3: a body of 61 lines"], Rules.On(long61, LayoutRules.LongBodies));
    }

    [Fact]
    public void A_file_of_401_lines_is_noticed()
    {
        Assert.Empty(Rules.On(new string('\n', 399) + "a\n", LayoutRules.LongFiles));
        Assert.Equal(
            ["401: 401 lines"],
            Rules.On(new string('\n', 400) + "a\n", LayoutRules.LongFiles));
    }

    [Theory]
    [InlineData("namespace SoftReserve.Dax;", 0)]
    [InlineData("namespace SoftReserve.Cxl;", 1)]
    [InlineData("namespace SoftReserve.Dax { }", 1)]
    [InlineData("class Bare { }", 1)]
    public void A_namespace_that_is_not_the_folder_is_noticed(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, LayoutRules.Namespaces).Count());

    [Theory]
    [InlineData("// TODO later", 1)]
    [InlineData("/// <summary>FIXME</summary>\nclass A;", 1)]
    [InlineData("class A { string a = \"TODO\"; }", 0)]
    public void A_postponement_is_noticed_in_comments(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, LayoutRules.Postponements).Count());

    [Theory]
    [InlineData("#pragma warning disable CA1822", 1)]
    [InlineData("#pragma warning disable CA1822 // the runner wants instances", 0)]
    [InlineData("// the runner wants instances\n#pragma warning disable CA1822", 0)]
    public void A_warning_turned_off_without_a_reason_is_noticed(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, LayoutRules.UnexplainedPragmas).Count());

    [Theory]
    [InlineData("public class A;", 1)]
    [InlineData("record A(int B);", 1)]
    [InlineData("sealed class A { class B; }", 1)]
    [InlineData("abstract record A { sealed record B : A; }", 0)]
    [InlineData("static class A; interface B; struct C; enum D;", 0)]
    [InlineData("// not sealed: somebody derives from it\nclass A;", 0)]
    [InlineData("// sealed is for others\nclass A;", 1)]
    public void An_open_class_is_noticed(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, TypeRules.OpenClasses).Count());

    [Theory]
    [InlineData("struct A;", 1)]
    [InlineData("record struct A(int B);", 1)]
    [InlineData("readonly record struct A(int B); readonly struct C;", 0)]
    [InlineData("// not readonly: it moves\nstruct A;", 0)]
    public void A_mutable_struct_is_noticed(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, TypeRules.MutableStructs).Count());

    [Theory]
    [InlineData("public sealed class A;", 1)]
    [InlineData("/// <summary></summary>\npublic enum A;", 1)]
    [InlineData("/// <remarks>B</remarks>\npublic enum A;", 1)]
    [InlineData("/// <summary>B</summary>\npublic class A { public class C; }", 1)]
    [InlineData("class A { public class C; }", 0)]
    [InlineData("/// <summary>B</summary>\npublic delegate void A();", 0)]
    public void A_public_type_without_a_summary_is_noticed(string text, int expected) =>
        Assert.Equal(expected, Rules.On(text, TypeRules.UndocumentedTypes).Count());

    [Theory]
    [InlineData("[Fact] public void Hmem_takes_the_range() { }", 0)]
    [InlineData("[Fact] public void Hmem_should_take_the_range() { }", 1)]
    [InlineData("[Theory] public void Test1() { }", 1)]
    [InlineData("[Fact] public void TakesTheRange() { }", 1)]
    [InlineData("public void TakesTheRange() { }", 0)]
    public void A_test_whose_name_is_no_sentence_is_noticed(string method, int expected) =>
        Assert.Equal(
            expected, Rules.On($"class A {{ {method} }}", TestRules.Names).Count());

    [Fact]
    public void A_skipped_test_is_noticed() =>
        Assert.Single(Rules.On(
            "class A { [Fact(Skip = \"later\")] void B_c() { } }", TestRules.Skips));

    [Theory]
    [InlineData("R01", true)]
    [InlineData("R77", true)]
    [InlineData("R00", false)]
    [InlineData("R78", false)]
    [InlineData("R5", false)]
    [InlineData("R+1", false)]
    public void Only_numbered_rules_may_be_named(string rule, bool exists) =>
        Assert.Equal(
            exists ? 0 : 1,
            Rules.On(
                $"class A {{ [Trait(\"Rule\", \"{rule}\")] void B() {{ }} }}",
                TestRules.RuleTraits).Count());

    [Theory]
    [InlineData("see /{0}/main/x", "tmp", 1)]
    [InlineData("see \"/{0}/x\"", "work", 1)]
    [InlineData("at /{0}/somebody/x", "home", 1)]
    [InlineData("a/{0}/x", "tmp", 0)]
    [InlineData("/{0}/iomem", "proc", 0)]
    public void A_path_of_one_machine_is_noticed(string text, string folder, int expected) =>
        Assert.Equal(
            expected,
            Rules.On(text.Replace("{0}", folder, StringComparison.Ordinal),
                PathRules.MachinePaths).Count());

    [Theory]
    [InlineData("Tree.cs", 1)]
    [InlineData("Tree.Queries.cs", 0)]
    [InlineData("Forest.cs", 1)]
    public void Only_the_first_part_of_a_type_needs_the_summary(string name, int expected) =>
        Assert.Equal(expected, Rules.On(
            "public sealed partial class Tree;", TypeRules.UndocumentedTypes,
            "src/SoftReserve/Dax/" + name).Count());

    private static string Body(int statements) =>
        "class A\n{\nvoid B()\n{\n" + string.Concat(Enumerable.Repeat(";\n", statements))
        + "}\n}\n";
}
