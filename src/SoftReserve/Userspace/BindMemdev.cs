using SoftReserve.Cxl;

namespace SoftReserve.Userspace;

/// <summary><c>echo memN</c> into the <c>bind</c> or <c>unbind</c> file of cxl_mem, which is what
/// <c>cxl enable-memdev</c> and <c>cxl disable-memdev -f</c> do.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="Binds">Which of the two.</param>
/// <remarks>ndctl: <c>cxl_memdev_disable_invalidate()</c>, cxl/lib/libcxl.c.</remarks>
public sealed record BindMemdev(string Memdev, bool Binds) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var isAttached =
            kernel.Cxl.FindMemdev(Memdev)?.Attachment == MemdevAttachment.Attached;
        if (kernel.Cxl.FindMemdev(Memdev) is null || isAttached == Binds)
            return CommandOutcome.Failed(kernel, Errno.NoDevice, $"{Memdev}: no such device");
        return CommandOutcome.Done(
            Binds ? kernel.AttachMemdev(Memdev) : kernel.DetachMemdev(Memdev));
    }
}
