using System.Buffers.Binary;

namespace SoftReserve.Firmware.Acpi;

/// <summary>How the structures of a table begin.</summary>
internal enum StructureHeader
{
    /// <summary>SRAT: one byte type, one byte length.</summary>
    TypeAndLengthBytes = 2,

    /// <summary>CEDT: one byte type, one reserved, two bytes length.</summary>
    LengthWord = 4,

    /// <summary>HMAT: two bytes type, two reserved, four bytes length.</summary>
    LengthDoubleWord = 8,
}

/// <summary>Visits the structures of a table once each, in order.</summary>
/// <remarks>Ends early where a length makes it impossible to find the next structure. Bytes at the
/// end that are too few for a structure's header end the walk silently, as in
/// <c>acpi_parse_entries_array()</c>, lib/fw_table.c.</remarks>
// not readonly: it moves on
internal ref struct StructureWalk(
    ReadOnlySpan<byte> table, int start, StructureHeader header, ProblemCollector problems)
{
    private readonly ReadOnlySpan<byte> _table = table;
    private int _next = start;

    /// <summary>Type number of the current structure.</summary>
    public int Type { get; private set; }

    /// <summary>Where the current structure begins in the table.</summary>
    public int Offset { get; private set; }

    /// <summary>The current structure with its header.</summary>
    public ReadOnlySpan<byte> Structure { get; private set; }

    public bool MoveNext()
    {
        var left = _table[_next..];
        if (left.Length < (int)header)
            return false;
        var length = Length(left);
        if (!IsWalkable(length, left.Length))
            return false;
        Offset = _next;
        Structure = left[..(int)length];
        Type = header == StructureHeader.LengthDoubleWord
            ? BinaryPrimitives.ReadUInt16LittleEndian(left) : left[0];
        _next += (int)length;
        return true;
    }

    /// <summary>True when the current structure has all fixed fields of its type; else it is a
    /// problem.</summary>
    public readonly bool HasRoomFor(int size, string name)
    {
        if (Structure.Length >= size)
            return true;
        problems.Add(TableProblemId.StructureTooShort, Offset,
            $"{name} of {Structure.Length} bytes, expected at least {size}");
        return false;
    }

    private readonly uint Length(ReadOnlySpan<byte> structure) => header switch
    {
        StructureHeader.TypeAndLengthBytes => structure[1],
        StructureHeader.LengthWord => BinaryPrimitives.ReadUInt16LittleEndian(structure[2..]),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(structure[4..]),
    };

    private readonly bool IsWalkable(uint length, int left)
    {
        if (length < (uint)header)
            problems.Add(TableProblemId.StructureWithoutLength, _next,
                $"structure of {length} bytes, expected at least {(int)header}; reading ends");
        else if (length > left)
            problems.Add(TableProblemId.StructurePastEnd, _next,
                $"structure of {length} bytes, but the table ends after {left}");
        return length >= (uint)header && length <= left;
    }
}
