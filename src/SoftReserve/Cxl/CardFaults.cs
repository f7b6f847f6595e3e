using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>What goes wrong with a card while the machine runs, because somebody wants it
/// so.</summary>
public static class CardFaults
{
    extension(Kernel kernel)
    {
        /// <summary>The link of a card goes down for good: its slot is hot-plug capable, as the
        /// recorded ones are, so the card is taken off the bus like one that was pulled.</summary>
        /// <remarks>Kernel: <c>pciehp_handle_presence_or_link_change()</c>,
        /// drivers/pci/hotplug/pciehp_ctrl.c. The slot's number is that of its downstream port: a
        /// machine file does not say another.</remarks>
        /// <param name="card">A card that is on the bus.</param>
        public Kernel DropLink(string card)
        {
            var topology = kernel.Boot.Machine.Cxl;
            return (kernel.Boot.Paths.To(card) is { } path
                ? kernel.LogBlock(() => [LinkDown(new PciNames(topology), path)])
                : kernel).PullOut(card);
        }

        /// <summary>A card reports memory that it can not correct. The kernel reads the record,
        /// traces it, and leaves the memory where it is.</summary>
        /// <remarks>Kernel: <c>cxl_event_thread()</c>, drivers/cxl/pci.c;
        /// <c>cxl_event_trace_record()</c>, core/mbox.c. No line of the log: whoever listens for
        /// the trace event cxl_general_media sees it.</remarks>
        /// <param name="card">A card that is on the bus.</param>
        /// <param name="isRead">False when no driver reads it.</param>
        public Kernel ReportMediaError(string card, out bool isRead)
        {
            isRead = kernel.Cxl.FindMemdev(card) is not null;
            return kernel.Note(new MediaErrorReported(card, isRead));
        }

        /// <summary>From now on the next CXL region of a card can not be completed, once.</summary>
        public Kernel FailNextAssembly(string card) => kernel with
        {
            Cxl = kernel.Cxl with
            {
                FailingAssemblies = kernel.Cxl.FailingAssemblies
                    .Without(each => each == card)
                    .AddInOrder(card, each => string.CompareOrdinal(each, card) > 0),
            },
        };

        internal Kernel TakeInjectedFailure(CxlRegion region, out bool isInjected)
        {
            var cards = kernel.Cxl.FailingAssemblies;
            var left = cards.Without(card =>
                region.Targets.FindIndex(target => target.Memdev == card) >= 0);
            isInjected = left.Count < cards.Count;
            return isInjected
                ? kernel with { Cxl = kernel.Cxl with { FailingAssemblies = left } }
                : kernel;
        }
    }

    private static KernelMessage LinkDown(PciNames names, CxlPath path)
    {
        var slot = path.Ports[^1];
        var port = names.Dport(path.Bridge.Uid, path.Ports);
        return new KernelMessage(
            LogLevel.Info, null, string.Create(CultureInfo.InvariantCulture, $"pcieport {port}"),
            $"pciehp: Slot({slot}): Link Down");
    }
}

/// <summary>A card had a record of memory that it can not correct.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="IsRead">False when no driver was there to read it.</param>
public sealed record MediaErrorReported(string Memdev, bool IsRead) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "D.3";

    /// <inheritdoc/>
    public override FormattableString Because => IsRead
        ? (FormattableString)$"{Memdev} reported a media error: it is traced, nothing moves"
        : $"{Memdev} has a media error that no driver reads";
}
