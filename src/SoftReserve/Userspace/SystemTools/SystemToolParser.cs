namespace SoftReserve.Userspace.SystemTools;

/// <summary>Reads the words of tools that look at the machine as every Linux has them.</summary>
internal static class SystemToolParser
{
    private static readonly SystemTool[] Tools = [LsmemCommand.Tool, ChmemCommand.Tool];

    public static UserCommand? Parse(string[] words, string line) => words switch
    {
        ["dmesg", .. var rest] => DmesgCommand.Parse(rest, line),
        ["lsmod"] => new LsmodCommand { Line = line },
        ["numactl", "-H" or "--hardware"] => new NumactlCommand { Line = line },
        ["lspci", .. var rest] => LspciCommand.Parse(rest, line),
        ["uname", .. var rest] => UnameCommand.Parse(rest, line),
        [var name, .. var rest] => Array.Find(Tools, tool => tool.Name == name)?.Parse(rest, line),
        _ => null,
    };
}
