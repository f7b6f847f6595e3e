using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.MachineFiles;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines;

/// <summary>Configuration symbols with y, m or n, the last setting of a symbol
/// only.</summary>
public sealed record KernelConfig(ValueList<ConfigSetting> Settings)
{
    /// <summary>These settings with <paramref name="over"/> laid over them symbol by symbol: a
    /// symbol that both have keeps its place and takes the new value.</summary>
    public KernelConfig MergedWith(ValueList<ConfigSetting> over) => Of([.. Settings, .. over]);

    internal static KernelConfig Of(IEnumerable<ConfigSetting> settings)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<ConfigSetting>();
        foreach (var setting in settings)
            if (places.TryAdd(setting.Symbol, kept.Count))
                kept.Add(setting);
            else
                kept[places[setting.Symbol]] = setting;
        return new KernelConfig([.. kept]);
    }
}

/// <summary>Reads a kernel's <c>.config</c>, and the short form of the command line.</summary>
public static class KernelConfigFile
{
    private const string Prefix = "CONFIG_";
    private const string OffPrefix = "# " + Prefix;
    private const string GeneratedMark = "# Automatically generated file; DO NOT EDIT.";
    private const string OffSuffix = " is not set";

    /// <summary>Reads <c>CONFIG_X=y</c>, <c>CONFIG_X=m</c>, <c>CONFIG_X=n</c> and
    /// <c># CONFIG_X is not set</c>; every other line is passed over, text and numbers
    /// too.</summary>
    /// <remarks>Kconfig leaves out symbols whose dependencies are not met, so in a file that it
    /// wrote itself, which says so at its head, a symbol of <see cref="ConfigSymbols"/> that is not
    /// there is n. Any other file is taken as a list of changes.</remarks>
    /// <param name="text">The file's content.</param>
    /// <param name="fileName">For diagnostics.</param>
    /// <param name="limits">Null for <see cref="ReadLimits.Default"/>.</param>
    public static ReadResult<KernelConfig> Read(
        string text, string fileName, ReadLimits? limits = null)
    {
        var context = new ReadContext(limits ?? ReadLimits.Default);
        var place = new SourcePlace(fileName, 1, 1);
        if (text.Length > context.Limits.Characters)
        {
            context.Report(place, DiagnosticId.TooLarge,
                $"the file has {text.Length} characters, at most "
                + $"{context.Limits.Characters} are read");
            return ReadResult<KernelConfig>.Of(null, context.Problems);
        }

        var settings = new List<ConfigSetting>();
        foreach (var line in text.AsSpan().EnumerateLines())
            if (ReadLine(line) is { } setting)
                settings.Add(setting);
        if (settings.Count > 0 && text.Contains(GeneratedMark, StringComparison.Ordinal))
            settings.InsertRange(0, ConfigSymbols.All.Select(
                symbol => new ConfigSetting(ConfigSymbols.NameOf(symbol), Tristate.No)));
        if (settings.Count == 0)
            context.Report(place, DiagnosticId.BadSetting,
                "this is no kernel configuration, expected lines such as CONFIG_CXL_BUS=m");
        return ReadResult<KernelConfig>.Of(KernelConfig.Of(settings), context.Problems);
    }

    /// <summary>Reads <c>CXL_REGION=n,DEV_DAX_HMEM=y</c>, each symbol with or without
    /// CONFIG_.</summary>
    /// <param name="text">One argument; empty for no setting.</param>
    /// <param name="optionName">Stands in for the file in diagnostics: <c>--config</c>.</param>
    public static ReadResult<KernelConfig> ReadList(string text, string optionName)
    {
        var context = new ReadContext(ReadLimits.Default);
        var settings = new List<ConfigSetting>();
        var column = 1;
        foreach (var part in text.Length == 0 ? [] : text.Split(','))
        {
            if (ReadSetting(part.Trim()) is { } setting)
                settings.Add(setting);
            else
                context.Report(new SourcePlace(optionName, 1, column), DiagnosticId.BadSetting,
                    $"{ScalarNode.Quote(part)} stands here, expected SYMBOL=y, =m or =n: "
                    + "CXL_REGION=n");
            column += part.Length + 1;
        }

        return ReadResult<KernelConfig>.Of(KernelConfig.Of(settings), context.Problems);
    }

    private static ConfigSetting? ReadLine(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        if (line.StartsWith(OffPrefix) && line.EndsWith(OffSuffix)
            && line.Length > OffPrefix.Length + OffSuffix.Length)
        {
            var symbol = line[OffPrefix.Length..^OffSuffix.Length].ToString();
            return SettingWord.IsValid(symbol)
                ? new ConfigSetting(symbol, Tristate.No)
                : null;
        }

        return line.StartsWith(Prefix) ? ReadSetting(line.ToString()) : null;
    }

    private static ConfigSetting? ReadSetting(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || SettingWord.ValueOf(text[(equals + 1)..]) is not { } value)
            return null;
        var symbol = text[..equals];
        if (symbol.StartsWith(Prefix, StringComparison.Ordinal))
            symbol = symbol[Prefix.Length..];
        return SettingWord.IsValid(symbol) ? new ConfigSetting(symbol, value) : null;
    }
}
