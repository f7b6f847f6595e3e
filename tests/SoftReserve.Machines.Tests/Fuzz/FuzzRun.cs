using System.Diagnostics;
using System.Globalization;

namespace SoftReserve.Machines.Tests.Fuzz;

/// <summary>Feeds mutated files to the readers and counts what they say.</summary>
internal sealed class FuzzRun(int seed)
{
    /// <summary>An input that takes longer has found a slow path; far above what a busy machine
    /// needs.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(1);

    private static readonly string[] Machines =
        [.. BundledMachines.Names.Select(name => BundledMachines.TryReadText(name)!)];

    private static readonly string[] Cases =
        [.. Corpus.CaseFiles.Select(path => Corpus.TryRead(path)!)];

    private readonly Mutator _machines = new(seed, Machines);
    private readonly Mutator _cases = new(seed + 1, Cases);
    private readonly Mutator _both = new(seed + 2, [.. Machines, .. Cases, "CONFIG_A=y\n"]);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public TimeSpan Slowest { get; private set; }

    /// <summary>How many inputs each reader took and refused.</summary>
    public string Counts => string.Join(
        ", ", _counts.Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));

    public void Run(long inputs)
    {
        for (long index = 0; index < inputs; index++)
            Feed(index);
    }

    private void Feed(long index)
    {
        var kind = _both.Below(10);
        var text = (kind < 6 ? _machines : kind < 9 ? _cases : _both).Next();
        var watch = Stopwatch.StartNew();
        try
        {
            var (reader, isRead) = kind switch
            {
                < 5 => ("machines", ReadMachine(text, index)),
                5 => ("overlays", ReadOverlay(text)),
                < 9 => ("cases", ReadCase(text)),
                _ => ("configurations", KernelConfigFile.Read(text, "f").IsRead),
            };
            var key = reader + (isRead ? " read" : " refused");
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException(
                $"seed {seed}, input {index}, kind {kind}:\n{text}\n", problem);
        }

        Slowest = watch.Elapsed > Slowest ? watch.Elapsed : Slowest;
        Assert.True(watch.Elapsed < MostTime, $"seed {seed}, input {index} took {watch.Elapsed}");
    }

    private static bool ReadMachine(string text, long index)
    {
        var result = MachineFile.Read(text, "fuzz.yaml");
        Assert.Equal(result.IsRead, result.Diagnostics.IsEmpty);
        if (result.IsRead && index % 4 == 0)
        {
            var again = MachineFile.Read(MachineFile.Write(result.Value), "fuzz.yaml");
            Assert.Empty(again.Diagnostics);
            Assert.Equal(result.Value, again.Value);
        }

        return result.IsRead;
    }

    private static bool ReadOverlay(string text)
    {
        var result = MachineFile.Read(Machines[0], "below.yaml", text, "above.yaml");
        Assert.Equal(result.IsRead, result.Diagnostics.IsEmpty);
        return result.IsRead;
    }

    private static bool ReadCase(string text)
    {
        var id = text.Split('\n').FirstOrDefault(
            line => line.StartsWith("id: ", StringComparison.Ordinal));
        var result = CaseFile.Read(text, id?["id: ".Length..] + ".yaml", ReadBundled);
        Assert.Equal(result.IsRead, result.Diagnostics.IsEmpty);
        return result.IsRead;
    }

    private static string? ReadBundled(string path) =>
        BundledMachines.TryReadText(Path.GetFileNameWithoutExtension(path));
}
