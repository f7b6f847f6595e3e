using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Generations;

/// <summary>The kernels that a program knows, by the names that people use.</summary>
/// <remarks>A value, so that somebody who tries an idea adds a generation of his own to
/// <see cref="Standard"/> and changes nothing else.</remarks>
public sealed class Catalogue
{
    private const int OldestMinorOf6 = 3, NewestMinorOf6 = 19, NewestMinorOf7 = 3;
    private const int FirstMinorThatResets = 17;
    private const char PatchMark = '+';

    private Catalogue(ValueList<Generation> all, ValueList<Generation> olderPostings) =>
        (All, OlderPostings) = (all, olderPostings);

    /// <summary>Every kernel that the project describes.</summary>
    public static Catalogue Standard { get; } = new(
        [
            Legacy612.Choices, Kernel70.Choices, V4.Choices, V5.Choices, V6.Choices, V7.Choices,
            V8.Choices, Mainline71.Choices, Mainline72.Choices,
        ],
        [Rfc.Choices, V3.Choices]);

    /// <summary>Released kernels and the postings from v4 on, oldest first, then what
    /// <see cref="With"/> added.</summary>
    public ValueList<Generation> All { get; }

    /// <summary>Postings before v4, oldest first: they are found by name, and no table of all
    /// generations has them.</summary>
    public ValueList<Generation> OlderPostings { get; }

    /// <summary>The names of <see cref="All"/>, for messages.</summary>
    public string Names => string.Join(", ", All.Select(generation => generation.Name));

    /// <summary>This catalogue with one more generation.</summary>
    /// <exception cref="ArgumentException">The name is taken, or cannot be typed.</exception>
    public Catalogue With(Generation mine) =>
        mine.Name.Contains(PatchMark, StringComparison.Ordinal)
        || FindUnpatched(mine.Name) is not null
            ? throw new ArgumentException($"a kernel cannot be named '{mine.Name}'", nameof(mine))
            : new Catalogue(All.Add(mine), OlderPostings);

    /// <summary>Finds a generation by its name, by <c>legacy</c> or <c>mainline</c>, or by any
    /// released version that it stands for, as 6.18 or 6.12.117; with patches, each behind a plus
    /// sign, as v4+sync.</summary>
    /// <returns>Null for anything else, versions before 6.3 included;
    /// <see cref="WhyUnknown"/> says what was expected.</returns>
    public Generation? Find(string name)
    {
        var (kernel, patches) = Split(name);
        var found = FindUnpatched(kernel);
        if (found is null)
            return null;
        var choices = GenerationPatches.Of(found);
        foreach (var patch in Wanted(patches, choices))
        {
            if (patch is null)
                return null;
            found = patch.Apply(found);
        }

        return found;
    }

    /// <summary>One sentence for a name that <see cref="Find"/> does not find: what there
    /// is.</summary>
    public string WhyUnknown(string name)
    {
        var (kernel, patches) = Split(name);
        if (FindUnpatched(kernel) is not { } found)
            return $"no kernel '{kernel}'; there are {Names}, legacy, mainline, the older "
                + $"postings {string.Join(", ", OlderPostings.Select(each => each.Name))}, and "
                + "the released versions 6.3 to 6.19 and 7.0 to 7.3";
        var choices = GenerationPatches.Of(found);
        var unknown = patches.FirstOrDefault(patch => !choices.Any(each => each.Name == patch));
        if (unknown is null)
            return $"'{name}' names a patch twice";
        return choices.IsEmpty
            ? $"no patch '{unknown}': {found.Name} has none"
            : $"no patch '{unknown}' for {found.Name}; there are "
                + string.Join(", ", choices.Select(each => each.Name));
    }

    private static (string Kernel, string[] Patches) Split(string name)
    {
        var parts = name.Split(PatchMark);
        return (parts[0], parts[1..]);
    }

    private static IEnumerable<GenerationPatch?> Wanted(
        string[] names, ValueList<GenerationPatch> choices) => names.Select((name, place) =>
            Array.IndexOf(names, name) == place
                ? choices.FirstOrDefault(patch => patch.Name == name)
                : null);

    private Generation? FindUnpatched(string name) => name switch
    {
        "legacy" => Legacy612.Choices,
        "mainline" => Mainline72.Choices,
        _ => All.Concat(OlderPostings).FirstOrDefault(generation => generation.Name == name)
            ?? OfRelease(name),
    };

    private static Generation? OfRelease(string version)
    {
        var parts = version.Split('.', '-');
        if (parts.Length < 2 || !TryNumber(parts[0], out var major)
            || !TryNumber(parts[1], out var minor))
            return null;
        return (major, minor) switch
        {
            // recorded: 6.12 refuses, 6.18 does not
            (6, >= FirstMinorThatResets and <= NewestMinorOf6) =>
                Legacy612.Choices with { RefusesUnflushedReset = false },
            (6, >= OldestMinorOf6 and <= NewestMinorOf6) => Legacy612.Choices,
            (7, 0) => Kernel70.Choices,
            (7, 1) => Mainline71.Choices,
            (7, >= 2 and <= NewestMinorOf7) => Mainline72.Choices,
            _ => null,
        };
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
