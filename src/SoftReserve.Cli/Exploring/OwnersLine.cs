using System.Globalization;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Exploring;

/// <summary>An ownership in one line.</summary>
internal static class OwnersLine
{
    /// <summary>As <c>850000000-284fffffff cxl dax0.0 system-ram</c>, ranges apart by
    /// commas.</summary>
    public static string Of(Kernel kernel) => Of(OwnersTable.WithoutReasons(kernel));

    /// <summary>The same for rows.</summary>
    public static string Of(IEnumerable<OwnedRange> rows) => string.Join(", ", rows.Select(Of));

    /// <summary>One row.</summary>
    public static string Of(OwnedRange row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Range.Start.Value:x}-{row.Range.End.Value:x} {OwnerWords.Of(row.Owner)}"
        + $"{(row.Device is null ? "" : " " + row.Device)} {OwnerWords.Of(row.Use)}");
}
