using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>Ports appear on the way to the first card below them, and their decoders with the first
/// downstream port.</summary>
/// <remarks>Kernel: <c>devm_cxl_enumerate_ports()</c>, drivers/cxl/core/port.c;
/// <c>devm_cxl_enumerate_decoders()</c>, drivers/cxl/core/hdm.c. Written after 6.18, the base of
/// v4; 6.12 reads the decoders at the port's own probe, with the same result.</remarks>
internal static class PortEnumeration
{
    /// <summary>Makes sure that the port at a depth of a card's path exists and knows the
    /// downstream port that leads to the card.</summary>
    /// <param name="kernel">The kernel; the port above is there.</param>
    /// <param name="path">The way to the card.</param>
    /// <param name="depth">0 for the host bridge.</param>
    /// <param name="fault">Why the port's decoders cannot be used: -ENXIO; null when all is
    /// well.</param>
    public static Kernel AddDport(
        this Kernel kernel, CxlPath path, int depth, out FormattableString? fault)
    {
        fault = null;
        var port = kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(depth));
        if (port is null)
            kernel = kernel.AddSwitchPort(path, depth, out port);
        var dport = path.Ports[depth];
        if (port.Dports.AsSpan().Contains(dport))
            return kernel;
        return port.Dports.IsEmpty
            ? kernel.AddFirstDport(port, path, depth, out fault)
            : kernel.AddNextDport(port, dport);
    }

    private static Kernel AddSwitchPort(
        this Kernel kernel, CxlPath path, int depth, out CxlPort port)
    {
        var parent = kernel.Cxl.FindPort(path.Bridge.Uid, path.PathOf(depth - 1))!;
        var added = new CxlPort(
            kernel.Cxl.LowestFreePortId(), path.Bridge.Uid, [.. path.PathOf(depth)], [], []);
        var topology = kernel.Boot.Machine.Cxl;
        port = added;
        return (kernel with { Cxl = kernel.Cxl with { Ports = kernel.Cxl.Ports.Add(added) } })
            .LogBlock(() => PortText.SwitchPortAdded(topology, added, parent.Id));
    }

    private static Kernel AddFirstDport(
        this Kernel kernel, CxlPort port, CxlPath path, int depth, out FormattableString? fault)
    {
        var topology = kernel.Boot.Machine.Cxl;
        var hasDecoders = depth > 0 || path.Bridge.HasDecoders;
        fault = null;
        if (!hasDecoders && path.DportCount(depth) > 1)
        {
            fault = $"port{port.Id} has several downstream ports and no HDM decoder capability";
            return kernel.LogBlock(() => PortText.NoDecoders(port));
        }

        var enumerated = port with
        {
            Dports = [path.Ports[depth]],
            Decoders = hasDecoders
                ? kernel.DecodersOf(port, path, depth)
                : [ProgrammedDecoders.Passthrough()],
        };
        if (OutOfOrder(enumerated.Decoders) is { } late)
        {
            fault = $"decoder{port.Id}.{late} is committed behind one that is not";
            return kernel.Log(PortText.OutOfOrder(port.Id, late));
        }

        var cxl = kernel.Cxl with
        {
            GonePorts = kernel.Cxl.GonePorts.Without(gone => gone.IsAtPlaceOf(port)),
        };
        return (kernel with { Cxl = cxl.WithPort(enumerated) })
            .LogBlock(() => PortText.PortEnumerated(topology, enumerated, hasDecoders));
    }

    // what firmware wrote, or what is left of it in a switch that was here before
    private static ValueList<SwitchDecoder> DecodersOf(
        this Kernel kernel, CxlPort port, CxlPath path, int depth)
    {
        foreach (var gone in kernel.Cxl.GonePorts)
            if (gone.IsAtPlaceOf(port))
                return gone.Decoders.Replace(
                    decoder => !decoder.IsEnabled, decoder => decoder with { Range = null });
        return ProgrammedDecoders.OfPort(kernel.Boot.Machine, path, depth);
    }

    private static Kernel AddNextDport(this Kernel kernel, CxlPort port, int dport)
    {
        var grown = port with { Dports = port.Dports.Add(dport) };
        var topology = kernel.Boot.Machine.Cxl;
        return (kernel with { Cxl = kernel.Cxl.WithPort(grown) })
            .LogBlock(() => PortText.DportAdded(topology, grown, dport));
    }

    private static int? OutOfOrder(ValueList<SwitchDecoder> decoders)
    {
        for (var index = 1; index < decoders.Count; index++)
            if (decoders[index].IsEnabled && !decoders[index - 1].IsEnabled)
                return index;
        return null;
    }
}
