using System.Text;
using SoftReserve.Sysfs;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace;

/// <summary>A tool that only reads files.</summary>
/// <remarks>coreutils: a file that cannot be read does not keep the others from being
/// read.</remarks>
public abstract record FileTool : UserCommand
{
    /// <inheritdoc/>
    public sealed override CommandOutcome Run(Kernel kernel)
    {
        var print = new FilePrinter();
        Read(FileTree.Of(kernel), print);
        return new CommandOutcome(kernel, print.Errno, print.Output.ToString())
        {
            Complaints = print.Complaints.ToString(),
            ExitCode = print.ExitCode,
        };
    }

    /// <summary>Does the tool's work.</summary>
    internal abstract void Read(FileTree tree, FilePrinter print);
}

/// <summary>What a tool that reads files has printed so far.</summary>
internal sealed class FilePrinter
{
    public StringBuilder Output { get; } = new();

    public StringBuilder Complaints { get; } = new();

    public int ExitCode { get; private set; }

    public int Errno { get; private set; }

    /// <summary>A complaint that ends with the error's text.</summary>
    public void Fail(string what, int errno, int exitCode = 1)
    {
        Complaints.Append(what).Append(": ").Append(ErrorText.Of(errno)).Append('\n');
        Silently(errno, exitCode);
    }

    /// <summary>An exit status without a word.</summary>
    public void Silently(int errno, int exitCode = 1) => (Errno, ExitCode) = (errno, exitCode);
}
