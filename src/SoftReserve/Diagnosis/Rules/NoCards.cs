using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Firmware describes CXL windows, and CXL's drivers know no card.</summary>
internal static class NoCards
{
    private static readonly (ConfigSymbol Symbol, string Module, string Duty)[] Chain =
    [
        (ConfigSymbol.CxlBus, "cxl_core", "the CXL bus"),
        (ConfigSymbol.CxlAcpi, "cxl_acpi", "ACPI0017 and its windows"),
        (ConfigSymbol.CxlPci, "cxl_pci", "the cards' PCI functions"),
        (ConfigSymbol.CxlPort, "cxl_port", "ports and their decoders"),
        (ConfigSymbol.CxlMem, "cxl_mem", "endpoints of cards"),
    ];

    public static DiagnosisRule Rule { get; } = new(
        "D05", "no-cards", FindingSeverity.Warning,
        "The machine has CXL windows or cards, and cxl list shows no memdev.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        if (!view.Seen.Memdevs.IsEmpty || view.Rows.IsEmpty && view.Seen.Cards.IsEmpty
            || view.Windows.IsEmpty && view.Seen.Cards.IsEmpty)
            yield break;
        yield return new Finding(
            Rule, view.Windows.IsEmpty ? null : view.Windows[0],
            "cxl list shows no memdev.",
            string.Join("; ", view.Rows.Select(DiagnosisView.OwnerOf).Distinct()),
            Cause(view),
            DiagnosisView.Some(
            [
                .. view.Seen.Cards, .. view.Seen.Drivers.Where(line => line.Text.Contains(
                    "cxl", StringComparison.Ordinal)),
                .. view.Seen.Modules.Where(line => line.Text.StartsWith(
                    "cxl", StringComparison.Ordinal)),
                .. view.Rows.Select(row => row.At),
            ]),
            "lspci -d ::0502 lists cards; modprobe the module that is named. Where HMEM has the "
                + "memory, do that only after daxctl list shows it unused.");
    }

    private static string Cause(DiagnosisView view)
    {
        if (view.Windows.IsEmpty)
            return "There is no CEDT, so no CXL window: firmware does not offer CXL memory.";
        foreach (var (symbol, module, duty) in Chain)
            if (!view.Predicted.Boot.Config.IsEnabled(symbol))
                return $"The chain ends at {duty}: CONFIG_{ConfigSymbols.NameOf(symbol)} is off.";
            else if (!view.HasModule(module)
                && view.Predicted.Boot.Config[symbol] == Tristate.Module)
                return $"The chain ends at {duty}: the module {module} is not loaded.";
        return view.HasDriver("cxl_pci") || !view.Seen.Cards.IsEmpty
            ? "The modules are there; a card's probe failed or it is not on the bus."
            : "The modules are there, and no PCI function of class 0502 has cxl_pci: the slot is "
                + "empty, the card is disabled, or firmware kept CXL from Linux (_OSC).";
    }
}
