using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>What a decoder made of a binary table.</summary>
/// <typeparam name="T">The decoded table.</typeparam>
/// <param name="Table">Everything that could be read; null when the bytes are not such a table at
/// all, or hold no usable part of it. A table with problems is still worth showing, but the kernel
/// may refuse it.</param>
/// <param name="Problems">In order of discovery; empty for a good table, at most a hundred and
/// one.</param>
public sealed record Decoded<T>(T? Table, ValueList<TableProblem> Problems)
    where T : class
{
    /// <summary>True when the whole table could be read and nothing contradicts itself.</summary>
    public bool IsGood => Table is not null && Problems.IsEmpty;
}

/// <summary>Something that contradicts itself in a binary table.</summary>
/// <param name="Id">One of <see cref="TableProblemId"/>; never changes its meaning.</param>
/// <param name="Offset">Byte offset from the start of the table.</param>
/// <param name="What">What is there, and what was expected instead.</param>
public sealed record TableProblem(string Id, int Offset, string What);

/// <summary>The stable ids of table problems.</summary>
public static class TableProblemId
{
    /// <summary>Fewer bytes than the table's fixed part.</summary>
    public const string TooShort = "SR0201";

    /// <summary>The first four bytes name another table.</summary>
    public const string WrongSignature = "SR0202";

    /// <summary>The header's length is not the number of bytes.</summary>
    public const string WrongLength = "SR0203";

    /// <summary>The bytes do not add up to 0 modulo 256.</summary>
    public const string WrongChecksum = "SR0204";

    /// <summary>A structure is shorter than its own header: nothing behind it can be
    /// found.</summary>
    public const string StructureWithoutLength = "SR0205";

    /// <summary>A structure runs past the end of the table.</summary>
    public const string StructurePastEnd = "SR0206";

    /// <summary>A structure is too short for its type; it is left out.</summary>
    public const string StructureTooShort = "SR0207";

    /// <summary>A count inside a structure promises more entries than fit.</summary>
    public const string CountDoesNotFit = "SR0208";

    /// <summary>There were more problems than are listed.</summary>
    public const string MoreProblems = "SR0209";
}
