using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>Every wish that can be made of the symbols, and every configuration that Kconfig makes
/// of them.</summary>
/// <remarks>A wish gives each symbol one of its values, and one of the four online types. Kconfig
/// brings a wish that breaks a rule to one that breaks none, which is a wish too: the different
/// configurations that it makes are exactly the wishes that no rule refuses.</remarks>
/// <param name="Wishes">How many wishes there are.</param>
/// <param name="Configurations">Those that build, each once, n before m before y, the first
/// symbols changing slowest.</param>
public sealed record KconfigMatrix(int Wishes, ValueList<KernelConfiguration> Configurations)
{
    private static readonly Tristate[] OfBoolean = [Tristate.No, Tristate.Yes];
    private static readonly Tristate[] OfTristate = [Tristate.No, Tristate.Module, Tristate.Yes];

    /// <summary>The symbols whose values are combined; the online types follow as one choice of
    /// four.</summary>
    private static readonly ConfigSymbol[] Combined =
    [
        .. ConfigSymbols.All.Where(
            symbol => symbol < ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto),
    ];

    private static readonly KernelConfiguration[] OnlineTypes =
    [
        KernelConfiguration.Nothing,
        .. ConfigSymbols.All
            .Where(symbol => symbol >= ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto)
            .Select(symbol => KernelConfiguration.Nothing.With(symbol, Tristate.Yes)),
    ];

    /// <summary>The matrix of one generation's rules.</summary>
    public static KconfigMatrix Of(ValueList<KconfigRule> rules, ValueList<BuildBreak> breaks)
    {
        var wishes = 0;
        var found = new List<KernelConfiguration>();
        foreach (var wish in Combine(0, KernelConfiguration.Nothing)
            .SelectMany(config => OnlineTypes.Select(config.WithOnlineTypeOf)))
        {
            wishes++;
            if (Kconfig.Resolve(wish, rules, breaks) is KconfigResult.Valid valid)
                found.Add(valid.Configuration);
        }

        return new KconfigMatrix(wishes, [.. found]);
    }

    /// <summary>The configurations that differ from one in the value of a single symbol, or in
    /// the online type alone; some of them do not build.</summary>
    /// <remarks>CXL_PORT, which nobody can set, follows CXL_BUS.</remarks>
    public static IEnumerable<(ConfigSymbol Symbol, KernelConfiguration Changed)> Neighbours(
        KernelConfiguration config)
    {
        foreach (var symbol in Combined)
            foreach (var value in ValuesOf(symbol))
                if (symbol != ConfigSymbol.CxlPort && value != config[symbol])
                    yield return (symbol, symbol == ConfigSymbol.CxlBus
                        ? config.With(symbol, value).With(ConfigSymbol.CxlPort, value)
                        : config.With(symbol, value));
        foreach (var type in OnlineTypes)
            if (config.WithOnlineTypeOf(type) is var changed && changed != config)
                yield return (ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto, changed);
    }

    private static IEnumerable<KernelConfiguration> Combine(int first, KernelConfiguration config)
    {
        if (first == Combined.Length)
            return [config];
        return ValuesOf(Combined[first]).SelectMany(
            value => Combine(first + 1, config.With(Combined[first], value)));
    }

    private static Tristate[] ValuesOf(ConfigSymbol symbol) =>
        ConfigSymbols.IsBoolean(symbol) ? OfBoolean : OfTristate;
}
