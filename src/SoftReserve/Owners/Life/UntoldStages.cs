using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Resources;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>Stages in which nothing happened, and why not.</summary>
internal static class UntoldStages
{
    /// <summary>A stage for each part of the life that the journal is silent about.</summary>
    public static IEnumerable<StageDraft> Of(
        Kernel kernel, AddressRange range, List<StageDraft> told)
    {
        var isReserved = kernel.Boot.MemoryMap.SoftReserved.Any(range.Overlaps);
        var kinds = told.Select(draft => draft.Kind).ToHashSet();
        if (isReserved && !kinds.Contains(StageKind.Candidate))
            yield return NotListed(kernel);
        if (!kinds.Contains(StageKind.Window))
            yield return NoWindow(kernel, range);
        if (kinds.Contains(StageKind.Candidate) && !kinds.Contains(StageKind.Hmem)
            && kernel.Hmem.Candidates.Any(each => each.Range.Overlaps(range)))
            yield return NotLoaded(
                kernel, StageKind.Hmem, KernelModule.DaxHmem, "HMEM never looks at it",
                Effect.HmemWaits)
                .Or(new Alternative.LoadedByItself(KernelModule.DaxHmem), Effect.HmemTakes);
        if (HasWindow(kernel, range) && !HasCommitted(told))
            yield return NotAssembled(kernel, range);
        if (!HasDaxRegion(kernel, range) && WaitingRegion(kernel, range) is { } waiting)
            yield return NotBound(kernel, waiting);
        if (UnusedDevice(kernel, range) is { } unused)
            yield return NotUsed(kernel, unused);
    }

    /// <summary>What would complete the interleave set of a range: every card of it with a
    /// committed decoder.</summary>
    public static IEnumerable<Alternative> CompletingDecoders(Kernel kernel, AddressRange range)
    {
        var cards = kernel.Boot.Machine.Cxl.Decoders
            .Where(setting => setting.Range == range && !IsThere(kernel, setting))
            .Select(setting => setting.Memdev)
            .ToList();
        if (cards.Count > 0)
            yield return new Alternative.Decoders(range, [.. cards], true);
    }

    private static bool IsThere(Kernel kernel, EndpointDecoderSetting setting) =>
        setting.IsCommitted
        && kernel.Boot.Machine.Cxl.FindMemdev(setting.Memdev) is { IsPresent: true };

    private static bool HasWindow(Kernel kernel, AddressRange range) =>
        kernel.Cxl.RootDecoders.Any(window => window.Range.Overlaps(range));

    private static bool HasCommitted(List<StageDraft> told) =>
        told.Exists(draft => draft.Kind == StageKind.Assembly
            && draft.What.Contains("is committed", StringComparison.Ordinal));

    private static StageDraft NotListed(Kernel kernel)
    {
        var config = kernel.Boot.Config;
        var draft = new StageDraft(
            StageKind.Candidate,
            config.IsEnabled(ConfigSymbol.DevDaxHmem)
                ? "HMEM looks for Soft Reserved in a tree that does not have it"
                : "HMEM is not in this kernel: nobody lists it",
            config.IsEnabled(ConfigSymbol.DevDaxHmem) ? "R24" : "F.2",
            "hmem_init(), drivers/dax/hmem/device.c");
        return draft
            .With("symbol", SymbolText.Of(
                ConfigSymbol.DevDaxHmem, config[ConfigSymbol.DevDaxHmem]))
            .Or(new Alternative.Symbol(ConfigSymbol.DevDaxHmem, Tristate.Module), Effect.Listed)
            .Or(HmemStages.Kernels(each => each.Home.IsIomem), Effect.Listed);
    }

    private static StageDraft NoWindow(Kernel kernel, AddressRange range)
    {
        var declared = kernel.Boot.Machine.Cedt?.Windows.Any(window =>
            AddressRange.TryMakeSized(
                window.Base.Value, new ByteSize(window.Size), out var whole)
            && whole.Overlaps(range)) == true;
        if (declared && !kernel.Cxl.HasRoot)
            return NotLoaded(
                kernel, StageKind.Window, KernelModule.CxlAcpi,
                "CEDT declares a CXL window over it, but nobody reads CEDT", Effect.Windowed);
        return new StageDraft(
            StageKind.Window, "no CXL window lies over it", "D.1",
            "cxl_acpi_probe(), drivers/cxl/acpi.c")
            .With("CEDT", kernel.Boot.Machine.Cedt is { } cedt
                ? Invariant($"{cedt.Windows.Count} windows, none here")
                : "absent");
    }

