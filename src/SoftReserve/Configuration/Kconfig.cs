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
/// <param name="HasNoPrompt">True for a symbol that nobody can set: it is always at its
/// limit.</param>
public sealed record KconfigRule(
    ConfigSymbol Symbol,
    string Text,
    Func<KernelConfiguration, Tristate> Limit,
    ConfigSymbol? Raises = null,
    bool HasNoPrompt = false);

/// <summary>A combination that Kconfig lets through but that does not build.</summary>
/// <param name="Text">What breaks.</param>
/// <param name="IsBroken">True for a broken combination.</param>
public sealed record BuildBreak(string Text, Func<KernelConfiguration, bool> IsBroken);

/// <summary>Applies a generation's rules to a wish.</summary>
public static class Kconfig
{
    /// <summary>Takes Debian's values, sets <paramref name="wished"/> one after another (later
    /// wins), and applies <paramref name="rules"/> until none changes anything.</summary>
    /// <remarks>A symbol that nobody wished for follows in silence: it is lowered, as Kconfig does,
    /// or raised where a wish needs it, as a person would in menuconfig. A wish that a rule lowers
    /// all the same is refused, naming the rule. Of other symbols only those that
    /// <see cref="KconfigSurroundings"/> knows count.</remarks>
    public static KconfigResult Resolve(
        IEnumerable<ConfigSetting> wished,
        ValueList<KconfigRule> rules,
        ValueList<BuildBreak> breaks)
    {
        var wish = Wish.None;
        var surroundings = new List<KconfigRule>();
        foreach (var setting in wished)
        {
            if (ConfigSymbols.Find(setting.Symbol) is { } symbol)
                wish = wish.Set(symbol, setting.Value);
            else if (setting.Value == Tristate.Yes
                && ConfigSymbols.IsOnlineTypeOffline(setting.Symbol))
                wish = wish.SetOffline();
            else
                surroundings.AddRange(KconfigSurroundings.RulesOf(setting));
        }

        return Resolve(
            wish, surroundings.Count == 0 ? rules : [.. surroundings, .. rules], breaks);
    }

    /// <summary>Judges a wish for every symbol: valid as it is, or impossible.</summary>
    public static KconfigResult Resolve(
        KernelConfiguration wished, ValueList<KconfigRule> rules, ValueList<BuildBreak> breaks) =>
        Resolve(Wish.ForAll(wished), rules, breaks);

    /// <summary>True for a name that <see cref="Resolve(IEnumerable{ConfigSetting},
    /// ValueList{KconfigRule}, ValueList{BuildBreak})"/> heeds, with or without CONFIG_.</summary>
    public static bool Knows(string name) => ConfigSymbols.Find(name) is not null
        || ConfigSymbols.IsOnlineTypeOffline(name) || KconfigSurroundings.Knows(name);

    /// <summary>The letter that Kconfig writes for a value.</summary>
    public static char Letter(Tristate value) => value switch
    {
        Tristate.Yes => 'y',
        Tristate.Module => 'm',
        _ => 'n',
    };

    private static KconfigResult Resolve(
        Wish wish, ValueList<KconfigRule> rules, ValueList<BuildBreak> breaks)
    {
        if (wish.FirstBooleanModule() is { } symbol)
            return new KconfigResult.Impossible($"{ConfigSymbols.NameOf(symbol)} is y or n");
        var before = wish;
        do
        {
            before = wish;
            foreach (var rule in rules)
            {
                if (wish.Apply(rule) is not { } changed)
                    return new KconfigResult.Impossible(Refusal(rule, wish.Config));
                wish = changed;
            }
        }
        while (wish != before); // a symbol that was raised may need others

        foreach (var each in breaks)
            if (each.IsBroken(wish.Config))
                return new KconfigResult.Impossible(each.Text);
        return new KconfigResult.Valid(wish.Config);
    }

    private static string Refusal(KconfigRule rule, KernelConfiguration config) =>
        $"{ConfigSymbols.NameOf(rule.Symbol)}={Letter(config[rule.Symbol])}: {rule.Text}";

    /// <summary>Values, and which of them somebody asked for.</summary>
    private readonly record struct Wish(KernelConfiguration Config, uint Wished)
    {
        public static readonly Wish None = new(KernelConfiguration.Debian, 0);

        public static Wish ForAll(KernelConfiguration config) => new(config, uint.MaxValue);

        public Wish Set(ConfigSymbol symbol, Tristate value) =>
            new(Config.With(symbol, value), Wished | Bit(symbol));

        public Wish SetOffline()
        {
            var wish = this;
            for (var type = ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto;
                type <= ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable; type++)
                wish = wish.Set(type, Tristate.No);
            return wish;
        }

        /// <summary>The wish once the rule holds; null when the rule forbids it.</summary>
        public Wish? Apply(KconfigRule rule)
        {
            var limit = rule.Limit(Config);
            var value = Config[rule.Symbol];
            if (value == limit || (value < limit && !rule.HasNoPrompt))
                return this;
            if (!Has(rule.Symbol))
                return this with { Config = Config.With(rule.Symbol, limit) };
            return rule.Raises is { } needed && !Has(needed) ? Set(needed, value) : null;
        }

        public ConfigSymbol? FirstBooleanModule()
        {
            for (var symbol = ConfigSymbol.CxlRegion; (int)symbol < ConfigSymbols.Count; symbol++)
                if (Config[symbol] == Tristate.Module && ConfigSymbols.IsBoolean(symbol))
                    return symbol;
            return null;
        }

        private bool Has(ConfigSymbol symbol) => (Wished & Bit(symbol)) != 0;

        private static uint Bit(ConfigSymbol symbol) => 1u << (int)symbol;
    }
}
