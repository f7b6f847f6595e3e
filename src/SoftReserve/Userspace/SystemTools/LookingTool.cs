using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>A tool that only looks.</summary>
public abstract record LookingTool : UserCommand
{
    /// <inheritdoc/>
    public sealed override CommandOutcome Run(Kernel kernel) => new(kernel, 0, Print(kernel));

    /// <summary>What it prints, with line ends.</summary>
    protected abstract string Print(Kernel kernel);
}

/// <summary>Files as tools read them.</summary>
internal static class ToolFiles
{
    /// <summary>The text of a file without its line end; empty when there is none.</summary>
    public static string Text(this FileTree tree, string path) =>
        tree.Find(path) is FileNode.File file ? file.Content.TrimEnd('\n') : "";
}
