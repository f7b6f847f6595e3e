using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Lint;

/// <summary>The endpoint decoders that firmware programmed for one range.</summary>
/// <param name="Range">The whole set's.</param>
/// <param name="Members">In the machine's order, uncommitted ones and absent cards
/// included.</param>
internal sealed record DecoderSet(AddressRange Range, ValueList<DecoderMember> Members)
{
    /// <summary>What the first member says.</summary>
    public int Ways => Members[0].Setting.Ways;

    /// <summary>Members that a kernel finds committed.</summary>
    public IEnumerable<DecoderMember> Working =>
        Members.Where(member => member.Setting.IsCommitted && member.IsPresent);

    /// <summary>True when every place of the set is taken by a committed decoder.</summary>
    public bool IsComplete =>
        Working.Select(member => member.Setting.Position).Distinct().Count() == Ways;

    /// <summary>The first member's range.</summary>
    public LintField Field => Members[0].Field("range", Range.ToString());

    /// <summary>Sets with at least one committed decoder, in address order.</summary>
    public static ValueList<DecoderSet> AllOf(CxlTopology topology)
    {
        var present = topology.Memdevs.Where(card => card.IsPresent)
            .Select(card => card.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. topology.Decoders
                .Select((setting, index) =>
                    new DecoderMember(index, setting, present.Contains(setting.Memdev)))
                .GroupBy(member => member.Setting.Range)
                .OrderBy(set => set.Key)
                .Select(set => new DecoderSet(set.Key, [.. set]))
                .Where(set => set.Working.Any()),
        ];
    }
}

/// <summary>One endpoint decoder.</summary>
/// <param name="Index">In the machine, from 0.</param>
/// <param name="Setting">What firmware wrote.</param>
/// <param name="IsPresent">The card is there.</param>
internal sealed record DecoderMember(int Index, EndpointDecoderSetting Setting, bool IsPresent)
{
    public LintField Field(string name, string value) =>
        new(LintTable.Decoder, Index, $"{Setting.Memdev}.{name}", value);

    public LintField Field(string name, int value) =>
        Field(name, FormattableString.Invariant($"{value}"));
}
