using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>cxl_port is unbound from a host bridge's or switch's port, and bound again.</summary>
/// <remarks>Kernel: drivers/cxl/port.c; <c>detach_memdev()</c>, core/memdev.c. Cards below are
/// taken from cxl_mem, and their CXL regions lose them.</remarks>
public static class PortBinding
{
    extension(Kernel kernel)
    {
        /// <summary>Takes a port, and first each card below it, out of use; nothing when there is
        /// no such port.</summary>
        public Kernel DisableCxlPort(int id)
        {
            foreach (var memdev in kernel.MemdevsBelow(id))
                kernel = kernel.DetachMemdev(memdev);
            return kernel.WithPortDisabled(id, isDisabled: true);
        }

        /// <summary>Puts a port into use again; its cards stay where they are.</summary>
        public Kernel EnableCxlPort(int id) => kernel.WithPortDisabled(id, isDisabled: false);

        /// <summary>Cards below a port, attached or not, by name.</summary>
        public ValueList<string> MemdevsBelow(int id) =>
            kernel.Cxl.Ports.FirstOrDefault(port => port.Id == id) is not { } port
                ? []
                :
                [
                    .. kernel.Cxl.Memdevs
                        .Where(memdev => kernel.Boot.Paths.To(memdev.Name) is { } path
                            && path.Bridge.Uid == port.HostBridgeUid
                            && path.Ports.Count > port.Path.Count
                            && path.Ports.AsSpan()[..port.Path.Count]
                                .SequenceEqual(port.Path.AsSpan()))
                        .Select(memdev => memdev.Name),
                ];

        private Kernel WithPortDisabled(int id, bool isDisabled) =>
            kernel.Cxl.Ports.FirstOrDefault(port => port.Id == id) is { } port
                ? kernel with
                {
                    Cxl = kernel.Cxl.WithPort(port with { IsDisabled = isDisabled }),
                }
                : kernel;
    }
}
