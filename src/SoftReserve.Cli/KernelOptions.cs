using System.CommandLine;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Shell;
using SoftReserve.Userspace;

namespace SoftReserve.Cli;

/// <summary>The options of every verb that runs a kernel.</summary>
/// <param name="hasScript">False leaves --run to the verb.</param>
internal sealed class KernelOptions(bool hasScript = true)
{
    private readonly Option<string?> _kernel = new("--kernel", "-k")
    {
        Description = $"Kernel: {Catalogue.Standard.Names}, legacy, mainline, a released version, "
            + "or one of them with patches, as v4+sync (docs/generations.md)",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "SYM=y|m|n,..., the .config file of a kernel, or one of "
            + string.Join(", ", DistributionKernels.Names),
    };

    private readonly Option<string?> _commandLine = new("--cmdline")
    {
        Description = "Kernel command line; replaces the machine's",
    };

    private readonly Option<string?> _order = new("--order")
    {
        Description = "A token of explore or replay, or comma-separated: modules, cards, "
            + "decision, commands, as they happen",
    };

    private readonly Option<string?> _script = new("--run")
    {
        Description = "File of commands to type after boot",
    };

    /// <summary>The machine to run on.</summary>
    public Argument<string> Machine { get; } = new("machine")
    {
        Description = "Machine file, recording (folder or tar), ACPI table, or bundled name",
    };

    /// <summary>Adds everything to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(Machine);
        foreach (var option in new[] { _kernel, _config, _commandLine, _order })
            verb.Add(option);
        if (hasScript)
            verb.Add(_script);
    }

    /// <summary>Reads the machine, resolves the options and runs the kernel until nothing is left
    /// to do; null when something is wrong, which has been told then.</summary>
    public Kernel? Boot(ParseResult parsed, Terminal terminal) =>
        Boot(parsed, parsed.GetValue(_order), terminal);

    /// <summary>What --order says; null when it is not there.</summary>
    public string? OrderOf(ParseResult parsed) => parsed.GetValue(_order);

    /// <summary>The kernel that was asked for by name, else the newest; null when there is none of
    /// that name, which has been told then.</summary>
    public Generation? KernelAlone(ParseResult parsed, Terminal terminal)
    {
        var name = parsed.GetValue(_kernel) ?? "mainline";
        if (terminal.Kernels.Find(name) is { } generation)
            return generation;
        terminal.Error.WriteLine($"softreserve: {terminal.Kernels.WhyUnknown(name)}");
        return null;
    }

    /// <summary>As <see cref="Boot(ParseResult, Terminal)"/>, in the order that a verb's own
    /// argument gives; null there means the option's.</summary>
    public Kernel? Boot(ParseResult parsed, string? order, Terminal terminal)
    {
        if (order is not null && parsed.GetValue(_order) is { } other && other != order)
        {
            terminal.Error.WriteLine("softreserve: two orders: one as argument, one as --order");
            return null;
        }

        return Read(parsed, terminal, out var found) is { } options
            ? OrderFollower.Run(
                BootContext.Create(found!.Machine, options).PowerOn(),
                order ?? parsed.GetValue(_order), found.Order, terminal)
            : null;
    }

    /// <summary>As <see cref="Boot(ParseResult, Terminal)"/>, but the kernel has not taken its
    /// first step.</summary>
    public Kernel? PowerOn(ParseResult parsed, Terminal terminal) =>
        Read(parsed, terminal, out var found) is { } options
            ? BootContext.Create(found!.Machine, options).PowerOn()
            : null;

    private BootOptions? Read(ParseResult parsed, Terminal terminal, out BootableMachine? found)
    {
        var problems = new List<string>();
        found = MachineSource.Read(parsed.GetValue(Machine)!, terminal);
        var generation = Generation(parsed, found?.Machine, terminal.Kernels, problems);
        var wished = Config(parsed, problems);
        var commandLine = KernelCommandLine.Parse(
            parsed.GetValue(_commandLine) ?? found?.Machine.Kernel.CommandLine ?? "");
        problems.AddRange(commandLine.Problems.Select(each =>
            $"kernel command line: '{each.Text}', expected {each.Expected}"));
        var commands = Commands(parsed, problems);
        var config = generation is null || found is null
            ? null
            : Resolve([.. found.Machine.Kernel.Config, .. wished], generation, problems);
        foreach (var problem in problems)
            terminal.Error.WriteLine($"softreserve: {problem}");
        if (problems.Count > 0 || found is null || generation is null || config is null)
            return null;

        foreach (var note in NotModelled.In(found.Machine, commandLine))
            terminal.Error.WriteLine($"note: {note}");
        return new BootOptions(generation, config, commandLine, commands);
    }

    private Generation? Generation(
        ParseResult parsed, Machine? machine, Catalogue kernels, List<string> problems)
    {
        var name = parsed.GetValue(_kernel) ?? machine?.Kernel.Generation ?? "v4";
        var generation = kernels.Find(name);
        if (generation is null)
            problems.Add(kernels.WhyUnknown(name));
        return generation;
    }

    private ValueList<ConfigSetting> Config(ParseResult parsed, List<string> problems) =>
        ReadConfig(parsed.GetValue(_config), "--config", problems);

    /// <summary>The settings that an option names: a list, or a file; none without text.</summary>
    internal static ValueList<ConfigSetting> ReadConfig(
        string? text, string option, List<string> problems)
    {
        if (text is null)
            return [];
        if (DistributionKernels.Find(text) is { } shipped)
            return shipped.Settings;
        var read = File.Exists(text)
            ? KernelConfigFile.Read(LimitedFile.ReadText(text), text)
            : KernelConfigFile.ReadList(text, option);
        problems.AddRange(read.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        var settings = read.Value?.Settings ?? [];
        if (!File.Exists(text))
            problems.AddRange(settings
                .Where(setting => !Kconfig.Knows(setting.Symbol))
                .Select(setting => UnknownSymbol(setting.Symbol, option)));
        return settings;
    }

    private static string UnknownSymbol(string symbol, string option)
    {
        var known = ConfigSymbols.All.Select(ConfigSymbols.NameOf).ToList();
        return $"{option}: {symbol} decides nothing here{Suggestion.For(symbol, known)}; "
            + $"there are {string.Join(", ", known)}";
    }

    private ValueList<UserCommand> Commands(ParseResult parsed, List<string> problems)
    {
        if (parsed.GetValue(_script) is not { } path)
            return [];
        if (!File.Exists(path))
        {
            problems.Add($"no file '{path}'");
            return [];
        }

        var script = StraightScript.Read(LimitedFile.ReadText(path));
        problems.AddRange(script.Problems.Select(problem => FormattableString.Invariant(
            $"{path}:{problem.Line}: {problem.Message}")));
        return script.Commands;
    }

    private static KernelConfiguration? Resolve(
        ValueList<ConfigSetting> wished, Generation generation, List<string> problems)
    {
        switch (Kconfig.Resolve(wished, generation.Kconfig, generation.BuildBreaks))
        {
            case KconfigResult.Valid valid:
                return valid.Configuration;
            case KconfigResult.Impossible refused:
                problems.Add($"{generation.Name} can not be configured so: {refused.Rule}");
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
