using SoftReserve.Drivers;

namespace SoftReserve.Cxl.Steps;

/// <summary>cxl_pci probes the PCI function of a card; memN appears on the CXL bus.</summary>
/// <remarks>Kernel: <c>cxl_pci_probe()</c>, drivers/cxl/pci.c, PROBE_PREFER_ASYNCHRONOUS: cards
/// come in any order. Atomic: two cards share nothing until their memdevs attach.</remarks>
/// <param name="Card">The card.</param>
/// <seealso cref="AttachMemdev"/>
public sealed record ProbeCard(string Card) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "";

    /// <inheritdoc/>
    public override string Title => $"cxl_pci probes the card of {Card}";

    /// <inheritdoc/>
    public override string Function => "cxl_pci_probe(), drivers/cxl/pci.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Drivers.Live.Has(KernelModule.CxlPci)
        && kernel.Drivers.UnprobedCards.AsSpan().Contains(Card);

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        var inside = drivers.Live.Has(KernelModule.CxlMem);
        var held = kernel.Cxl.Registers.FindIndex(each => each.Card == Card);
        var memdev = new CxlMemdev(
            Card, MemdevAttachment.Waiting, inside, null,
            held < 0 ? [] : kernel.Cxl.Registers[held].Decoders);
        return (kernel with
        {
            Drivers = drivers with
            {
                UnprobedCards = drivers.UnprobedCards.Without(card => card == Card),
            },
            Cxl = (held < 0
                ? kernel.Cxl
                : kernel.Cxl with { Registers = kernel.Cxl.Registers.RemoveAt(held) })
                .Add(memdev),
        }).RequestByUdev(KernelModule.CxlMem);
    }

    // nothing asks how far another card is, but whether cxl_mem was there first decides who waits
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) =>
        kernel.Drivers.Live.Has(KernelModule.CxlMem);

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) => StepFootprint.Card;

    /// <inheritdoc/>
    public override string? CardOf => Card;
}

/// <summary>cxl_mem attaches a card: ports, endpoint, decoders, and the CXL region that firmware
/// programmed.</summary>
/// <remarks>Kernel: <c>cxl_mem_probe()</c>, drivers/cxl/mem.c. One call chain in one thread up to
/// the region driver's probe; two cards of one region take turns on the root decoder's
/// lock.</remarks>
/// <param name="Card">The card.</param>
/// <seealso cref="AutoAssembly"/>
public sealed record AttachMemdev(string Card) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => Card;

    /// <inheritdoc/>
    public override string Title => $"cxl_mem attaches {Card}";

    /// <inheritdoc/>
    public override string Function => "cxl_mem_probe(), drivers/cxl/mem.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Drivers.Live.HasAll(Needed)
        && kernel.Cxl.FindMemdev(Card)?.Attachment == MemdevAttachment.Waiting;

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel.AttachMemdev(Card);

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) => StepFootprint.Card;

    /// <inheritdoc/>
    public override string? CardOf => Card;

    // a lone card whose probe the decision waits for, before HMEM has anything of its range
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) =>
        kernel.Cxl.HasRoot
        && kernel.Hmem.Devices.IsEmpty
        && kernel.Cxl.FindMemdev(Card) is { ProbesInsidePci: true }
        && kernel.Boot.IsAloneInSlot(Card);

    private static ModuleSet Needed => ModuleSet.Of(KernelModule.CxlMem, KernelModule.CxlPort);
}

/// <summary>The CXL bus is scanned again: cards that came before the root try once more.</summary>
/// <remarks>Kernel: <c>cxl_bus_rescan()</c>, drivers/cxl/core/port.c, on the "cxl_port" workqueue.
/// Nothing in dax_hmem waits for it (bug C20). The attaches that it starts are steps of their own,
/// as the work takes one device after another.</remarks>
public sealed record RescanCxlBus : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "rescan";

    /// <inheritdoc/>
    public override string Title => "rescan the CXL bus";

    /// <inheritdoc/>
    public override string Function => "cxl_bus_rescan(), drivers/cxl/core/port.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) => kernel.Cxl.IsRescanQueued;

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel with
    {
        Cxl = kernel.Cxl with
        {
            IsRescanQueued = false,
            Memdevs = kernel.Cxl.Memdevs.Replace(
                memdev => memdev.Attachment == MemdevAttachment.Refused,
                memdev => memdev with
                {
                    Attachment = MemdevAttachment.Waiting,
                    ProbesInsidePci = false,
                }),
        },
    };

    // once the root is there, no card is refused any more
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) => true;

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) => StepFootprint.EachSlot;
}
