namespace SoftReserve.Owners.Properties;

/// <summary>No memory is added over a CXL window that no committed endpoint decoder
/// maps.</summary>
/// <remarks>On a real kernel onlining such memory is a crash (kernel/semantics.md M).</remarks>
public sealed class NoUnbackedRam : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-unbacked-ram";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        kernel.Memory.Added.Any(memory => !Backing.Missing(kernel, memory.Range).IsEmpty);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => !IsBroken(kernel)
        && kernel.Memory.Added.Any(memory => kernel.Cxl.RootDecoders.Any(
            window => window.Range.Overlaps(memory.Range)));
}
