using SoftReserve.Machines;
using SoftReserve.Machines.Cases;

namespace SoftReserve.Cli.Checking;

/// <summary>Runs every run of every case that was named, and counts.</summary>
internal sealed class CaseCheck(Terminal terminal, string? onlyKernel)
{
    private int _agree, _differ, _skipped, _invalid;

    public int Run(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            foreach (var file in FilesOf(name))
                Check(file);
        terminal.Output.WriteLine(
            $"{_agree} agree, {_differ} differ, {_skipped} skipped, {_invalid} invalid");
        return _invalid > 0 ? ExitCode.Unusable
            : _differ > 0 ? ExitCode.BadAnswer
            : ExitCode.Fine;
    }

    private IEnumerable<string> FilesOf(string name)
    {
        if (Directory.Exists(name))
            return Directory
                .EnumerateFiles(name, "*.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal);
        if (File.Exists(name))
            return [name];
        terminal.Error.WriteLine($"softreserve: no case file or folder '{name}'");
        _invalid++;
        return [];
    }

    private void Check(string file)
    {
        var read = CaseFile.Read(
            LimitedFile.ReadText(file), file, path => CorpusMachine.Read(file, path));
        foreach (var diagnostic in read.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        if (read.Value is not { } found)
            _invalid++;
        else
            foreach (var run in found.Runs)
                foreach (var kernel in run.KernelNames)
                    if (onlyKernel is null || kernel == onlyKernel)
                        Report(found, run, kernel);
    }

    private void Report(Case found, CaseRun run, string kernel)
    {
        var where = $"{found.Id}:{run.Line} {kernel}";
        switch (CaseRunner.Run(run, kernel, terminal.Kernels))
        {
            case RunVerdict.Agrees:
                _agree++;
                break;
            case RunVerdict.Skipped skipped:
                _skipped++;
                terminal.Output.WriteLine($"{where}: skipped, {skipped.Why}");
                break;
            case RunVerdict.Invalid invalid:
                _invalid++;
                terminal.Error.WriteLine($"{where}: {invalid.Why}");
                break;
            case RunVerdict.Differs differs:
                _differ++;
                terminal.Output.WriteLine($"{where}: differs");
                foreach (var line in differs.Lines)
                    terminal.Output.WriteLine("  " + line);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
