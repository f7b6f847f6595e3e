using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Owners;

/// <summary>Who owns what on one machine under one generation, in every configuration.</summary>
/// <remarks>One boot a configuration, in the order of a quiet machine, with the machine's own
/// kernel command line.</remarks>
public sealed class OwnershipMatrix
{
    private readonly Dictionary<KernelConfiguration, int> _ownershipOf = [];
    private readonly Dictionary<ValueList<OwnedPart>, int> _ownerships = [];
    private readonly HashSet<ValueList<OwnedRange>> _tables = [];
    private readonly Machine _machine;
    private readonly Generation _generation;
    private readonly ValueList<KernelConfiguration> _configurations;

    private OwnershipMatrix(
        Machine machine, Generation generation, ValueList<KernelConfiguration> configurations)
    {
        (_machine, _generation, _configurations) = (machine, generation, configurations);
        foreach (var config in configurations)
            Add(config);
        Deciding = [.. FindDeciding()];
    }

    /// <summary>How many configurations have booted.</summary>
    public int Cells => _configurations.Count;

    /// <summary>The different answers to who has which byte, and as what, in the order in which
    /// they appear.</summary>
    public ValueList<ValueList<OwnedPart>> Ownerships =>
        [.. _ownerships.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>How many different owners tables there are: answers that also differ in the name
    /// or node of a device.</summary>
    public int Tables => _tables.Count;

    /// <summary>Symbols that decide, in the order of the enumeration, each with the number of
    /// configurations in which changing it alone, to a value that builds, changes who has a
    /// byte or as what.</summary>
    /// <remarks>The online types count as one symbol, the first of them. CXL_PORT is changed
    /// together with CXL_BUS.</remarks>
    public ValueList<(ConfigSymbol Symbol, int Configurations)> Deciding { get; }

    /// <summary>Boots a machine in every one of <paramref name="configurations"/>, which a
    /// <see cref="KconfigMatrix"/> of the same generation found to build.</summary>
    public static OwnershipMatrix Of(
        Machine machine, Generation generation, ValueList<KernelConfiguration> configurations) =>
        new(machine, generation, configurations);

    private void Add(KernelConfiguration config)
    {
        var resolved = Kconfig.Resolve(config, _generation.Kconfig, _generation.BuildBreaks);
        var kernel = Schedule.RunToEnd(BootContext.Create(_machine, new BootOptions(
            _generation,
            ((KconfigResult.Valid)resolved).Configuration,
            KernelCommandLine.Parse(_machine.Kernel.CommandLine),
            [])).PowerOn());
        var table = OwnersTable.WithoutReasons(kernel);
        _tables.Add(table);
        ValueList<OwnedPart> ownership =
            [.. table.Select(row => new OwnedPart(row.Range, row.Owner, row.Use))];
        if (!_ownerships.TryGetValue(ownership, out var number))
            _ownerships.Add(ownership, number = _ownerships.Count);
        _ownershipOf.Add(config, number);
    }

    private IEnumerable<(ConfigSymbol Symbol, int Configurations)> FindDeciding()
    {
        var counts = new int[ConfigSymbols.Count];
        foreach (var config in _configurations)
            foreach (var symbol in DecidingIn(config))
                counts[(int)symbol]++;
        return ConfigSymbols.All
            .Select(symbol => (symbol, counts[(int)symbol]))
            .Where(pair => pair.Item2 > 0);
    }

    private IEnumerable<ConfigSymbol> DecidingIn(KernelConfiguration config) => KconfigMatrix
        .Neighbours(config)
        .Where(pair => _ownershipOf.TryGetValue(pair.Changed, out var other)
            && other != _ownershipOf[config])
        .Select(pair => pair.Symbol)
        .Distinct();
}

/// <summary>Who has a range and as what, whatever the device is called.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="Use">What it is good for.</param>
public readonly record struct OwnedPart(AddressRange Range, RangeOwner Owner, RangeUse Use);
