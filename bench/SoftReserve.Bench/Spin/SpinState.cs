using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Resources;

namespace SoftReserve.Bench.Spin;

/// <summary>A kernel in the variables of <c>bench/spin/handover.pml</c>.</summary>
internal static class SpinState
{
    /// <summary>One line, as the model prints its own states when built with DUMP.</summary>
    public static string TextOf(Kernel kernel)
    {
        var (drivers, hmem, cxl, dax) = (kernel.Drivers, kernel.Hmem, kernel.Cxl, kernel.Dax);
        var text = new StringBuilder();
        text.AppendJoin(' ', drivers.InitcallsDone, drivers.Live.Bits, drivers.Requested.Bits,
            drivers.Waiting.Bits).Append(' ');
        Add(text, hmem.IsPlatformBound, hmem.IsWorkQueued, hmem.DidInitialProbe);
        text.Append((int)hmem.Mode).Append(' ');
        Add(text, cxl.HasRoot, cxl.IsRescanQueued, dax.IsCxlDriverRegistered,
            dax.IsCxlRegistrationQueued);
        var place = 0;
        foreach (var decoder in kernel.Boot.Machine.Cxl.Decoders)
            Add(text.Append(' '), kernel, decoder.Memdev, SpinMachine.WindowOf(place++));
        return text.ToString();
    }

    private static void Add(StringBuilder text, Kernel kernel, string card, AddressRange range)
    {
        var memdev = kernel.Cxl.FindMemdev(card);
        var region = kernel.Cxl.Regions.FirstOrDefault(each => each.Range == range);
        var dax = kernel.Dax.Regions.Where(each => each.Range == range).ToList();
        var staged = kernel.Resources.SoftReserved.FirstOverlapping(range, ResourceFlags.Mem);
        Add(text, staged is not null, kernel.TouchesCxlWindow(range));
        text.Append(memdev is null ? 0 : (int)memdev.Attachment + 1);
        Add(text, memdev?.ProbesInsidePci == true, region is { IsBound: true, IsCommitted: true },
            region?.HasDaxRegionDevice == true,
            kernel.Hmem.Devices.Any(each => each.Range == range));
        text.Append(dax.Count == 0 ? 0 : dax.Sum(each => (int)each.Owner + 1));
        Add(text, dax.Any(each => each.Devices is [{ Binding: DaxBinding.Kmem }]));
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<bool> flags)
    {
        foreach (var flag in flags)
            text.Append(flag ? 1 : 0);
    }
}
