using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>cxl_mem attaches a card: ports on the way up, an endpoint, its decoders, and then
/// firmware's decoders are offered to CXL regions.</summary>
/// <remarks>Kernel: <c>cxl_mem_probe()</c>, drivers/cxl/mem.c;
/// <c>cxl_endpoint_port_probe()</c>, drivers/cxl/port.c.</remarks>
/// <seealso cref="AutoAssembly"/>
public static class MemdevAttach
{
    /// <summary>Probes a card that is on the bus. Without a CXL root the card stays unbound until
    /// the bus is scanned again (rule R47).</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="name">A card of <see cref="CxlState.Memdevs"/>.</param>
    public static Kernel AttachMemdev(this Kernel kernel, string name)
    {
        var memdev = kernel.Cxl.FindMemdev(name)!;
        if (!kernel.Cxl.HasRoot)
            return kernel.End(memdev, MemdevAttachment.Refused, $"there is no CXL root yet");
        var path = kernel.Boot.Paths.To(name);
        if (path is null || kernel.Cxl.FindPort(path.Bridge.Uid, []) is null)
            return kernel.End(memdev, MemdevAttachment.Failed, $"its host bridge has no port");
        for (var depth = 0; depth < path.Ports.Count; depth++)
        {
            if (kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(depth)) is { IsDisabled: true })
                return kernel.End(
                    memdev, MemdevAttachment.Failed, $"a port above it is disabled");
            kernel = kernel.AddDport(path, depth, out var fault);
            if (fault is not null)
                return kernel.End(memdev, MemdevAttachment.Failed, fault);
        }

        return kernel.AddEndpoint(memdev, path);
    }

    private static Kernel AddEndpoint(this Kernel kernel, CxlMemdev memdev, CxlPath path)
    {
        var topology = kernel.Boot.Machine.Cxl;
        var id = kernel.Cxl.LowestFreePortId();
        var parent = kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(path.Ports.Count - 1))!;
        var endpoint = EndpointEnumeration.Enumerate(
            topology, memdev, kernel.Boot.Generation.FallsBackToRangeRegister);
        kernel = kernel.LogBlock(() => PortText.EndpointFound(
            topology, memdev.Name, path.Bridge.Uid, id, endpoint));
        if (endpoint.Fault is { } fault)
            return kernel
                .Log(PortText.EndpointProbed(id, Errno.NoSuchDeviceOrAddress))
                .End(memdev, MemdevAttachment.Failed, fault.Text);

        kernel = kernel with
        {
            Cxl = kernel.Cxl.WithMemdev(memdev with
            {
                Attachment = MemdevAttachment.Attached,
                EndpointId = id,
                Decoders = endpoint.Decoders,
            }),
        };
        kernel = kernel.Note(new MemdevAttached(
            memdev.Name, endpoint.Decoders, endpoint.IsEmulated));
        foreach (var decoder in endpoint.Decoders)
            if (decoder is { IsEnabled: true, IsAuto: true })
                kernel = kernel.AddToCxlRegion(memdev.Name, decoder.Index);
        return kernel.LogBlock(() => PortText.EndpointAdded(memdev.Name, id, parent.Id));
    }

    private static Kernel End(
        this Kernel kernel, CxlMemdev memdev, MemdevAttachment attachment,
        FormattableString reason) =>
        (kernel with { Cxl = kernel.Cxl.WithMemdev(memdev with { Attachment = attachment }) })
            .Note(new MemdevNotAttached(memdev.Name, attachment, reason))
            .Log(PortText.MemdevProbed(memdev.Name, Errno.NoSuchDeviceOrAddress));
}

/// <summary>A card's probe ended with -ENXIO.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="Attachment">Whether a bus rescan tries again.</param>
/// <param name="Reason">What was missing.</param>
public sealed record MemdevNotAttached(
    string Memdev, MemdevAttachment Attachment, FormattableString Reason) : Decision
{
    /// <inheritdoc/>
    public override string Rule => Attachment == MemdevAttachment.Refused ? "R47" : "D.3";

    /// <inheritdoc/>
    public override FormattableString Because => $"{Memdev} is not attached: {Reason}";
}

/// <summary>A card's endpoint is up, and its decoders have been read.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="Decoders">Its decoders, committed or not.</param>
/// <param name="IsEmulated">No decoder is committed, and the kernel takes the card to decode its
/// range register.</param>
public sealed record MemdevAttached(
    string Memdev, ValueList<EndpointDecoder> Decoders, bool IsEmulated) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "D.4";

    /// <inheritdoc/>
    public override FormattableString Because => IsEmulated
        ? (FormattableString)$"{Memdev} has no committed decoder: its range register counts"
        : $"{Memdev} has {Committed} committed decoders of {Decoders.Count}";

    private int Committed => Decoders.Count(decoder => decoder.IsEnabled);
}
