using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>Puts the order in which a recording loaded its modules into the words of a
/// case.</summary>
internal static class LoadOrder
{
    private const string Decision = "decision", CxlAcpi = "cxl_acpi", DaxHmem = "dax_hmem";

    private static readonly string[] AttachingModules =
        [CxlAcpi, "cxl_pci", "cxl_mem", "cxl_port"];

    /// <summary>What happened before the step at <paramref name="end"/>.</summary>
    /// <remarks>With <c>udev</c> and <c>par</c> the work decided before any card attached: the
    /// module that attaches cards was only loaded by the event of the first card. Names of
    /// modules that are not installed and of things that cannot happen are left out.</remarks>
    public static ValueList<string> Until(
        Machine machine, ValueList<StageStep> steps, int end, string? orderName)
    {
        var order = new List<string>();
        var canDecide = CanDecide(machine);
        foreach (var step in steps.Take(end))
        {
            if (step is StageStep.Load load)
                AddNew(order, [load.Module]);
            else if (step is StageStep.Autoload && orderName is "udev" or "par")
                AddNew(order, LateCards(machine, canDecide));
            else if (step is StageStep.WaitForEndpoints)
                AddNew(order, Cards(machine));
            else if (step is StageStep.Settle && canDecide && order.Contains(DaxHmem))
                AddNew(order, [Decision]);
        }

        return [.. order];
    }

    private static void AddNew(List<string> order, IEnumerable<string> tokens) =>
        order.AddRange(tokens.Where(token => !order.Contains(token)).ToList());

    private static IEnumerable<string> LateCards(Machine machine, bool canDecide)
    {
        var missing = machine.Kernel.MissingModules;
        var canAttach = !AttachingModules.Any(missing.Contains);
        string[] modules = machine.Cedt is null ? [DaxHmem] : [CxlAcpi, DaxHmem];
        return
        [
            .. modules.Where(module => !missing.Contains(module)),
            .. canDecide ? [Decision] : Array.Empty<string>(),
            .. canAttach ? Cards(machine) : [],
        ];
    }

    private static IEnumerable<string> Cards(Machine machine) =>
        machine.Cxl.Memdevs.Where(card => card.IsPresent).Select(card => card.Name);

    // kernels up to 6.19 leave the range to CXL for good, nobody decides later
    private static bool CanDecide(Machine machine) =>
        machine.Kernel.Generation?.StartsWith("6.", StringComparison.Ordinal) != true
        && !machine.Kernel.MissingModules.Contains(CxlAcpi)
        && !machine.Kernel.MissingModules.Contains(DaxHmem)
        && !machine.Kernel.Config.Any(IsWithoutRegions)
        && SoftReservedRanges(machine).Any(range =>
            Windows(machine).Any(window => window.Overlaps(range)));

    private static bool IsWithoutRegions(ConfigSetting setting) =>
        setting.Value == Tristate.No
        && ConfigSymbols.Find(setting.Symbol) is ConfigSymbol.CxlRegion or ConfigSymbol.DevDaxCxl;

    private static IEnumerable<AddressRange> Windows(Machine machine) =>
        (machine.Cedt?.Windows ?? []).Select(RangeOf).OfType<AddressRange>();

    private static AddressRange? RangeOf(FixedMemoryWindow window) => AddressRange.TryMakeSized(
        window.Base.Value, new ByteSize(window.Size), out var range) ? range : null;

    private static ValueList<AddressRange> SoftReservedRanges(Machine machine) => E820Table
        .Build(machine, KernelCommandLine.Parse(machine.Kernel.CommandLine), true).SoftReserved;
}
