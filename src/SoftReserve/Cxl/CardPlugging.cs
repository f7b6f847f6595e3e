using SoftReserve.Addresses;
using SoftReserve.Drivers;

namespace SoftReserve.Cxl;

/// <summary>Cards come and go while the machine runs.</summary>
/// <remarks>Kernel: <c>pci_rescan_bus()</c>, <c>pci_stop_and_remove_bus_device()</c>,
/// drivers/pci. As recorded, what is written to a PCI function's <c>remove</c> and to the bus's
/// <c>rescan</c>: the card keeps its power, and so its registers.</remarks>
/// <seealso cref="Steps.ProbeCard"/>
public static class CardPlugging
{
    extension(Kernel kernel)
    {
        /// <summary>True when the PCI function of a card is on the bus.</summary>
        public bool IsOnPciBus(string card) =>
            kernel.Cxl.FindMemdev(card) is not null
            || kernel.Drivers.UnprobedCards.IndexOf(card) >= 0;

        /// <summary>True while a probe holds the lock of a card's PCI function.</summary>
        public bool IsBeingProbed(string card) => kernel.Cxl.FindMemdev(card) is
        {
            ProbesInsidePci: true,
            Attachment: MemdevAttachment.Waiting,
        };

        /// <summary>A card's PCI function appears; udev wants its driver, and the probe follows
        /// by itself.</summary>
        /// <param name="card">A card of the machine that is not on the bus.</param>
        public Kernel PlugIn(string card)
        {
            var (drivers, place) = (kernel.Drivers, kernel.PlaceOf(card));
            return (kernel with
            {
                Drivers = drivers with
                {
                    UnprobedCards = drivers.UnprobedCards.AddInOrder(
                        card, other => kernel.PlaceOf(other) > place),
                },
            }).RequestByUdev(KernelModule.CxlPci);
        }

        /// <summary>A card's PCI function goes: its endpoint is detached first, then memN leaves
        /// the bus. CXL regions of the card stay as an unbinding leaves them.</summary>
        /// <param name="card">A card that is on the bus.</param>
        public Kernel PullOut(string card)
        {
            kernel = kernel.DetachMemdev(card);
            var (drivers, cxl) = (kernel.Drivers, kernel.Cxl);
            var held = cxl.FindMemdev(card)?.Decoders ?? [];
            return kernel with
            {
                Drivers = drivers with
                {
                    UnprobedCards = drivers.UnprobedCards.Without(other => other == card),
                },
                Cxl = cxl with
                {
                    Memdevs = cxl.Memdevs.Without(memdev => memdev.Name == card),
                    PulledOut = held.IsEmpty
                        ? cxl.PulledOut
                        : cxl.PulledOut.Add(new PulledOutCard(card, held)),
                },
            };
        }

        private int PlaceOf(string card) =>
            kernel.Boot.Machine.Cxl.Memdevs.FindIndex(each => each.Name == card);
    }

    /// <summary>Takes what a card that was on the bus before still holds; nothing for a card that
    /// is new.</summary>
    internal static CxlState TakeHeld(
        this CxlState cxl, string card, out ValueList<EndpointDecoder> held)
    {
        held = [];
        foreach (var pulled in cxl.PulledOut)
            if (pulled.Name == card)
                held = pulled.Decoders;
        return cxl.PulledOut.IsEmpty
            ? cxl
            : cxl with { PulledOut = cxl.PulledOut.Without(pulled => pulled.Name == card) };
    }
}

/// <summary>A card that left the bus.</summary>
/// <param name="Name">memN.</param>
/// <param name="Decoders">What its registers held then.</param>
public sealed record PulledOutCard(string Name, ValueList<EndpointDecoder> Decoders);
