using FsCheck;
using FsCheck.Fluent;
using SoftReserve.Firmware.Acpi;
using Xunit;

namespace SoftReserve.Tests.Firmware.Acpi;

public sealed class TableRoundTripTests
{
    [Fact]
    public void A_cedt_comes_back_from_its_bytes() => Prop
        .ForAll(AnyTable.Cedt, table => IsReadAs(CedtCodec.Decode(CedtCodec.Encode(table)), table))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_srat_comes_back_from_its_bytes() => Prop
        .ForAll(AnyTable.Srat, table => IsReadAs(SratCodec.Decode(SratCodec.Encode(table)), table))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_slit_comes_back_from_its_bytes() => Prop
        .ForAll(AnyTable.Slit, table => IsReadAs(SlitCodec.Decode(SlitCodec.Encode(table)), table))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_hmat_comes_back_from_its_bytes() => Prop
        .ForAll(AnyTable.Hmat, table => IsReadAs(HmatCodec.Decode(HmatCodec.Encode(table)), table))
        .QuickCheckThrowOnFailure();

    private static bool IsReadAs<T>(Decoded<T> decoded, T table)
        where T : class => decoded.IsGood && Equals(decoded.Table, table);
}
