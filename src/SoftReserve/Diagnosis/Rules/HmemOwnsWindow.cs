using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Memory of a CXL window that HMEM has.</summary>
internal static class HmemOwnsWindow
{
    private static readonly (string Module, ConfigSymbol Symbol)[] Needed =
    [
        ("cxl_acpi", ConfigSymbol.CxlAcpi), ("cxl_pci", ConfigSymbol.CxlPci),
        ("cxl_port", ConfigSymbol.CxlPort), ("cxl_mem", ConfigSymbol.CxlMem),
    ];

    public static DiagnosisRule Rule { get; } = new(
        "D02", "hmem-owns-window", FindingSeverity.Warning,
        "HMEM, not CXL, has memory that lies in a CXL window.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        foreach (var (range, row) in view.Devices)
            if (row.Owner == RangeOwner.Hmem && view.WindowAt(range) is not null)
                yield return new Finding(
                    Rule, range,
                    $"{row.Device} stands below {row.Path}: the cxl tool neither shows the memory "
                        + "nor reaches it.",
                    DiagnosisView.OwnerOf(row),
                    $"{Coverage(view, range)} {Why(view, row)}",
                    DiagnosisView.Some(
                    [
                        row.At,
                        .. Regions(view, range).Select(region => region.At),
                        .. view.LoggedOver(range, LogWords.Decisions).Reverse(),
                    ]),
                    "softreserve explain, with this capture and the range, tells the steps; "
                        + "softreserve compare shows which kernel gives it to CXL. Do not destroy "
                        + "a region under it: HMEM's device would stay.");
    }

    private static IEnumerable<SeenCxlRegion> Regions(DiagnosisView view, AddressRange range) =>
        view.Seen.CxlRegions.Where(region => region.Range.Overlaps(range));

    private static string Coverage(DiagnosisView view, AddressRange range)
    {
        var regions = Regions(view, range).ToList();
        if (regions.Count == 0)
            return "No CXL region covers any of it.";
        var gaps = range.Except(regions.Select(region => region.Range));
        var broken = regions.Find(region => region is { State: not (null or "commit") });
        return gaps.IsEmpty
            ? broken is null
                ? "CXL regions cover all of it, and still HMEM has it."
                : $"CXL regions cover it, but {broken.Name} is not committed."
            : $"CXL regions cover only a part: {DiagnosisView.Plain(gaps[0])} is in none.";
    }

    private static string Why(DiagnosisView view, SeenRange row)
    {
        foreach (var (module, symbol) in Needed)
            if (!view.Predicted.Boot.Config.IsEnabled(symbol))
                return $"The kernel was built without CONFIG_{ConfigSymbols.NameOf(symbol)}.";
            else if (!view.HasModule(module)
                && view.Predicted.Boot.Config[symbol] == Tristate.Module)
                return $"The module {module} is not loaded.";
        if (!view.Predicted.Boot.Config.IsEnabled(ConfigSymbol.CxlRegion))
            return "The kernel was built without CONFIG_CXL_REGION.";
        return row.Predicted is { Owner: RangeOwner.Hmem, Because: { Length: > 0 } because }
            ? $"The model decides likewise: {because}."
            : "The model gives it to CXL, so the order of probes, or what was typed, decided.";
    }
}