    private static StageDraft NotAssembled(Kernel kernel, AddressRange range)
    {
        const string Function = "cxl_add_to_region(), drivers/cxl/core/region.c";
        var boot = kernel.Boot;
        if (!boot.Config.IsEnabled(ConfigSymbol.CxlRegion))
            return new StageDraft(
                StageKind.Assembly, "no CXL region can come: the kernel has none", "F.2", Function)
                .With("symbol", SymbolText.Of(ConfigSymbol.CxlRegion, Tristate.No))
                .Or(new Alternative.Symbol(ConfigSymbol.CxlRegion, Tristate.Yes),
                    Effect.RegionCommits);
        foreach (var module in new[]
            { KernelModule.CxlPci, KernelModule.CxlMem, KernelModule.CxlPort })
            if (!kernel.Drivers.Live.Has(module))
                return NotLoaded(
                    kernel, StageKind.Assembly, module, "no card attaches, so no CXL region comes",
                    Effect.RegionCommits);
        var settings = boot.Machine.Cxl.Decoders
            .Where(setting => setting.Range.Overlaps(range)).ToList();
        if (settings.Count == 0)
            return new StageDraft(
                StageKind.Assembly, "firmware programmed no decoder for it: no CXL region comes",
                "D.6", Function)
                .Or(new Alternative.CxlRegionOver(range), Effect.RegionCommits);
        var draft = new StageDraft(
            StageKind.Assembly, "no CXL region over it is ever committed", "R36", Function);
        foreach (var setting in settings)
            draft = draft.With(setting.Memdev, Describe(kernel, setting));
        foreach (var set in settings.Select(setting => setting.Range).Distinct())
            draft = draft.Or(CompletingDecoders(kernel, set), Effect.RegionCommits);
        return draft
            .Or(new Alternative.NoFaults(), Effect.RegionCommits)
            .Or(new Alternative.CxlRegionOver(range), Effect.RegionCommits);
    }

    private static string Describe(Kernel kernel, EndpointDecoderSetting setting)
    {
        var state = kernel.Boot.Machine.Cxl.FindMemdev(setting.Memdev) is not { IsPresent: true }
            ? "the card is missing"
            : !setting.IsCommitted
                ? "decoder not committed"
                : kernel.Cxl.FindMemdev(setting.Memdev)?.Attachment is MemdevAttachment.Attached
                    ? "decoder committed, attached"
                    : "decoder committed, card not attached";
        return Invariant($"{setting.Range}, {setting.Ways} ways, {state}");
    }

    private static bool HasDaxRegion(Kernel kernel, AddressRange range) =>
        kernel.Dax.Regions.Any(region => region.Range.Overlaps(range));

    private static CxlRegion? WaitingRegion(Kernel kernel, AddressRange range)
    {
        foreach (var region in kernel.Cxl.Regions)
            if (region.HasDaxRegionDevice && region.Range?.Overlaps(range) == true)
                return region;
        return null;
    }

    private static StageDraft NotBound(Kernel kernel, CxlRegion region)
    {
        var what = Invariant($"dax_region{region.Id} waits for a driver that never binds it");
        return kernel.Drivers.Live.Has(KernelModule.DaxCxl)
            ? new StageDraft(
                StageKind.Dax, what, "D.7", "cxl_dax_region_probe(), drivers/dax/cxl.c")
            : NotLoaded(
                kernel, StageKind.Dax, KernelModule.DaxCxl, what, Effect.OwnedByCxl);
    }

    private static (DaxRegion Region, DaxDevice Device)? UnusedDevice(
        Kernel kernel, AddressRange range)
    {
        foreach (var region in kernel.Dax.Regions)
            foreach (var device in region.Devices)
                if (device.Binding == DaxBinding.Unbound && device.Ranges.Any(range.Overlaps))
                    return (region, device);
        return null;
    }

    private static StageDraft NotUsed(Kernel kernel, (DaxRegion Region, DaxDevice Device) unused)
    {
        var name = IomemLabels.DaxDevice(unused.Region.Id, unused.Device.Instance);
        var module = kernel.Boot.Config.IsEnabled(ConfigSymbol.DevDaxKmem)
            ? KernelModule.Kmem
            : KernelModule.DeviceDax;
        return NotLoaded(
            kernel, StageKind.Use, module, $"no driver has {name}", Effect.Usable);
    }

    private static StageDraft NotLoaded(
        Kernel kernel, StageKind kind, KernelModule module, string what, Effect effect)
    {
        var boot = kernel.Boot;
        var (name, symbol) = (ModuleNames.NameOf(module), ModuleNames.SymbolOf(module));
        var why = !boot.Config.IsEnabled(symbol) ? "is not built"
            : kernel.Drivers.Live.Has(module) ? "is loaded"
            : boot.Machine.Kernel.MissingModules.Contains(name) ? "is not installed"
            : !boot.UdevLoads.Has(module) ? "is not loaded by itself"
            : "was never asked for";
        return new StageDraft(
                kind, $"{what}: {name} {why}", "F.2", ModuleInit.FunctionOf(module))
            .With("symbol", SymbolText.Of(symbol, boot.Config[symbol]))
            .Or(new Alternative.LoadedByItself(module), effect)
            .Or(new Alternative.Symbol(symbol, Tristate.Module), effect);
    }
}
