using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Resources;

namespace SoftReserve.Memory;

/// <summary>What a driver made of a dax device.</summary>
/// <remarks>Kernel: <c>dev_dax_kmem_probe()</c>, drivers/dax/kmem.c; <c>dev_dax_probe()</c>,
/// drivers/dax/device.c.</remarks>
/// <param name="Region">The dax region that it is a part of.</param>
/// <param name="Device">The device, as it was when the driver was done.</param>
public abstract record DaxDeviceUse(DaxRegion Region, DaxDevice Device) : Decision
{
    /// <summary>kmem added it as memory.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">With what was added in <see cref="DaxDevice.Reserved"/>.</param>
    /// <param name="BlockSize">Memory is added in multiples of this, in bytes.</param>
    /// <param name="IsOnline">True when it went online by policy.</param>
    public sealed record SystemRam(
        DaxRegion Region, DaxDevice Device, ulong BlockSize, bool IsOnline)
        : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => Device.Ranges == Device.Reserved ? "R56" : "R54";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"{Name} is memory of node {Region.TargetNode}: {Device.Reserved}";
    }

    /// <summary>device_dax made a character device of it.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">The device.</param>
    public sealed record Devdax(DaxRegion Region, DaxDevice Device) : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => "E.2";

        /// <inheritdoc/>
        public override FormattableString Because => $"{Name} is a character device";
    }

    /// <summary>kmem refused it because nobody knows its node.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">The device.</param>
    public sealed record NoNode(DaxRegion Region, DaxDevice Device) : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => "R55";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"{Name} has no node: kmem refuses it, -{Errno.Invalid}";
    }

    /// <summary>kmem refused it because it holds no whole memory block.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">The device.</param>
    /// <param name="BlockSize">Memory is added in multiples of this, in bytes.</param>
    public sealed record TooSmall(DaxRegion Region, DaxDevice Device, ulong BlockSize)
        : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => "R54";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"{Name} holds no whole memory block of {BlockSize} bytes: -{Errno.Invalid}";
    }

    /// <summary>A range of it could not be reserved in iomem.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">The device.</param>
    /// <param name="Range">The range.</param>
    /// <param name="Conflict">What was in the way; null when nothing can be named.</param>
    /// <param name="Driver">kmem or device_dax.</param>
    public sealed record Refused(
        DaxRegion Region, DaxDevice Device, AddressRange Range, Resource? Conflict, string Driver)
        : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => "R10";

        /// <inheritdoc/>
        public override FormattableString Because =>
            $"{Driver} could not reserve {Range} of {Name}: {Conflict?.Name} {Conflict?.Range}";
    }

    /// <summary>Its driver let go of it.</summary>
    /// <param name="Region">Its dax region.</param>
    /// <param name="Device">The device, with what its driver had reserved.</param>
    /// <param name="StaysOnline">True when memory of it is still online and so stays, with its
    /// lines in iomem.</param>
    public sealed record Released(DaxRegion Region, DaxDevice Device, bool StaysOnline)
        : DaxDeviceUse(Region, Device)
    {
        /// <inheritdoc/>
        public override string Rule => StaysOnline ? "R57" : "E.2";

        /// <inheritdoc/>
        public override FormattableString Because => StaysOnline
            ? (FormattableString)$"{Name} loses its driver; its memory is online and stays"
            : $"{Name} loses its driver";
    }

    private string Name => IomemLabels.DaxDevice(Region.Id, Device.Instance);
}
