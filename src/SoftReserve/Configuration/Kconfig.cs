using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Configuration;

/// <summary>What Kconfig makes of a wish, or the rule that forbids it.</summary>
public abstract record KconfigResult
{
    private KconfigResult()
    {
    }

    /// <summary>The kernel can be built.</summary>
    /// <param name="Configuration">The values, limits applied.</param>
    public sealed record Valid(KernelConfiguration Configuration) : KconfigResult;

    /// <summary>The kernel can not be built so.</summary>
    /// <param name="Rule">The rule that forbids it, with the values that break it.</param>
    public sealed record Impossible(string Rule) : KconfigResult;
}

/// <summary>One rule of Kconfig: how far a symbol may go, given others.</summary>
/// <param name="Symbol">The symbol that is limited.</param>
/// <param name="Text">The rule in the words of Kconfig.</param>
/// <param name="Limit">The highest value that the others allow.</param>
/// <param name="Raises">The symbol that a wish for <paramref name="Symbol"/> takes along, when
/// nobody wished for that one; null when it takes none.</param>
public sealed record KconfigRule(
    ConfigSymbol Symbol,
    string Text,
    Func<KernelConfiguration, Tristate> Limit,
    ConfigSymbol? Raises = null);

/// <summary>A combination that Kconfig lets through but that does not build.</summary>
/// <param name="Text">What breaks.</param>
/// <param name="IsBroken">True for a broken combination.</param>
public sealed record BuildBreak(string Text, Func<KernelConfiguration, bool> IsBroken);

/// <summary>Applies a generation's rules to a wish.</summary>
public static class Kconfig
{
    /// <summary>Takes Debian's values, sets <paramref name="wished"/> one after another (later
    /// wins), and applies <paramref name="rules"/> in order.</summary>
    /// <remarks>A symbol that nobody wished for follows in silence: it is lowered, as Kconfig does,
    /// or raised where a wish needs it, as a person would in menuconfig. A wish that a rule lowers
    /// all the same is refused, naming the rule. Symbols that decide nothing here are
    /// ignored.</remarks>
    public static KconfigResult Resolve(
        IEnumerable<ConfigSetting> wished,
        ValueList<KconfigRule> rules,
        ValueList<BuildBreak> breaks)
    {
        var wishes = new SortedDictionary<ConfigSymbol, Tristate>();
        foreach (var setting in wished)
            if (ConfigSymbols.Find(setting.Symbol) is { } symbol)
                wishes[symbol] = setting.Value;
        return Apply(wishes, rules, breaks);
    }

    private static KconfigResult Apply(
        SortedDictionary<ConfigSymbol, Tristate> wishes,
        ValueList<KconfigRule> rules,
        ValueList<BuildBreak> breaks)
    {
        var config = KernelConfiguration.Debian;
        foreach (var (symbol, value) in wishes)
        {
            if (value == Tristate.Module && ConfigSymbols.IsBoolean(symbol))
                return new KconfigResult.Impossible($"{ConfigSymbols.NameOf(symbol)} is y or n");
            config = config.With(symbol, value);
        }

        foreach (var rule in rules)
        {
            var limit = rule.Limit(config);
            if (config[rule.Symbol] <= limit)
                continue;
            var isWished = wishes.TryGetValue(rule.Symbol, out var wish) && wish > limit;
            if (isWished && rule.Raises is { } needed && !wishes.ContainsKey(needed))
                config = config.With(needed, wish);
            else if (isWished)
                return new KconfigResult.Impossible(Refusal(rule, config));
            else
                config = config.With(rule.Symbol, limit);
        }

        return breaks.FirstOrDefault(each => each.IsBroken(config)) is { } found
            ? new KconfigResult.Impossible(found.Text)
            : new KconfigResult.Valid(config);
    }

    private static string Refusal(KconfigRule rule, KernelConfiguration config) =>
        $"{ConfigSymbols.NameOf(rule.Symbol)}={Letter(config[rule.Symbol])}: {rule.Text}";

    private static char Letter(Tristate value) => value switch
    {
        Tristate.Yes => 'y',
        Tristate.Module => 'm',
        _ => 'n',
    };
}
