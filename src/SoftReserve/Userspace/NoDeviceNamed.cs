namespace SoftReserve.Userspace;

/// <summary>A daxctl command without the device that it needs: what a script types on a machine
/// whose list of dax devices is empty. The tool prints its usage.</summary>
public sealed record NoDeviceNamed : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        CommandOutcome.Failed(kernel, Errno.Invalid, "no device named");
}
