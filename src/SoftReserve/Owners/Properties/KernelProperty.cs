namespace SoftReserve.Owners.Properties;

/// <summary>Something that a kernel which has settled should keep.</summary>
public abstract class KernelProperty
{
    /// <summary>As case files spell it.</summary>
    public abstract string Name { get; }

    /// <summary>True when this settled kernel breaks it.</summary>
    public abstract bool IsBroken(Kernel kernel);
}

/// <summary>The properties that are judged.</summary>
public static class KernelProperties
{
    private static readonly KernelProperty[] All =
        [new OneOwnerPerRange(), new NoRangeLost(), new Usable(), new NoUnbackedRam()];

    /// <summary>The property of that name; null when it is not judged.</summary>
    public static KernelProperty? Find(string name) =>
        Array.Find(All, property => property.Name == name);
}

/// <summary>No byte belongs to two dax devices that both work.</summary>
public sealed class OneOwnerPerRange : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "one-owner-per-range";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        OwnersTable.Of(kernel).Any(row => row.Owner == RangeOwner.Both);
}

/// <summary>Every Soft Reserved byte ends in a dax device.</summary>
public sealed class NoRangeLost : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-range-lost";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => OwnersTable.Of(kernel).Any(row =>
        row.Owner == RangeOwner.None && row.Use == RangeUse.None
        && kernel.Boot.MemoryMap.Entries.Any(entry =>
            entry.Type == Firmware.MemoryType.SoftReserved
            && entry.Range.Overlaps(row.Range)));
}

/// <summary>A range that has an owner can be used.</summary>
public sealed class Usable : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "usable";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        OwnersTable.Of(kernel).Any(row => row.Use == RangeUse.Failed);
}

/// <summary>No memory is added over a CXL window that no committed endpoint decoder
/// maps.</summary>
/// <remarks>On a real kernel onlining such memory is a crash (kernel/semantics.md M).</remarks>
public sealed class NoUnbackedRam : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-unbacked-ram";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        kernel.Memory.Added.Any(memory => !Backing.Missing(kernel, memory.Range).IsEmpty);
}
