using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Owners;
using SoftReserve.Slots;

namespace SoftReserve.Cli.Exploring;

/// <summary>An ownership in which a boot can end.</summary>
/// <param name="Key">Equal for equal ownerships, whatever the kernel.</param>
/// <param name="Owners">Who has what, in the kernel that <paramref name="Order"/> leads to.</param>
/// <param name="Order">One of the shortest orders that lead there.</param>
/// <param name="Token">That order in one word.</param>
/// <param name="Arrangements">How many ownerships differ from it only by exchanging windows that
/// are alike, itself included.</param>
/// <param name="IsDefault">True when a quiet machine ends so.</param>
internal sealed record Outcome(
    string Key,
    ValueList<OwnedRange> Owners,
    IReadOnlyList<KernelStep> Order,
    string Token,
    long Arrangements,
    bool IsDefault);

/// <summary>Tells ownerships apart.</summary>
internal sealed class OutcomeKeys(ValueList<Slot> slots, bool isSymmetric)
{
    /// <summary>The same for two kernels in which every range has the same owner and use; where
    /// like slots count as one, also after exchanging them.</summary>
    public string Of(Kernel kernel)
    {
        var rows = OwnersTable.WithoutReasons(kernel);
        if (slots.IsEmpty)
            return string.Join('\n', rows.Select(row => $"{row.Range} {row.Device} {Use(row)}"));
        return isSymmetric
            ? string.Join('\n', Descriptions(rows).Select(each => $"{each.Kind} {each.Text}"))
            : string.Join('\n', rows.Select(row => $"{row.Range} {Use(row)}"));
    }

    /// <summary>How many ownerships one key stands for.</summary>
    public long ArrangementsOf(Kernel kernel)
    {
        if (!isSymmetric)
            return 1;
        var descriptions = Descriptions(OwnersTable.WithoutReasons(kernel));
        var arrangements = 1L;
        foreach (var kind in descriptions.GroupBy(each => each.Kind))
        {
            var placed = 0;
            foreach (var alike in kind.GroupBy(each => each.Text))
                for (var count = 1; count <= alike.Count(); count++)
                    arrangements = arrangements * ++placed / count;
        }

        return arrangements;
    }

    private List<(int Kind, string Text)> Descriptions(ValueList<OwnedRange> rows) =>
    [
        .. slots
            .Select(slot => (slot.Kind, string.Join(
                ',', rows.SelectMany(row => Parts(slot, row)))))
            .OrderBy(each => each.Kind)
            .ThenBy(each => each.Item2, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Parts(Slot slot, OwnedRange row) =>
        from hull in slot.Hull
        let part = row.Range.Intersect(hull)
        where part is not null
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{part.Value.Start.Value - slot.Base:x}+{part.Value.Size.Bytes:x} {Use(row)}");

    private static string Use(OwnedRange row) => $"{row.Owner} {row.Use}";
}
