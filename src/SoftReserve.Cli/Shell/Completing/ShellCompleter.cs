using System.Globalization;
using SoftReserve.Cli.Shell.Editing;
using SoftReserve.Drivers;
using SoftReserve.Resources;
using SoftReserve.Shell;

namespace SoftReserve.Cli.Shell.Completing;

/// <summary>Offers commands, their words, devices that exist now, modules, and files of the
/// modelled machine.</summary>
internal sealed class ShellCompleter(ShellSession session) : ICompleter
{
    /// <summary>What a conversation knows beyond tools.</summary>
    public static readonly string[] OwnWords = ["help", "history"];

    /// <inheritdoc/>
    public (int Start, IReadOnlyList<string> Words) Complete(string text)
    {
        var start = text.LastIndexOfAny([' ', '\t', '|', ';', '&', '(', '<', '>', '=']) + 1;
        var word = text[start..];
        var command = CommandBefore(text[..start]);
        var isTarget = text[..start].TrimEnd().EndsWith('>')
            || text[..start].TrimEnd().EndsWith('<');
        var found = command.Length > 0 && (isTarget || word.Contains('/')) ? Files(word)
            : command.Length == 0 ? word.Contains('/') ? [] : Tools.Names.Concat(OwnWords)
            : Arguments(command, word);
        return (start,
        [
            .. found.Where(each => each.StartsWith(word, StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal),
        ]);
    }

    // the words of the command that the cursor is in, but the last
    private static string[] CommandBefore(string text)
    {
        var begin = text.LastIndexOfAny(['|', ';', '&', '(']) + 1;
        var words = text[begin..].Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. words.SkipWhile(word => word is "do" or "then" or "else" or "!" or "{" or "if"
            or "while" or "until")];
    }

    private IEnumerable<string> Arguments(string[] command, string word)
    {
        var subcommands = ToolWords.Subcommands(command[0]);
        if (subcommands.Length > 0 && command.Length == 1)
            return subcommands;
        var subcommand = subcommands.Length > 0 ? command[1] : "";
        if (word.StartsWith('-'))
            return ToolWords.Options(command[0], subcommand);
        return (command[0], subcommand, command[^1]) switch
        {
            ("modprobe" or "rmmod", _, _) => ModuleNames.All.Select(ModuleNames.NameOf),
            ("daxctl", _, "-m") => ["devdax", "system-ram"],
            ("daxctl", _, "-r") => DaxRegions(),
            ("daxctl", _, _) => DaxDevices(),
            ("cxl", "create-region", "-t") => ["ram"],
            ("cxl", _, "-d") => Decoders(),
            ("cxl", "create-region" or "enable-memdev" or "disable-memdev" or "set-partition", _) =>
                Memdevs(),
            ("cxl", "enable-region" or "disable-region" or "destroy-region", _) => Regions(),
            ("cxl", "list", "-m") => Memdevs(),
            ("cxl", "list", "-r") => Regions(),
            ("machine", _, _) => session.Kernel.Boot.Machine.Cxl.Memdevs.Select(card => card.Name),
            ("echo", _, _) => [.. Memdevs(), .. DaxDevices(), .. Regions(), "offline", "online"],
            _ => Files(word),
        };
    }

    private IEnumerable<string> Files(string word)
    {
        var slash = word.LastIndexOf('/') + 1;
        var folder = slash == 0 ? session.Directory : word[..slash];
        return session.FilesIn(folder).Select(name => WithSlash(word[..slash] + name, word));
    }

    // of one candidate it is worth finding out whether it is a folder
    private string WithSlash(string path, string word) =>
        path.StartsWith(word, StringComparison.Ordinal) && session.FilesIn(path).Count > 0
            ? path + "/"
            : path;

    private IEnumerable<string> Memdevs() => session.Kernel.Cxl.Memdevs.Select(each => each.Name);

    private IEnumerable<string> Regions() =>
        session.Kernel.Cxl.Regions.Select(each => Numbered("region", each.Id));

    private IEnumerable<string> Decoders() =>
        session.Kernel.Cxl.RootDecoders.Select(each => Numbered("decoder0.", each.Index));

    private IEnumerable<string> DaxRegions() =>
        session.Kernel.Dax.Regions.Select(each => Numbered("", each.Id));

    private IEnumerable<string> DaxDevices() =>
        from region in session.Kernel.Dax.Regions
        from device in region.Devices
        select IomemLabels.DaxDevice(region.Id, device.Instance);

    private static string Numbered(string before, int number) =>
        before + number.ToString(CultureInfo.InvariantCulture);
}
