using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>The files of memory blocks.</summary>
/// <remarks>Kernel: <c>state_store()</c>, <c>auto_online_blocks_store()</c>,
/// drivers/base/memory.c.</remarks>
internal static class MemoryWrites
{
    /// <summary><c>state</c>.</summary>
    /// <remarks>EINVAL for the state that the block is in.</remarks>
    public static KernelWrite State(ulong block, string text) => text switch
    {
        "online" or "online_kernel" => Change(block, text, true, false, Errno.Invalid),
        "online_movable" => Change(block, text, true, true, Errno.Invalid),
        "offline" => Change(block, text, false, false, Errno.Invalid),
        _ => KernelWrite.Refused(text, Errno.Invalid),
    };

    /// <summary><c>online</c>, which every device with a switch has.</summary>
    public static KernelWrite Online(ulong block, string text) =>
        WrittenText.Truth(text) is { } online
            ? Change(block, text, online, false, whenSame: 0)
            : KernelWrite.Refused(text, Errno.Invalid);

    /// <summary><c>auto_online_blocks</c>: for what is added from now on.</summary>
    public static KernelWrite AutoOnline(string text) => OnlinePolicies.Find(text) is { } policy
        ? KernelWrite.Of(text, kernel => (kernel with
        {
            Memory = kernel.Memory with { WrittenPolicy = policy },
        }, 0))
        : KernelWrite.Refused(text, Errno.Invalid);

    private static KernelWrite Change(
        ulong number, string text, bool online, bool isMovable, int whenSame) => KernelWrite.Of(
        text, kernel =>
        {
            var block = MemoryBlocks.Find(kernel, number);
            return block is null ? (kernel, Errno.NoDevice)
                : block.IsOnline == online ? (kernel, whenSame)
                : online ? (kernel.SetBlockOnline(
                    MemoryBlocks.RangeOf(kernel, number), online, isMovable), 0)
                : TakeOffline(kernel, block);
        });

    // what the kernel has used since boot does not move away
    private static (Kernel Kernel, int Errno) TakeOffline(Kernel kernel, MemoryBlock block) =>
        block.Added is null
            ? (kernel.Log(HotplugText.Unmovable()), Errno.Busy)
            : kernel.TakeBlockOffline(MemoryBlocks.RangeOf(kernel, block.Number));
}
