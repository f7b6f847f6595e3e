using System.Buffers.Binary;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Writes little-endian fields one after the other.</summary>
internal sealed class TableWriter
{
    private readonly List<byte> _bytes = [];

    public TableWriter Byte(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public TableWriter Word(ushort value) => Byte((byte)(value & 0xff)).Byte((byte)(value >> 8));

    public TableWriter DoubleWord(uint value) =>
        Word((ushort)(value & 0xffff)).Word((ushort)(value >> 16));

    public TableWriter QuadWord(ulong value) =>
        DoubleWord((uint)(value & 0xffffffff)).DoubleWord((uint)(value >> 32));

    public TableWriter Zeros(int count)
    {
        _bytes.AddRange(new byte[count]);
        return this;
    }

    /// <summary>The bytes so far, with header and checksum filled in.</summary>
    public byte[] Seal(string signature, byte revision) =>
        TableHeader.Seal([.. _bytes], signature, revision);
}

/// <summary>Little-endian fields of a structure.</summary>
internal static class StructureFields
{
    public static ushort Word(this ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    public static uint DoubleWord(this ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    public static ulong QuadWord(this ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);
}
