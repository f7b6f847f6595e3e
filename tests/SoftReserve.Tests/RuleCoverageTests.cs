using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace SoftReserve.Tests;

/// <summary>Every rule of the kernel description has a test that names it, or a reason why
/// not.</summary>
public sealed class RuleCoverageTests
{
    private const int LastRule = 77;

    [Fact]
    public void Every_rule_about_the_machine_is_tested_or_listed_as_later_work()
    {
        var listed = Later().Keys;
        var tested = Tested();
        var every = Enumerable.Range(1, LastRule)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"R{number:00}"))
            .ToList();
        Assert.Empty(every.Except(tested).Except(listed));
        Assert.Empty(tested.Except(every));
        Assert.Empty(listed.Except(every));
    }

    [Fact]
    public void A_rule_that_has_a_test_is_not_listed_as_later_work() =>
        Assert.Empty(Later().Keys.Intersect(Tested()));

    [Fact]
    public void Every_rule_that_waits_says_what_for() =>
        Assert.All(Later(), line => Assert.True(line.Value.Length > 20, line.Key));

    private static HashSet<string> Tested() =>
    [
        .. from type in typeof(RuleCoverageTests).Assembly.GetTypes()
           from method in type.GetMethods()
           from trait in method.GetCustomAttributes<TraitAttribute>()
           where trait.Name == "Rule"
           select trait.Value,
    ];

    private static Dictionary<string, string> Later() => File.ReadAllLines(Path.Combine(
            Path.GetDirectoryName(Here())!, "rules-later.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .ToDictionary(line => line[..3], line => line[3..].Trim());

    private static string Here([CallerFilePath] string path = "") => path;
}
