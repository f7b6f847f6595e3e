using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>Stage 1 of a range's life: firmware marks it as Specific Purpose in the EFI memory
/// map.</summary>
/// <remarks>UEFI specification, <c>EFI_MEMORY_DESCRIPTOR</c>. The map reaches the kernel twice:
/// its boot stub converts and joins the descriptors, and the kernel itself may add every
/// descriptor once more.</remarks>
/// <param name="Descriptors">In the order of firmware.</param>
/// <seealso cref="E820Table"/>
public sealed record EfiMemoryMap(ValueList<EfiMemoryDescriptor> Descriptors)
{
    /// <summary>True when conventional memory is marked as Specific Purpose: only then does the
    /// kernel convert the map a second time.</summary>
    /// <remarks>Kernel: <c>do_efi_soft_reserve()</c>, arch/x86/platform/efi/efi.c.</remarks>
    public bool HasSoftReserved
    {
        get
        {
            foreach (var descriptor in Descriptors)
                if (descriptor is { Type: EfiMemoryType.Conventional, IsSpecificPurpose: true })
                    return true;
            return false;
        }
    }

    /// <summary>Everything that reaches e820; entries may overlap until the table is
    /// sanitised.</summary>
    /// <param name="softReserveEnabled">CONFIG_EFI_SOFT_RESERVE without
    /// <c>efi=nosoftreserve</c>.</param>
    /// <param name="addsEfiMemmap"><c>add_efi_memmap</c> is on the command line.</param>
    /// <param name="acceptsMemory">CONFIG_UNACCEPTED_MEMORY.</param>
    public ValueList<MemoryMapEntry> ToMemoryMap(
        bool softReserveEnabled, bool addsEfiMemmap = false, bool acceptsMemory = true)
    {
        var fromStub = ConvertInStub(softReserveEnabled, acceptsMemory);
        return addsEfiMemmap || softReserveEnabled && HasSoftReserved
            ? [.. fromStub, .. ConvertInKernel(softReserveEnabled)]
            : fromStub;
    }

    /// <summary>What the boot stub makes of the map: adjacent descriptors that become one type
    /// become one entry, Soft Reserved ones too.</summary>
    /// <remarks>Kernel: <c>setup_e820()</c>, drivers/firmware/efi/libstub/x86-stub.c.</remarks>
    public ValueList<MemoryMapEntry> ConvertInStub(bool softReserveEnabled, bool acceptsMemory)
    {
        List<MemoryMapEntry> entries = [];
        foreach (var descriptor in Descriptors)
            if (descriptor.Range is { } range
                && TypeInStub(descriptor, softReserveEnabled, acceptsMemory) is { } type)
                Append(entries, range, type);
        return [.. entries];
    }

    /// <summary>What the kernel makes of the map: one entry for each descriptor.</summary>
    /// <remarks>Kernel: <c>do_add_efi_memmap()</c>, arch/x86/platform/efi/efi.c.</remarks>
    public ValueList<MemoryMapEntry> ConvertInKernel(bool softReserveEnabled)
    {
        List<MemoryMapEntry> entries = [];
        foreach (var descriptor in Descriptors)
            if (descriptor.Range is { } range)
                entries.Add(new MemoryMapEntry(
                    range, TypeInKernel(descriptor, softReserveEnabled)));
        return [.. entries];
    }

    private static void Append(List<MemoryMapEntry> entries, AddressRange range, MemoryType type)
    {
        if (entries is [.., var last] && last.Type == type && last.Range.End < range.Start
            && last.Range.End.Plus(1) == range.Start)
            entries[^1] = last with { Range = last.Range.Union(range) };
        else
            entries.Add(new MemoryMapEntry(range, type));
    }

    private static MemoryType? TypeInStub(
        EfiMemoryDescriptor descriptor, bool softReserveEnabled, bool acceptsMemory)
    {
        var isSoftReserved = softReserveEnabled && descriptor.IsSpecificPurpose;
        return descriptor.Type switch
        {
            >= EfiMemoryType.LoaderCode and <= EfiMemoryType.BootServicesData
                or EfiMemoryType.Conventional =>
                isSoftReserved ? MemoryType.SoftReserved : MemoryType.Usable,
            EfiMemoryType.Unaccepted => acceptsMemory ? MemoryType.Usable : null,
            > EfiMemoryType.Unaccepted => null,
            _ => FixedType(descriptor.Type),
        };
    }

    private static MemoryType TypeInKernel(
        EfiMemoryDescriptor descriptor, bool softReserveEnabled)
    {
        var isSoftReserved = softReserveEnabled && descriptor.IsSpecificPurpose;
        var isCached = descriptor.Attributes.HasFlag(EfiMemoryAttributes.WriteBack);
        return descriptor.Type switch
        {
            >= EfiMemoryType.LoaderCode and <= EfiMemoryType.BootServicesData
                or EfiMemoryType.Conventional =>
                isSoftReserved ? MemoryType.SoftReserved
                : isCached ? MemoryType.Usable
                : MemoryType.Reserved,
            _ => FixedType(descriptor.Type),
        };
    }

    private static MemoryType FixedType(EfiMemoryType type) => type switch
    {
        EfiMemoryType.Unusable => MemoryType.Unusable,
        EfiMemoryType.AcpiReclaim => MemoryType.Acpi,
        EfiMemoryType.AcpiNvs => MemoryType.Nvs,
        EfiMemoryType.Persistent => MemoryType.Pmem,
        _ => MemoryType.Reserved,
    };
}
