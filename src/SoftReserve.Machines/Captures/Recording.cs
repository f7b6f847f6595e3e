using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>One boot of a real kernel: the machine it ran on, what was done, and what it
/// showed.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Machine">From what firmware and hardware say, never from what the kernel made of
/// it.</param>
/// <param name="Order">What happened out of the default order up to <see cref="BootState"/>, in
/// the words of a case's <c>order</c>: modules, <c>decision</c>, <c>memN</c>. Empty for the
/// default order. A module that was loaded already counts as done.</param>
/// <param name="Steps">What was done on the running kernel; empty for a machine that was only
/// looked at.</param>
/// <param name="States">In the order in which they were recorded. For comparison only.</param>
/// <param name="BootState">The last state before anything but loading modules was done; null when
/// no state of that time was kept.</param>
/// <param name="KernelLog">The whole boot, debug messages included; null when the machine
/// died.</param>
/// <param name="Notes">What had to be assumed about the machine, one sentence each.</param>
public sealed record Recording(
    string Name,
    Machine Machine,
    ValueList<string> Order,
    ValueList<StageStep> Steps,
    IReadOnlyList<RecordedState> States,
    RecordedState? BootState,
    string? KernelLog,
    ValueList<string> Notes)
{
    /// <summary>As <see cref="Order"/>, but up to another state.</summary>
    public ValueList<string> OrderUntil(RecordedState state) =>
        LoadOrder.Until(Machine, Steps, state.Position, LoadOrderName);

    /// <summary>How the modules were loaded, as the recording names it: <c>cxlfirst</c>,
    /// <c>udev</c>, <c>par</c>; null where it does not say.</summary>
    public string? LoadOrderName { get; init; }
}

/// <summary>What a kernel showed at one moment.</summary>
/// <param name="Name">The sub-folder; a dot for the last state.</param>
/// <param name="Position">Index of its <see cref="StageStep.Capture"/> in
/// <see cref="Recording.Steps"/>; the number of steps where no step names it.</param>
/// <param name="IomemText">/proc/iomem, as root sees it.</param>
/// <param name="DaxctlRegionsJson"><c>daxctl list -R -u</c>; null where it printed
/// nothing.</param>
/// <param name="CxlListJson"><c>cxl list -vvv</c>; null where it printed nothing.</param>
/// <param name="NumaText">Memory tiers, nodes and memory blocks.</param>
public sealed record RecordedState(
    string Name,
    int Position,
    string IomemText,
    string? DaxctlRegionsJson,
    string? CxlListJson,
    string? NumaText)
{
    /// <summary><c>daxctl list</c> with regions, devices and mappings; null where it printed
    /// nothing.</summary>
    public string? DaxctlJson { get; init; }

    /// <summary>The same with <c>-u</c>; null where it printed nothing.</summary>
    public string? DaxctlHumanJson { get; init; }

    /// <summary>Devices and their drivers, <c>dax/devices/dax0.0/driver -> kmem</c> a line; null
    /// where none was bound.</summary>
    public string? DriversText { get; init; }

    /// <summary>The kernel log up to this moment; null where it was not kept.</summary>
    public string? KernelLog { get; init; }
}
