using System.Globalization;
using SoftReserve.Cxl;
using SoftReserve.Firmware;

namespace SoftReserve.Userspace;

/// <summary>What <c>machine</c> prints. It is no tool of a real machine: its words are our
/// own.</summary>
internal static class MachineText
{
    /// <summary>How it is typed.</summary>
    public const string Usage =
        """
        usage: machine list
               machine add memN
               machine remove memN
               machine fail memN link|media|assembly
               machine fail regionN assembly
               machine pin ADDRESS-ADDRESS [unmovable|busy]
               machine unpin ADDRESS-ADDRESS

        """;

    /// <summary>Why nothing can be done with a card; null for a card that cxl_pci would
    /// drive.</summary>
    public static string? WhyNoCard(Kernel kernel, string card) =>
        kernel.Boot.Machine.Cxl.FindMemdev(card) switch
        {
            null => $"machine: no card '{card}'; there are: {CardsOf(kernel)}\n",
            { Type: not 3 } => $"machine: {card} is an accelerator, which cxl_pci does not drive\n",
            _ => null,
        };

    /// <summary>Why a card cannot go or fail; null for one that is plugged in.</summary>
    public static string? WhyNotOnBus(Kernel kernel, string card) =>
        WhyNoCard(kernel, card) ?? (kernel.HasCard(card)
            ? null
            : $"machine: {card} is not plugged in: 'machine add {card}' does that\n");

    /// <summary>A card is where it should be put.</summary>
    public static string IsThere(string card) =>
        $"machine: {card} is plugged in already: 'machine remove {card}' pulls it out\n";

    /// <summary>What became of a media error.</summary>
    public static string MediaError(string card, bool isRead) => isRead
        ? $"{card}: the kernel traces cxl_general_media; the memory stays where it is\n"
        : $"{card}: no driver reads the record of the error\n";

    /// <summary>Why a region cannot fail.</summary>
    public static string NoRegionWithCards(Kernel kernel, string region) =>
        $"machine: no region '{region}' with a card; there are: {RegionsOf(kernel)}\n";

    /// <summary>A line for each card: its name, its PCI function, its memory, how far the kernel is
    /// with it.</summary>
    public static string ListOf(Kernel kernel)
    {
        var topology = kernel.Boot.Machine.Cxl;
        var names = new PciNames(topology);
        var rows = topology.Memdevs.Select(card =>
            (card.Name, Slot: names.Card(card.Name), Size: SizeOf(card)));
        var (name, size) =
            (Width(rows.Select(row => row.Name)), Width(rows.Select(row => row.Size)));
        return string.Concat(rows.Select(row =>
            $"{row.Name.PadRight(name)}  {row.Slot}  {row.Size.PadRight(size)}  "
            + $"{StateOf(kernel, row.Name)}\n"));
    }

    private static int Width(IEnumerable<string> words) =>
        words.Select(word => word.Length).DefaultIfEmpty().Max();

    private static string SizeOf(Memdev card) =>
        card.Persistent.Bytes == 0 ? $"{card.Volatile} ram"
        : card.Volatile.Bytes == 0 ? $"{card.Persistent} pmem"
        : $"{card.Volatile} ram, {card.Persistent} pmem";

    private static string StateOf(Kernel kernel, string card)
    {
        var state = kernel.Cxl.FindMemdev(card) switch
        {
            { EndpointId: { } id } => string.Create(
                CultureInfo.InvariantCulture, $"attached, endpoint{id}"),
            { Attachment: MemdevAttachment.Detached } => "unbound from cxl_mem",
            not null => "not attached",
            null when kernel.HasCard(card) => "no driver",
            null => "not plugged in",
        };
        return kernel.Cxl.FailingAssemblies.IndexOf(card) >= 0
            ? state + ", its next region fails"
            : state;
    }

    private static string RegionsOf(Kernel kernel) =>
        kernel.Cxl.Regions.Where(region => !region.Targets.IsEmpty).ToList() is [_, ..] regions
            ? string.Join(' ', regions.Select(region => string.Create(
                CultureInfo.InvariantCulture, $"region{region.Id}")))
            : "none";

    private static string CardsOf(Kernel kernel) =>
        kernel.Boot.Machine.Cxl.Memdevs is { IsEmpty: false } cards
            ? string.Join(' ', cards.Select(card => card.Name))
            : "none";
}
