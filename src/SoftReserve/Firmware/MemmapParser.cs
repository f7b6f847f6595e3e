namespace SoftReserve.Firmware;

/// <summary>Reads one element of a <c>memmap=</c> list.</summary>
/// <remarks>Kernel: <c>parse_memmap_one()</c>, arch/x86/kernel/e820.c. Like it, acts on an element
/// with something behind it and complains all the same, except after a percent sign.</remarks>
internal static class MemmapParser
{
    /// <summary>Reads an element of <c>memmap=</c>.</summary>
    /// <param name="text">Without commas.</param>
    /// <param name="expected">What was expected where reading failed; null when all is
    /// well.</param>
    /// <returns>Null when the kernel does nothing.</returns>
    public static MemmapDirective? Read(ReadOnlySpan<char> text, out string? expected)
    {
        expected = null;
        if (text.StartsWith("exactmap"))
            return new MemmapDirective.Clear();
        if (!KernelNumber.TryTakeSize(ref text, out var size))
            return Fail("a size of at most 64 bits, as in 4G", out expected);
        if (text.IsEmpty || !"@#$!%".Contains(text[0]))
            return Ended(text, RamLimit(size), out expected);

        var kind = text[0];
        text = text[1..];
        if (!KernelNumber.TryTakeSize(ref text, out var start))
            return Fail($"an address after {kind}", out expected);
        return kind == '%'
            ? ReadTypes(text, start, size, out expected)
            : Ended(text, new MemmapDirective.Add(start, size, TypeOf(kind)), out expected);
    }

    /// <summary>What <c>mem=nn</c> and <c>memmap=nn</c> do.</summary>
    public static MemmapDirective RamLimit(ulong size) =>
        new MemmapDirective.Remove(size, ulong.MaxValue - size, MemoryType.Usable);

    private static MemmapDirective? ReadTypes(
        ReadOnlySpan<char> text, ulong start, ulong size, out string? expected)
    {
        if (!TryTakeType(ref text, '-', out var from) || !TryTakeType(ref text, '+', out var to))
            return Fail("a memory type of 32 bits after - and +", out expected);
        if (!text.IsEmpty)
            return Fail("size%address-from+to and nothing behind it", out expected);
        expected = null;
        return (from, to) switch
        {
            (not 0, not 0) => new MemmapDirective.Change(start, size, from, to),
            (0, not 0) => new MemmapDirective.Add(start, size, to),
            (not 0, 0) => new MemmapDirective.Remove(start, size, from),
            _ => new MemmapDirective.Remove(start, size, null),
        };
    }

    private static bool TryTakeType(
        ref ReadOnlySpan<char> text, char sign, out MemoryType type)
    {
        type = default;
        if (text.IsEmpty || text[0] != sign)
            return true;
        text = text[1..];
        var isType = KernelNumber.TryTakeInteger(ref text, out var number)
            && number <= uint.MaxValue;
        type = isType ? (MemoryType)number : default;
        return isType;
    }

    private static MemoryType TypeOf(char kind) => kind switch
    {
        '@' => MemoryType.Usable,
        '#' => MemoryType.Acpi,
        '$' => MemoryType.Reserved,
        _ => MemoryType.Pram,
    };

    private static MemmapDirective Ended(
        ReadOnlySpan<char> rest, MemmapDirective directive, out string? expected)
    {
        expected = rest.IsEmpty ? null : "nothing behind the directive";
        return directive;
    }

    private static MemmapDirective? Fail(string what, out string? expected)
    {
        expected = what;
        return null;
    }
}
