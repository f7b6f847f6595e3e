using System.CommandLine;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>Machines that have settled.</summary>
internal static class Booted
{
    /// <summary>A bundled machine under a kernel with its default configuration.</summary>
    public static Kernel Machine(string name, string kernel)
    {
        var generation = Catalogue.Standard.Find(kernel)!;
        var resolved = (KconfigResult.Valid)Kconfig.Resolve(
            [], generation.Kconfig, generation.BuildBreaks);
        return Schedule.RunToEnd(BootContext.Create(
            BundledMachines.TryRead(name)!.Value!,
            new BootOptions(
                generation, resolved.Configuration, KernelCommandLine.Parse(""), [])).PowerOn());
    }

    /// <summary>The machine of a command line's words: a bundled one, or a file of a
    /// folder.</summary>
    public static Kernel AsTyped(string[] words, string folder)
    {
        var file = Path.Combine(folder, words[0]);
        var options = new KernelOptions(hasScript: false);
        var verb = new System.CommandLine.Command("shell");
        options.AddTo(verb);
        using var error = new StringWriter();
        return options.Boot(
                verb.Parse([File.Exists(file) ? file : words[0], .. words[1..]]),
                new Terminal(error, error))
            ?? throw new InvalidOperationException(error.ToString());
    }
}
