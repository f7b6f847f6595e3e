using SoftReserve.Addresses;
using System.Text;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>How a command is typed.</summary>
/// <param name="Synopsis">Behind <c>usage:</c>.</param>
/// <param name="Options">In the order of the usage.</param>
internal sealed record ToolSyntax(string Synopsis, ValueList<ToolOption> Options)
{
    /// <summary>The exit status of a tool that printed its usage.</summary>
    public const int UsageExitCode = 129;

    /// <summary>The whole usage, as it goes to standard error.</summary>
    public string Usage
    {
        get
        {
            var text = new StringBuilder(Heading);
            foreach (var option in Options)
                text.Append(option.Usage);
            return text.Append('\n').ToString();
        }
    }

    /// <summary>The usage of one option that was typed wrongly; just the heading when it is none of
    /// this command.</summary>
    public string UsageOf(ToolOption? option) => Heading + option?.Usage;

    private string Heading => $"\n usage: {Synopsis}\n\n";
}
