using SoftReserve.Cxl;

namespace SoftReserve.Userspace;

/// <summary><c>echo regionN > .../decoder0.K/delete_region</c>.</summary>
/// <remarks>Kernel: <c>delete_region_store()</c>, drivers/cxl/core/region.c: the CXL region is
/// looked up by name, then unregistered. Two writers may both have found it before either goes on,
/// unless the generation holds a lock from one to the other (bug L7).</remarks>
/// <param name="RootDecoder">K.</param>
/// <param name="RegionId">N.</param>
public sealed record DeleteCxlRegion(int RootDecoder, int RegionId) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => Finds(kernel)
        ? CommandOutcome.Done(kernel.UnregisterCxlRegion(RegionId, resetsDecoders: true))
        : CommandOutcome.Failed(kernel, Errno.NoDevice, "sh: write error: No such device\n");

    /// <inheritdoc/>
    public override UserCommand Begin(Kernel kernel) =>
        !kernel.Boot.Generation.SerializesRegionDeletion && Finds(kernel)
            ? new UnregisterFoundRegion(RegionId) { Line = Line }
            : this;

    private bool Finds(Kernel kernel) =>
        kernel.Cxl.FindRegion(RegionId) is { } region && region.RootDecoder == RootDecoder;

    private sealed record UnregisterFoundRegion(int RegionId) : UserCommand
    {
        public override CommandOutcome Run(Kernel kernel) => CommandOutcome.Done(
            kernel.Cxl.FindRegion(RegionId) is null
                ? kernel.WithMishap(CxlMishaps.UnregisteredTwice)
                : kernel.UnregisterCxlRegion(RegionId, resetsDecoders: true));
    }
}
