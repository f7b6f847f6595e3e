using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>Whether QEMU can build a machine, and what it builds.</summary>
internal abstract record QemuPlan
{
    private QemuPlan()
    {
    }

    /// <summary>It can.</summary>
    /// <param name="Original">The machine that was asked for.</param>
    /// <param name="AsBuilt">The machine that the kernel in QEMU meets; its command line has the
    /// Soft Reserved ranges.</param>
    /// <param name="Scale">A byte of the guest stands for this many of the machine.</param>
    public sealed record Built(Machine Original, Machine AsBuilt, ulong Scale) : QemuPlan;

    /// <summary>It cannot.</summary>
    /// <param name="Why">Every reason found.</param>
    public sealed record Refused(ValueList<string> Why) : QemuPlan;
}
