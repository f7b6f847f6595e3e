using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>What a recording says about its kernel: release, configuration, command
/// line.</summary>
internal static class KernelFacts
{
    private const string OrderMark = "(load order: ";

    /// <summary>The defaults for the machine, and how its modules were loaded.</summary>
    public static KernelDefaults Read(CaptureContext context, ValueList<string> missingModules,
        bool hasAutoload) =>
        new(GenerationOf(Release(context)), CommandLine(context), Config(context),
            missingModules, ModulesFile.Blocked(context), hasAutoload, []);

    /// <summary>What <c>uname -m</c> says; x86 where nothing is said.</summary>
    public static Architecture ArchitectureOf(CaptureContext context)
    {
        var words = context.Text(CaptureFileNames.KernelName)?.FirstLine.Split(' ') ?? [];
        return words.Contains("aarch64") ? Architecture.Arm64
            : words.Contains("riscv64") ? Architecture.RiscV64
            : Architecture.X86;
    }

    /// <summary>The word behind "load order" in the first line of the notes.</summary>
    public static string? LoadOrderName(CaptureText? notes)
    {
        var title = notes?.FirstLine ?? "";
        var start = title.IndexOf(OrderMark, StringComparison.Ordinal);
        return start < 0 ? null : title[(start + OrderMark.Length)..].TrimEnd(')').Trim();
    }

    /// <summary><c>v4</c> for 6.18.15-v4, <c>7.2</c> for 7.2.12+deb13-amd64.</summary>
    public static string? GenerationOf(string? release)
    {
        if (release is null)
            return null;
        var posting = release[(release.LastIndexOf('-') + 1)..];
        if (posting is ['v', >= '0' and <= '9'])
            return posting;
        var numbers = release.Split('.', '-', '+');
        return numbers.Length >= 2 && numbers.Take(2).All(IsNumber)
            ? $"{numbers[0]}.{numbers[1]}" : null;
    }

    private static bool IsNumber(string text) =>
        text.Length is > 0 and < 6 && text.All(char.IsAsciiDigit);

    // "Linux name 6.18.15-v4 #2 SMP ..."; the other sources are for machines that died early
    private static string? Release(CaptureContext context)
    {
        var name = context.Text(CaptureFileNames.KernelName)?.FirstLine.Split(' ') ?? [];
        var release = name.Length > 2 ? name[2]
            : After(context.Text(CaptureFileNames.KernelLog), "Linux version ")?.Split(' ')[0]
            ?? After(context.Text(CaptureFileNames.QemuLine), "# kernel under test: ")
                ?.Split(' ')[0];
        if (release is null)
            context.Note("no file says which kernel ran.");
        return release;
    }

    private static string CommandLine(CaptureContext context) =>
        context.Text(CaptureFileNames.KernelCommandLine)?.FirstLine
        ?? After(context.Text(CaptureFileNames.KernelLog), "Command line: ")
        ?? After(context.Text(CaptureFileNames.QemuLine), "# its command line: ")
        ?? "";

    private static string? After(CaptureText? text, string mark)
    {
        foreach (var line in text?.Lines ?? [])
            if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var start)
                return line[(start + mark.Length)..].Trim();
        return null;
    }

    // an excerpt lists what is set; what it does not list is n
    private static ValueList<ConfigSetting> Config(CaptureContext context)
    {
        if (context.Text(CaptureFileNames.Config) is not { } text)
            return [];
        var values = new SortedDictionary<ConfigSymbol, Tristate>();
        for (var index = 0; index < text.Lines.Count; index++)
            if (Setting(context, text.Lines[index].Trim(), index + 1) is var (symbol, value))
                values[symbol] = value;
        return
        [
            .. ConfigSymbols.All
                .Select(symbol => (Symbol: symbol, Value: values.GetValueOrDefault(symbol)))
                .Where(pair => pair.Value != KernelConfiguration.Debian[pair.Symbol])
                .Select(pair => new ConfigSetting(
                    ConfigSymbols.NameOf(pair.Symbol), pair.Value)),
        ];
    }

    private static (ConfigSymbol Symbol, Tristate Value)? Setting(
        CaptureContext context, string line, int number)
    {
        if (line.Length == 0 || line[0] == '#')
            return null;
        var parts = line.Split('=', 2);
        if (parts.Length < 2 || !parts[0].StartsWith("CONFIG_", StringComparison.Ordinal))
            context.Report(CaptureDiagnosticId.BadSetting, CaptureFileNames.Config, number,
                $"no setting; expected CONFIG_NAME=value");
        else if (ConfigSymbols.Find(parts[0]) is { } symbol)
            return (symbol, ValueOf(parts[1]));
        return null;
    }

    private static Tristate ValueOf(string text) => text switch
    {
        "y" => Tristate.Yes,
        "m" => Tristate.Module,
        _ => Tristate.No,
    };
}
