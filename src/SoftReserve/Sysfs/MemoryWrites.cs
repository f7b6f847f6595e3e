using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>The files of memory blocks.</summary>
/// <remarks>Kernel: <c>state_store()</c>, <c>auto_online_blocks_store()</c>,
/// drivers/base/memory.c.</remarks>
internal static class MemoryWrites
{
    /// <summary><c>state</c>.</summary>
    public static KernelWrite State(ulong block, string text) => text switch
    {
        "online" or "online_kernel" =>
            KernelWrite.Of(text, kernel => Change(kernel, block, true, false)),
        "online_movable" => KernelWrite.Of(text, kernel => Change(kernel, block, true, true)),
        "offline" => KernelWrite.Of(text, kernel => Change(kernel, block, false, false)),
        _ => KernelWrite.Refused(text, Errno.Invalid),
    };

    /// <summary><c>online</c>, which every device with a switch has.</summary>
    public static KernelWrite Online(ulong block, string text) =>
        WrittenText.Truth(text) is { } online
            ? KernelWrite.Of(text, kernel => Change(kernel, block, online, false))
            : KernelWrite.Refused(text, Errno.Invalid);

    /// <summary><c>auto_online_blocks</c>: for what is added from now on.</summary>
    public static KernelWrite AutoOnline(string text) => OnlinePolicies.Find(text) is { } policy
        ? KernelWrite.Of(text, kernel => (kernel with
        {
            Memory = kernel.Memory with { WrittenPolicy = policy },
        }, 0))
        : KernelWrite.Refused(text, Errno.Invalid);

    // what the kernel has used since boot does not move away
    private static (Kernel Kernel, int Errno) Change(
        Kernel kernel, ulong number, bool online, bool isMovable)
    {
        if (MemoryBlocks.Find(kernel, number) is not { } block)
            return (kernel, Errno.NoDevice);
        if (block.IsOnline == online)
            return (kernel, 0);
        if (block.Added is null)
            return (kernel, Errno.Busy);
        return (kernel.SetBlockOnline(
            MemoryBlocks.RangeOf(kernel, number), online, isMovable), 0);
    }
}
