using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Tests;

/// <summary>Every bundled machine and every generation, for tests that hold for all.</summary>
internal static class Corpus
{
    public static TheoryData<string> Machines => new(BundledMachines.Names);

    public static TheoryData<string> Generations =>
        new(Catalogue.Standard.All.Select(generation => generation.Name));

    public static TheoryData<string> GenerationsOfTheSeries => new(
        Catalogue.Standard.All.Where(generation => generation != Legacy612.Choices)
            .Select(generation => generation.Name));
}
