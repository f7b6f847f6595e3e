using System.Globalization;
using System.Text;
using SoftReserve.Configuration;

namespace SoftReserve.Cli.Exploring;

/// <summary>A number that says which states an exploration has: machine, kernel, and
/// program.</summary>
internal static class ModelIdentity
{
    /// <summary>The number; the same in every run of one build of the program.</summary>
    public static ulong Of(Kernel start)
    {
        var boot = start.Boot;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ModuleVersion} {boot.Machine} ");
        text.Append(CultureInfo.InvariantCulture, $"{boot.Generation} {boot.CommandLine}");
        foreach (var symbol in ConfigSymbols.All)
            text.Append(CultureInfo.InvariantCulture, $"\n{symbol}={boot.Config[symbol]}");
        foreach (var command in boot.Commands)
            text.Append(CultureInfo.InvariantCulture, $"\n{command.Line}");
        foreach (var step in boot.Steps)
            text.Append('\n').Append(step.Title);
        return Fnv(text.ToString());
    }

    // another build may have another model, whatever its version says
    private static Guid ModuleVersion => typeof(Kernel).Module.ModuleVersionId;

    // FNV-1a: the same in every run, which string.GetHashCode is not
    private static ulong Fnv(string text)
    {
        var hash = 0xcbf2_9ce4_8422_2325UL;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ unit) * 0x100_0000_01b3);
        return hash;
    }
}
