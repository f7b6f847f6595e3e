using SoftReserve.Addresses;
using SoftReserve.Drivers;

namespace SoftReserve.Cxl;

/// <summary>Cards come and go while the machine runs.</summary>
/// <remarks>Kernel: <c>pci_hp_add_bridge()</c> and <c>pci_stop_and_remove_bus_device()</c>, which
/// bind and unbind cxl_pci; the driver's devres actions unregister memN.</remarks>
/// <seealso cref="MemdevDetach"/>
public static class HotPlug
{
    extension(Kernel kernel)
    {
        /// <summary>True when the card's PCI function is there.</summary>
        public bool HasCard(string card) =>
            kernel.Cxl.FindMemdev(card) is not null
            || kernel.Drivers.UnprobedCards.IndexOf(card) >= 0;

        /// <summary>A card is plugged in: its uevent wants cxl_pci, and cxl_pci probes
        /// it.</summary>
        public Kernel PlugIn(string card) =>
            kernel.WithUnprobed([.. kernel.Drivers.UnprobedCards, card])
                .RequestByUdev(KernelModule.CxlPci);

        /// <summary>A card is pulled out: its endpoint and memN go, and what CXL regions and
        /// memory lie on it stay as they are.</summary>
        public Kernel PullOut(string card)
        {
            var released = kernel.ReleaseCard(card);
            return released with
            {
                Drivers = released.Drivers with
                {
                    UnprobedCards = released.Drivers.UnprobedCards.Without(each => each == card),
                },
            };
        }

        /// <summary>cxl_pci lets every card go; their PCI functions stay.</summary>
        public Kernel ReleaseCards()
        {
            List<string> cards =
                [.. kernel.Cxl.Memdevs.Select(each => each.Name), .. kernel.Drivers.UnprobedCards];
            foreach (var memdev in kernel.Cxl.Memdevs)
                kernel = kernel.ReleaseCard(memdev.Name);
            return kernel.WithUnprobed(cards);
        }

        private Kernel ReleaseCard(string card)
        {
            var detached = kernel.DetachMemdev(card);
            return detached.Cxl.FindMemdev(card) is { } memdev
                ? detached with
                {
                    Cxl = detached.Cxl with
                    {
                        Memdevs = detached.Cxl.Memdevs.Without(each => each.Name == card),
                        Registers = detached.Cxl.Registers.Add(new CardRegisters(
                            card, memdev.Decoders)),
                    },
                }
                : detached;
        }

        // cards without a driver stand in the order of the machine
        private Kernel WithUnprobed(List<string> cards) => kernel with
        {
            Drivers = kernel.Drivers with
            {
                UnprobedCards =
                [
                    .. kernel.Boot.Machine.Cxl.Memdevs.Select(card => card.Name)
                        .Where(cards.Contains),
                ],
            },
        };
    }
}

/// <summary>What the decoders of a card hold that has no driver any more.</summary>
/// <param name="Card">Whose.</param>
/// <param name="Decoders">As they were left.</param>
public sealed record CardRegisters(string Card, ValueList<EndpointDecoder> Decoders);
