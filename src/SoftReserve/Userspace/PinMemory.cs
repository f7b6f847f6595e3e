using SoftReserve.Addresses;
using SoftReserve.Memory;

namespace SoftReserve.Userspace;

/// <summary><c>machine pin A-B [unmovable|busy]</c>: memory of these addresses does not go offline
/// from now on.</summary>
/// <param name="Held">Which, and why.</param>
public sealed record PinMemory(HeldMemory Held) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => CommandOutcome.Done(kernel.Hold(Held));
}

/// <summary><c>machine unpin A-B</c>: nothing keeps memory of these addresses any more.</summary>
/// <param name="Range">Which.</param>
public sealed record UnpinMemory(AddressRange Range) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => CommandOutcome.Done(kernel.LetGo(Range));
}
