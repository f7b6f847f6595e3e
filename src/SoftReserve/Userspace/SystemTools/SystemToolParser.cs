using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>Reads the words of tools that look at the machine as every Linux has them.</summary>
internal static class SystemToolParser
{
    private static readonly SystemTool[] Tools =
    [
        ChmemCommand.Tool, DmesgCommand.Tool, LsmemCommand.Tool, LspciCommand.Tool,
        ModinfoCommand.Tool, NumactlCommand.Tool, UnameCommand.Tool,
    ];

    public static UserCommand? Parse(string[] words, string line) => words switch
    {
        ["lsmod"] => new LsmodCommand { Line = line },
        ["lsmod", ..] => new EndedTool(new OptionReading.Ended("", "Usage: lsmod\n", 1))
        {
            Line = line,
        },
        [var name, .. var rest] => Array.Find(Tools, tool => tool.Name == name)?.Parse(rest, line),
        _ => null,
    };
}
