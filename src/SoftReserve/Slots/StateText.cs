using System.Globalization;
using System.Text;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Writes states out in full: equal states give equal text in every run of the
/// program.</summary>
public static class StateText
{
    /// <summary>The whole kernel, but for its boot and its journal.</summary>
    public static string Of(Kernel kernel)
    {
        var text = new StringBuilder();
        text.Append(kernel.Drivers).Append(kernel.Memregions).Append(kernel.Hmem);
        text.Append(kernel.Cxl).Append(kernel.Dax).Append(kernel.Memory.Added);
        text.Append(kernel.Memory.Held);
        Append(text, kernel.Resources.Iomem.Root);
        Append(text, kernel.Resources.SoftReserved.Root);
        Append(text, kernel.Resources.DaxRegions.Root);
        return text.ToString();
    }

    /// <summary>One slot.</summary>
    public static string Of(SlotState state)
    {
        var text = new StringBuilder();
        foreach (var list in new[] { state.Iomem, state.SoftReserved, state.DaxClaims })
        {
            text.Append('|');
            foreach (var resource in list)
                Append(text, resource);
        }

        text.Append(state.UnprobedCards).Append(state.Ports).Append(state.Memdevs);
        text.Append(state.Regions).Append(state.HmemDevices).Append(state.DaxRegions);
        return text.Append(state.Added).ToString();
    }

    private static void Append(StringBuilder text, Resource resource)
    {
        text.Append(CultureInfo.InvariantCulture, $"{resource.Range} {resource.Name} ")
            .Append(CultureInfo.InvariantCulture, $"{(ulong)resource.Flags:x} ")
            .Append((int)resource.Description).Append('(');
        foreach (var child in resource.Children)
            Append(text, child);
        text.Append(')');
    }
}
