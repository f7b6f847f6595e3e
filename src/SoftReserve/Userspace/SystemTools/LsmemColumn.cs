using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>A column of lsmem.</summary>
internal enum LsmemColumn
{
    /// <summary>Addresses.</summary>
    Range,

    /// <summary>Size.</summary>
    Size,

    /// <summary>Online or offline.</summary>
    State,

    /// <summary>Always yes of a block that is online, and nothing of others: the kernel's files
    /// say so of every block since Linux 5.6.</summary>
    Removable,

    /// <summary>Block numbers.</summary>
    Block,

    /// <summary>The node.</summary>
    Node,

    /// <summary>The zone, or those that it may go to.</summary>
    Zones,
}

/// <summary>Neighbouring blocks that are alike in every column that matters.</summary>
/// <param name="First">The first block.</param>
/// <param name="Count">How many.</param>
internal sealed record LsmemSpan(MemoryBlock First, ulong Count)
{
    /// <summary>The last block's number.</summary>
    public ulong Last => First.Number + Count - 1;
}

/// <summary>The columns of lsmem by name, and what stands in them.</summary>
internal static class LsmemColumns
{
    /// <summary>What lsmem shows when nobody says which.</summary>
    public static ValueList<LsmemColumn> Default { get; } =
    [
        LsmemColumn.Range, LsmemColumn.Size, LsmemColumn.State, LsmemColumn.Removable,
        LsmemColumn.Block,
    ];

    /// <summary>Every column.</summary>
    public static ValueList<LsmemColumn> All { get; } =
        [.. Default, LsmemColumn.Node, LsmemColumn.Zones];

    /// <summary>The columns of a list as <c>RANGE,SIZE</c>. The second half is the name that is
    /// none; null when all are.</summary>
    public static (ValueList<LsmemColumn> Columns, string? Unknown) Read(string list)
    {
        var columns = new List<LsmemColumn>();
        foreach (var name in list.Split(','))
        {
            var index = All.FindIndex(column =>
                string.Equals(TitleOf(column), name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return ([], name);
            columns.Add(All[index]);
        }

        return ([.. columns], null);
    }

    /// <summary>Its heading.</summary>
    public static string TitleOf(LsmemColumn column) => column switch
    {
        LsmemColumn.Range => "RANGE",
        LsmemColumn.Size => "SIZE",
        LsmemColumn.State => "STATE",
        LsmemColumn.Removable => "REMOVABLE",
        LsmemColumn.Block => "BLOCK",
        LsmemColumn.Node => "NODE",
        LsmemColumn.Zones => "ZONES",
        _ => throw new UnreachableException(),
    };

    /// <summary>True when two blocks stand for the same in a column; columns that tell every block
    /// from the next do not count.</summary>
    public static bool AreAlike(
        LsmemColumn column, MemoryBlock left, MemoryBlock right) => column switch
        {
            LsmemColumn.State => left.IsOnline == right.IsOnline,
            LsmemColumn.Node => left.Node == right.Node,
            LsmemColumn.Zones => left.Zones == right.Zones,
            _ => true,
        };

    /// <summary>What stands in a column.</summary>
    /// <param name="column">Which.</param>
    /// <param name="span">Of which blocks.</param>
    /// <param name="blockSize">In bytes.</param>
    /// <param name="inBytes">True writes sizes in bytes.</param>
    public static string TextOf(
        LsmemColumn column, LsmemSpan span, ulong blockSize, bool inBytes)
    {
        var (first, last) = (span.First.Number, span.Last);
        return column switch
        {
            LsmemColumn.Range => FormattableString.Invariant(
                $"0x{first * blockSize:x16}-0x{last * blockSize + (blockSize - 1):x16}"),
            LsmemColumn.Size => SizeText((UInt128)span.Count * blockSize, inBytes),
            LsmemColumn.State => span.First.IsOnline ? "online" : "offline",
            LsmemColumn.Removable => span.First.IsOnline ? "yes" : "",
            LsmemColumn.Block => span.Count == 1
                ? FormattableString.Invariant($"{first}")
                : FormattableString.Invariant($"{first}-{last}"),
            LsmemColumn.Node => FormattableString.Invariant($"{span.First.Node}"),
            LsmemColumn.Zones => ZonesText(span.First.Zones),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A size as asked for.</summary>
    public static string SizeText(UInt128 bytes, bool inBytes) =>
        inBytes ? FormattableString.Invariant($"{bytes}") : UtilLinuxSize.Text(bytes);

    private static string ZonesText(string zones) =>
        zones == MemoryBlocks.NoSingleZone ? "None" : zones.Replace(' ', '/');
}
