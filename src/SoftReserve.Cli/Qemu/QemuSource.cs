using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines;
using SoftReserve.Machines.Cases;

namespace SoftReserve.Cli.Qemu;

/// <summary>The machine to build and what is done to it.</summary>
/// <param name="Machine">Its command line is the run's.</param>
/// <param name="Order">Steps that are forced.</param>
/// <param name="Commands">Typed after boot.</param>
internal sealed record QemuSource(
    Machine Machine, ValueList<string> Order, ValueList<string> Commands)
{
    private const string CaseStart = "case:";

    /// <summary>Reads a case file's run, or anything that <see cref="MachineSource"/> reads; null
    /// when it cannot be read, which has been told then.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="kernel">Of a case, the run that names this kernel; null for the first.</param>
    /// <param name="terminal">Where problems are told.</param>
    public static QemuSource? Read(string name, string? kernel, Terminal terminal)
    {
        try
        {
            if (IsCase(name))
                return ReadCase(name, kernel, terminal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"softreserve: cannot read '{name}': {problem.Message}");
            return null;
        }

        return MachineSource.Read(name, terminal) is { } found
            ? new QemuSource(found.Machine, found.Order, [])
            : null;
    }

    private static bool IsCase(string name) => File.Exists(name)
        && name.EndsWith(".yaml", StringComparison.Ordinal)
        && LimitedFile.ReadText(name).Split('\n')
            .Any(line => line.StartsWith(CaseStart, StringComparison.Ordinal));

    private static QemuSource? ReadCase(string name, string? kernel, Terminal terminal)
    {
        var read = CaseFile.Read(LimitedFile.ReadText(name), name, MachineBeside(name));
        foreach (var diagnostic in read.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        if (read.Value is not { } found)
            return null;
        var run = found.Runs.FirstOrDefault(each =>
            kernel is null || each.KernelNames.Contains(kernel));
        if (run is not null)
            return new QemuSource(
                WithDefaults(run), [.. run.Order.Select(token => token.ToString())], run.Commands);
        terminal.Error.WriteLine($"softreserve: {name} has no run of kernel {kernel}");
        return null;
    }

    private static Machine WithDefaults(CaseRun run) => run.Machine with
    {
        Kernel = run.Machine.Kernel with
        {
            CommandLine = run.CommandLine ?? run.Machine.Kernel.CommandLine,
            Config = [.. run.Machine.Kernel.Config, .. run.Config],
        },
    };

    // a case names its machine from the folder above its group
    private static Func<string, string?> MachineBeside(string name) => path =>
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(name));
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, path)))
                return LimitedFile.ReadText(Path.Combine(folder, path));
        return null;
    };
}
