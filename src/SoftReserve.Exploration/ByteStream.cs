using System.Buffers.Binary;

namespace SoftReserve.Exploration;

/// <summary>Writes numbers to a file and sums up the bytes.</summary>
internal sealed class ByteWriter(Stream file)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;
    private ulong _sum = Checksum.Start;

    /// <summary>A number that is mostly small, in groups of seven bits.</summary>
    public void Write(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
            WriteByte((byte)(number | 0x80));
        WriteByte((byte)number);
    }

    /// <summary>The same.</summary>
    public void Write(int number) => Write((ulong)(uint)number);

    /// <summary>A number that uses all its bits.</summary>
    public void WriteFixed(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, number);
        foreach (var each in bytes)
            WriteByte(each);
    }

    /// <summary>A text.</summary>
    public void Write(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Write(bytes.Length);
        foreach (var each in bytes)
            WriteByte(each);
    }

    /// <summary>Writes the sum of all bytes before, and empties the buffer.</summary>
    public void End()
    {
        Flush();
        WriteFixed(_sum);
        Flush();
    }

    private void WriteByte(byte value)
    {
        if (_used == _buffer.Length)
            Flush();
        _buffer[_used++] = value;
    }

    private void Flush()
    {
        _sum = Checksum.Of(_sum, _buffer.AsSpan(0, _used));
        file.Write(_buffer, 0, _used);
        _used = 0;
    }
}

/// <summary>Reads what a <see cref="ByteWriter"/> wrote; anything else it reads as zeros, and
/// <see cref="IsIntact"/> tells at the end.</summary>
internal sealed class ByteReader(Stream file)
{
    private const int MostText = 1 << 16;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used, _length;
    private ulong _sum = Checksum.Start;

    /// <summary>True when it was necessary to read past the end, or a number was too
    /// large.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A number in groups of seven bits.</summary>
    public ulong Read()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }

        IsBroken = true;
        return 0;
    }

    /// <summary>A number in groups of seven bits, not below 0 and not above a bound.</summary>
    public int ReadUpTo(int most)
    {
        var number = Read();
        if (number <= (ulong)most)
            return (int)number;
        IsBroken = true;
        return 0;
    }

    /// <summary>A number of sixteen bytes.</summary>
    public UInt128 ReadFixed()
    {
        Span<byte> bytes = stackalloc byte[16];
        foreach (ref var each in bytes)
            each = ReadByte();
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    /// <summary>A text.</summary>
    public string ReadText()
    {
        var bytes = new byte[ReadUpTo(MostText)];
        foreach (ref var each in bytes.AsSpan())
            each = ReadByte();
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>True when the sum follows, it is right, and nothing comes after it.</summary>
    public bool IsIntact()
    {
        var sum = Checksum.Of(_sum, _buffer.AsSpan(0, _used));
        return ReadFixed() == sum && !IsBroken && _used == _length && file.ReadByte() < 0;
    }

    private byte ReadByte()
    {
        if (_used == _length)
            Fill();
        return _length == 0 ? (byte)0 : _buffer[_used++];
    }

    private void Fill()
    {
        _sum = Checksum.Of(_sum, _buffer.AsSpan(0, _used));
        _used = 0;
        _length = IsBroken ? 0 : file.Read(_buffer);
        IsBroken |= _length == 0;
    }
}

/// <summary>A sum of bytes that changes when one of them does.</summary>
internal static class Checksum
{
    /// <summary>The sum of nothing.</summary>
    public const ulong Start = 0xcbf2_9ce4_8422_2325;

    /// <summary>The sum of what had a sum, and more bytes.</summary>
    public static ulong Of(ulong sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
            sum = (sum ^ each) * 0x100_0000_01b3; // FNV-1a
        return sum;
    }
}
