using SoftReserve.Cxl;
using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>What the kernel does when a text is written into one of its files.</summary>
/// <param name="Act">The kernel afterwards with 0 or a positive error number.</param>
/// <remarks>Kernel: the <c>*_store()</c> functions; docs/sysfs.md names each file's.</remarks>
public sealed record KernelWrite(Func<Kernel, (Kernel Kernel, int Errno)> Act) : UserCommand
{
    /// <summary>True when the model does not know what the kernel would do.</summary>
    public bool IsUnknown { get; private init; }

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var (after, errno) = Act(kernel);
        return errno == 0
            ? CommandOutcome.Done(after)
            : CommandOutcome.Failed(after, errno, "write error");
    }

    /// <summary>A write that changes the kernel.</summary>
    internal static KernelWrite Of(string line, Func<Kernel, (Kernel Kernel, int Errno)> act) =>
        new(act) { Line = line };

    /// <summary>A write about CXL regions.</summary>
    internal static KernelWrite Of(string line, Func<Kernel, UserResult> act) => new(
        kernel => act(kernel) switch
        {
            UserResult.Done done => (done.Kernel, 0),
            UserResult.Refused refused => (refused.Kernel, refused.Errno),
            _ => throw new System.Diagnostics.UnreachableException(),
        })
    {
        Line = line,
    };

    /// <summary>A write that is refused whatever the kernel's state.</summary>
    internal static KernelWrite Refused(string line, int errno) =>
        new(kernel => (kernel, errno)) { Line = line };

    /// <summary>A write that the kernel takes without any effect that is modelled.</summary>
    internal static KernelWrite Ignored(string line) =>
        new(kernel => (kernel, 0)) { Line = line };

    /// <summary>A write of which the model does not know what it does.</summary>
    internal static KernelWrite NotModelled(string line) =>
        new(kernel => (kernel, Errno.NotSupported)) { Line = line, IsUnknown = true };
}
