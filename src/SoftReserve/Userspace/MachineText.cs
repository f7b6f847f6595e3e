using SoftReserve.Cxl;

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
        WhyNoCard(kernel, card) ?? (kernel.IsOnPciBus(card)
            ? null
            : $"machine: {card} is not plugged in: 'machine add {card}' does that\n");

    /// <summary>A card is where it should be put.</summary>
    public static string IsThere(string card) =>
        $"machine: {card} is plugged in already: 'machine remove {card}' pulls it out\n";

    private static string CardsOf(Kernel kernel) =>
        kernel.Boot.Machine.Cxl.Memdevs is { IsEmpty: false } cards
            ? string.Join(' ', cards.Select(card => card.Name))
            : "none";
}
