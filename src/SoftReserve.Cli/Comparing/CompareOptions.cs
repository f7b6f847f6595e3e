using System.CommandLine;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Cli.Comparing;

/// <summary>What the command line of <c>compare</c> asks for.</summary>
internal sealed class CompareOptions
{
    private readonly Argument<string> _machine = new("machine")
    {
        Description = "Machine file, recording (folder or tar), ACPI table, or bundled name",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = $"The kernel before: {Catalogue.Standard.Names}, or a released version",
    };

    private readonly Option<string?> _to = new("--to") { Description = "The kernel after" };

    private readonly Option<bool> _all = new("--all")
    {
        Description = "One row for every kernel instead of two kernels",
    };

    private readonly Option<string?> _config = Text(
        "--config", "SYM=y|m|n,... or the .config file of a kernel, for both");

    private readonly Option<string?> _fromConfig = Text(
        "--from-config", "As --config, for --from alone");

    private readonly Option<string?> _toConfig = Text(
        "--to-config", "As --config, for --to alone");

    private readonly Option<string?> _line = Text(
        "--cmdline", "Kernel command line of both; replaces the machine's");

    private readonly Option<string?> _fromLine = Text(
        "--from-cmdline", "As --cmdline, for --from alone");

    private readonly Option<string?> _toLine = Text(
        "--to-cmdline", "As --cmdline, for --to alone");

    /// <summary>Adds everything to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_machine);
        verb.Add(_all);
        foreach (var option in OneSided)
            verb.Add(option);
        verb.Add(_config);
        verb.Add(_line);
    }

    /// <summary>The machine and the kernels to run on it; null when something is wrong, which has
    /// been told then.</summary>
    public ComparePlan? Read(ParseResult parsed, Terminal terminal)
    {
        var problems = new List<string>();
        var found = MachineSource.Read(parsed.GetValue(_machine)!, terminal);
        var isAll = parsed.GetValue(_all);
        var kernels = isAll
            ? All(parsed, terminal.Kernels, problems)
            : Two(parsed, terminal.Kernels, problems);
        var plan = found is null ? null : new ComparePlan(
            found, isAll, [.. kernels.Select(kernel => Boot(kernel, found, problems))]);
        foreach (var problem in problems.Distinct())
            terminal.Error.WriteLine($"softreserve: {problem}");
        if (plan is null || problems.Count > 0)
            return null;
        foreach (var note in plan.Boots.SelectMany(boot => boot.NotModelled).Distinct())
            terminal.Error.WriteLine($"note: {note}");
        return plan;
    }

    private Option<string?>[] OneSided =>
        [_from, _to, _fromConfig, _toConfig, _fromLine, _toLine];

    private static Option<string?> Text(string name, string description) =>
        new(name) { Description = description };

    private List<WishedKernel> All(
        ParseResult parsed, Catalogue catalogue, List<string> problems)
    {
        foreach (var option in OneSided)
            if (parsed.GetValue(option) is not null)
                problems.Add($"{option.Name} does not go with --all");
        var config = KernelOptions.ReadConfig(parsed.GetValue(_config), _config.Name, problems);
        var line = parsed.GetValue(_line);
        return [.. catalogue.All.Select(each => new WishedKernel(each, config, line))];
    }

    private List<WishedKernel> Two(
        ParseResult parsed, Catalogue catalogue, List<string> problems)
    {
        var both = KernelOptions.ReadConfig(parsed.GetValue(_config), _config.Name, problems);
        return
        [
            .. new[] { (_from, _fromConfig, _fromLine), (_to, _toConfig, _toLine) }
                .Select(side => Side(parsed, side, both, catalogue, problems))
                .OfType<WishedKernel>(),
        ];
    }

    private WishedKernel? Side(
        ParseResult parsed,
        (Option<string?> Name, Option<string?> Config, Option<string?> Line) side,
        ValueList<ConfigSetting> both,
        Catalogue catalogue,
        List<string> problems)
    {
        var own = KernelOptions.ReadConfig(
            parsed.GetValue(side.Config), side.Config.Name, problems);
        var name = parsed.GetValue(side.Name);
        var generation = name is null ? null : catalogue.Find(name);
        if (name is null)
            problems.Add($"{side.Name.Name} is missing: give --from and --to, or --all");
        else if (generation is null)
            problems.Add(catalogue.WhyUnknown(name));
        return generation is null ? null : new WishedKernel(
            generation,
            [.. both, .. own],
            parsed.GetValue(side.Line) ?? parsed.GetValue(_line));
    }

    private static PlannedBoot Boot(
        WishedKernel kernel, BootableMachine found, List<string> problems)
    {
        var line = KernelCommandLine.Parse(
            kernel.CommandLine ?? found.Machine.Kernel.CommandLine);
        problems.AddRange(line.Problems.Select(each =>
            $"kernel command line: '{each.Text}', expected {each.Expected}"));
        return PlannedBoot.Of(found, kernel, line);
    }
}

/// <summary>A kernel as the command line names it.</summary>
/// <param name="Generation">The kernel's version.</param>
/// <param name="Config">Settings on top of the machine's.</param>
/// <param name="CommandLine">Null for the machine's.</param>
internal sealed record WishedKernel(
    Generation Generation, ValueList<ConfigSetting> Config, string? CommandLine);
