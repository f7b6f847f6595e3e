using System.Text;

namespace SoftReserve.Orders;

/// <summary>A few characters that differ between boots whose orders must not be
/// confused.</summary>
/// <param name="Machine">Of what firmware and hardware fix, names and remarks aside.</param>
/// <param name="Kernel">Of generation, configuration, command line, typed commands and the steps
/// that the model knows.</param>
internal sealed record BootFingerprint(string Machine, string Kernel)
{
    public const int SextetsOfEach = 4;

    public static BootFingerprint Of(BootContext boot)
    {
        var machine = boot.Machine with
        {
            Name = "",
            About = "",
            Kernel = boot.Machine.Kernel with { Generation = null, CommandLine = "", Config = [] },
        };
        return new BootFingerprint(
            TextHash.Sextets(WithoutDefaults(machine.ToString()), SextetsOfEach),
            TextHash.Sextets(KernelText(boot), SextetsOfEach));
    }

    private static string KernelText(BootContext boot)
    {
        var text = new StringBuilder();
        text.Append(WithoutDefaults((boot.Generation with
        {
            About = "",
            Kconfig = [],
            BuildBreaks = [],
            RefusesUnflushedReset = false,
        }).ToString()));
        text.Append('\n').Append(boot.CommandLine.Text);
        foreach (var symbol in Configuration.ConfigSymbols.All)
            text.Append('\n').Append(Configuration.ConfigSymbols.NameOf(symbol))
                .Append('=').Append(boot.Config[symbol]);
        foreach (var command in boot.Commands)
            text.Append('\n').Append(command.Line);
        foreach (var step in boot.Steps)
            text.Append('\n').Append(step.Title);
        return text.ToString();
    }

    // what came later is left out where it is as it was before: orders that people wrote down stay
    private static string WithoutDefaults(string text) => text
        .Replace(", HasHypervisor = False", "", StringComparison.Ordinal)
        .Replace(", RefusesUnflushedReset = False", "", StringComparison.Ordinal);
}
