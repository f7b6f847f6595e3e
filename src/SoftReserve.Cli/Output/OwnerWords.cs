using System.Diagnostics;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Output;

/// <summary>Owners and uses in the words of tables, JSON and case files.</summary>
internal static class OwnerWords
{
    public static string Of(RangeOwner owner) => owner switch
    {
        RangeOwner.None => "none",
        RangeOwner.Cxl => "cxl",
        RangeOwner.Hmem => "hmem",
        RangeOwner.Both => "both",
        _ => throw new UnreachableException(),
    };

    /// <summary>Owner, device and use while a boot is still under way: <c>cxl dax0.0
    /// system-ram</c>.</summary>
    public static string InShort(OwnedRange row) => string.Join(
        ' ', new[] { Of(row.Owner), row.Device, SoFar(row.Use) }.OfType<string>());

    /// <summary>The use while a boot is still under way: a driver may yet come.</summary>
    public static string SoFar(RangeUse use) => use == RangeUse.Failed ? "unused" : Of(use);

    public static string Of(RangeUse use) => use switch
    {
        RangeUse.None => "none",
        RangeUse.SystemRam => "system-ram",
        RangeUse.Devdax => "devdax",
        RangeUse.Failed => "failed",
        _ => throw new UnreachableException(),
    };

    /// <summary>As <c>cxl dax0.0 system-ram</c>, <c>ordinary RAM</c> or <c>nobody</c>.</summary>
    public static string Of(OwnedRange row) => row switch
    {
        { Device: { } device } => $"{Of(row.Owner)} {device} {Of(row.Use)}",
        { Use: RangeUse.SystemRam } => "ordinary RAM",
        _ => "nobody",
    };
}
