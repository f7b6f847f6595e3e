using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Cxl.Steps;
using SoftReserve.Dax;
using SoftReserve.Dax.Steps;
using SoftReserve.Drivers;
using SoftReserve.Drivers.Steps;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Steps;
using SoftReserve.Memory;
using SoftReserve.Resources;
using SoftReserve.Userspace;

namespace SoftReserve;

/// <summary>The order of a boot: what is fixed, and what a quiet machine does where the kernel
/// leaves it open.</summary>
/// <remarks>The second list is a ranking, not a guarantee: exploring takes the same steps in every
/// order that their guards allow.</remarks>
public static class BootSequence
{
    /// <summary>How many initcalls put the memory map into the resource trees, before any
    /// driver.</summary>
    public const int StepsOfMemoryMap = 2;

    /// <summary>The kernel at power-on.</summary>
    public static Kernel PowerOn(BootContext boot) => new Kernel(
        boot,
        new ResourceTrees(
            ResourceTree.Iomem,
            ResourceTree.Empty(IomemLabels.SoftReserved, AddressRange.Everything),
            ResourceTree.Empty(IomemLabels.DaxRegions, AddressRange.Everything)),
        MemregionIds.AllFree,
        CxlState.Empty,
        HmemState.Empty,
        DaxState.Empty,
        MemoryState.Empty with { Held = HeldMemory.Of(boot.Machine.Cxl.Faults) },
        DriverCore.AtPowerOn(CardsOf(boot, withEmptySlots: false)),
        Journal.Empty).RequestAtColdPlug();

    /// <summary>The fixed part: one thread, in this order.</summary>
    internal static ValueList<KernelStep> InitcallsOf(BootContext boot)
    {
        var sequence = new List<KernelStep>
        {
            new ReserveMemoryMap(),     // setup_arch: before any initcall
            new StageSoftReserved(),    // subsys: with the PCI survey
            new RegisterHmatTargets(),  // subsys: before the fallback below, so HMAT wins
        };
        AddBuiltIn(sequence, boot,
            KernelModule.CxlPort,       // subsys: before cxl_acpi makes ports
            KernelModule.CxlAcpi);      // subsys(_sync): windows before any dax driver
        if (boot.Config.IsEnabled(ConfigSymbol.DevDaxHmem))
            sequence.Add(new RegisterSoftReservedRanges()); // device: first in drivers/dax/hmem
        AddBuiltIn(sequence, boot,
            KernelModule.DaxHmem,       // device: drivers/dax comes before drivers/cxl
            KernelModule.DeviceDax,
            KernelModule.Kmem,
            KernelModule.DaxCxl,
            KernelModule.CxlMem,        // device: drivers/cxl, link order
            KernelModule.CxlPci);
        sequence.Add(new FinishBoot()); // late
        return [.. sequence];
    }

    /// <summary>Every step, the one that a quiet machine takes first in front. Of a large
    /// machine's cards, most can not do anything at most times: their groups say so at
    /// once.</summary>
    internal static ValueList<StepGroup> GroupsOf(BootContext boot)
    {
        var cards = CardsOf(boot, withEmptySlots: true);
        return
        [
            new(kernel => kernel.Drivers.InitcallsDone, boot.Initcalls),
            new(kernel => FirstUnprobed(kernel, cards), // as soon as cxl_pci is there
                [.. cards.Select(card => new ProbeCard(card))]),
            new(kernel => kernel.Cxl.HasWaitingMemdev ? 0 : cards.Count, // before udev loads any
                [.. cards.Select(card => new AttachMemdev(card))]),
            new(_ => 0, LaterStepsOf(boot)),
        ];
    }

    // unprobed cards keep the order of all cards: if as many follow as are left, none is before
    private static int FirstUnprobed(Kernel kernel, ValueList<string> cards)
    {
        var left = kernel.Drivers.UnprobedCards;
        var place = cards.Count - left.Count;
        return left.IsEmpty || cards[place] == left[0] ? place : 0;
    }

    private static ValueList<KernelStep> LaterStepsOf(BootContext boot) =>
    [
        new RescanCxlBus(),
        new LoadModule(KernelModule.DaxCxl),   // when HMEM has settled: see LetsOthersGoFirst
        new RegisterCxlDax(),                  // it flushes HMEM's work
        new LoadModule(KernelModule.Kmem),     // when dax_cxl is done
        new LoadModule(KernelModule.DeviceDax),
        new LoadModule(KernelModule.CxlPort),  // before anything needs a port
        new LoadModule(KernelModule.CxlAcpi),  // windows before cards: no card is refused
        new LoadModule(KernelModule.CxlPci),
        new LoadModule(KernelModule.CxlMem),
        new LoadModule(KernelModule.DaxHmem),  // after CXL: the order of "cxlfirst" recordings
        new FinishDaxHmem(),
        new ReleaseFailedProbe(),
        .. PlatformsOf(boot).Select(platform => new SettleDeferredRanges(platform)), // at rest
        new BeginDeferredWork(),
        .. Enumerable.Range(0, boot.Commands.Count(each => each is BackgroundCommand))
            .Select(place => new FinishCommand(place)),
        .. Enumerable.Range(0, boot.Commands.Count).Select(index => new TypeCommand(index)),
    ];

    private static IEnumerable<int> PlatformsOf(BootContext boot) => Enumerable.Range(
        0,
        boot.Generation.WorkSharing == WorkSharing.OnePerRange
            ? boot.HmatCandidates.Count + boot.MemoryMap.Entries.Count + 1
            : boot.Machine.Kernel.ExtraHmemPlatforms.Select(each => each.Id).Append(0).Max() + 1);

    private static Kernel RequestAtColdPlug(this Kernel kernel)
    {
        if (kernel.Boot.Machine.Cedt is not null)
            kernel = kernel.RequestByUdev(KernelModule.CxlAcpi)
                .RequestByUdev(KernelModule.CxlPort);
        return kernel.Drivers.UnprobedCards.IsEmpty
            ? kernel
            : kernel.RequestByUdev(KernelModule.CxlPci);
    }

    private static void AddBuiltIn(
        List<KernelStep> sequence, BootContext boot, params ReadOnlySpan<KernelModule> modules)
    {
        foreach (var module in modules)
            if (boot.IsBuiltIn(module))
                sequence.Add(new InitialiseBuiltIn(module));
    }

    private static ValueList<string> CardsOf(BootContext boot, bool withEmptySlots) =>
    [
        .. boot.Machine.Cxl.Memdevs
            .Where(card => card.Type == 3 && (card.IsPresent || withEmptySlots))
            .Select(card => card.Name),
    ];
}

/// <summary>Steps of one kind.</summary>
/// <param name="FirstPossible">The index of a step before which none is enabled; the number of
/// steps when none is at all.</param>
/// <param name="Steps">The one that a quiet machine takes first in front.</param>
public sealed record StepGroup(Func<Kernel, int> FirstPossible, ValueList<KernelStep> Steps);
