using SoftReserve.Addresses;
using SoftReserve.Userspace;

namespace SoftReserve.Drivers;

/// <summary>What the driver core still has to do, and what it has done, as far as order
/// matters.</summary>
/// <param name="InitcallsDone">How many of the boot sequence's initcalls have run.</param>
/// <param name="Live">Modules whose init is done, built-in ones included.</param>
/// <param name="Requested">Modules that udev or the kernel wants loaded.</param>
/// <param name="Waiting">Modules whose init has begun and waits for modules that it asked
/// for.</param>
/// <param name="UnprobedCards">Cards whose PCI function has no driver yet.</param>
/// <param name="CommandsDone">How many typed commands have run.</param>
public sealed record DriverCore(
    int InitcallsDone,
    ModuleSet Live,
    ModuleSet Requested,
    ModuleSet Waiting,
    ValueList<string> UnprobedCards,
    int CommandsDone)
{
    /// <summary>The exit status of the last typed command: what <c>&amp;&amp;</c> asks
    /// for.</summary>
    public int ExitCode { get; init; }

    /// <summary>Commands in the background that have not ended, in the order in which they were
    /// begun.</summary>
    public ValueList<UserCommand> Background { get; init; } = [];

    /// <summary>Modules whose files have been taken away since boot.</summary>
    public ModuleSet Hidden { get; init; }

    /// <summary>Power is on, nothing has run.</summary>
    public static DriverCore AtPowerOn(ValueList<string> cards) =>
        new(0, ModuleSet.None, ModuleSet.None, ModuleSet.None, cards, 0);
}
