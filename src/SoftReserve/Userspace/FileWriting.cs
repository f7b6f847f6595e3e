using SoftReserve.Sysfs;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace;

/// <summary>A text goes into a file: <c>echo TEXT &gt; FILE</c>, or what a pipe ends in.</summary>
/// <remarks>Words are those of busybox's shell, which the recordings were typed in.</remarks>
/// <param name="Path">Absolute.</param>
/// <param name="Text">What is written; a line feed at its end means nothing to the
/// kernel.</param>
public sealed record WriteFile(string Path, string Text) : UserCommand
{
    /// <summary>What the write is, for a path whose meaning does not depend on the kernel's state;
    /// null otherwise.</summary>
    private UserCommand? KnownWrite => Path.Split('/') is
        ["", "sys", "bus", "platform", "drivers", "hmem_platform", var file]
        ? file switch
        {
            "bind" => DriverWrites.Bind("platform", "hmem_platform", Value),
            "unbind" => DriverWrites.Unbind("platform", "hmem_platform", Value),
            _ => null,
        }
        : null;

    private string Value => Text.EndsWith('\n') ? Text[..^1] : Text;

    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => KnownWrite?.IsBlocked(kernel) == true;

    /// <inheritdoc/>
    public override UserCommand Begin(Kernel kernel)
    {
        if (FileTree.Of(kernel).Look(Path)
            is not FileLookup.Found { Node: FileNode.File { Write: { } write } })
            return this;
        var asked = write(Value);
        var begun = asked.Begin(kernel);
        return ReferenceEquals(begun, asked) ? this : begun;
    }

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        if (tree.Find(Path) is not { } node)
            return tree.Find(Path[..(Path.LastIndexOf('/') + 1)]) is FileNode.Folder
                ? Refused(kernel, Errno.AccessDenied)
                : CommandOutcome.Failed(
                    kernel, Errno.NoEntry, $"sh: can't create {Path}: nonexistent directory\n");
        if (node is FileNode.File { Write: { } write })
            return Write(kernel, write);
        if (node is FileNode.File && Path.StartsWith("/proc", StringComparison.Ordinal))
            return Failed(kernel, Errno.InputOutput, "write error");
        return Refused(
            kernel, node is FileNode.Folder ? Errno.IsFolder : Errno.AccessDenied);
    }

    private CommandOutcome Write(Kernel kernel, Func<string, UserCommand> write)
    {
        var asked = write(Value);
        if (asked is KernelWrite { IsUnknown: true })
            return CommandOutcome.Failed(
                kernel, Errno.NotSupported,
                $"softreserve: writing '{Value}' into {Path} is not modelled\n");
        var outcome = asked.Run(kernel);
        return outcome.Errno == 0 ? outcome
            : outcome.Errno == Errno.Interrupted ? CommandOutcome.Interrupted(outcome.Kernel)
            : Failed(outcome.Kernel, outcome.Errno, "write error");
    }

    private CommandOutcome Refused(Kernel kernel, int errno) =>
        Failed(kernel, errno, $"can't create {Path}");

    private static CommandOutcome Failed(Kernel kernel, int errno, string what) =>
        CommandOutcome.Failed(kernel, errno, $"sh: {what}: {ErrorText.Of(errno)}\n");
}

/// <summary><c>echo TEXT</c> on its own.</summary>
/// <param name="Text">With its line end.</param>
public sealed record PrintText(string Text) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => new(kernel, 0, Text);
}
