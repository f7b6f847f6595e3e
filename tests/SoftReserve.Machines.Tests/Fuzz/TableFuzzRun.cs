using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Tests.Fuzz;

/// <summary>Feeds mutated ACPI tables to the decoders, and what they make of them to the writer of
/// machine files.</summary>
internal sealed class TableFuzzRun(int seed)
{
    private const int ChecksumOffset = 9, LengthOffset = 4, LongestTable = 4096;

    private static readonly ulong[] Extremes =
        [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, int.MaxValue, uint.MaxValue, ulong.MaxValue];

    private static readonly Machine Base = BundledMachines.TryRead("amd-three-windows")!.Value!;

    private static readonly byte[][] Tables = [.. BundledMachines.Names
        .Select(name => BundledMachines.TryRead(name)!.Value!)
        .SelectMany(Encode)];

    private readonly Random _random = new(seed);

    public long Good { get; private set; }

    public long Bad { get; private set; }

    public void Run(long inputs)
    {
        for (long index = 0; index < inputs; index++)
        {
            var bytes = Next();
            try
            {
                Feed(bytes);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException(
                    $"seed {seed}, input {index}: {Convert.ToHexString(bytes)}", problem);
            }
        }
    }

    private static IEnumerable<byte[]> Encode(Machine machine)
    {
        if (machine.Cedt is { } cedt)
            yield return CedtCodec.Encode(cedt);
        if (machine.Srat is { } srat)
            yield return SratCodec.Encode(srat);
        yield return SlitCodec.Encode(new Slit(2, [10, 21, 21, 10]));
        yield return HmatCodec.Encode(new Hmat(
            2, [new HmatTarget(1, 0)],
            [new HmatLocality(HmatDataType.ReadLatency, 1000, [0], [0, 1], [100, 300])],
            [new HmatCache(1, 1 << 30, 0x1101, 1)]));
    }

    private byte[] Next()
    {
        var bytes = new List<byte>(Tables[_random.Next(Tables.Length)]);
        do
            Change(bytes);
        while (_random.Next(2) == 0);
        if (bytes.Count > LongestTable)
            bytes.RemoveRange(LongestTable, bytes.Count - LongestTable);
        if (bytes.Count > ChecksumOffset && _random.Next(4) > 0)
            Seal(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
            bytes.Add((byte)_random.Next(256));
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 64), bytes.Count - at);
        switch (_random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var extreme = BitConverter.GetBytes(Extremes[_random.Next(Extremes.Length)]);
                var width = Math.Min(1 << _random.Next(4), bytes.Count - at);
                for (var index = 0; index < width; index++)
                    bytes[at + index] = extreme[index];
                break;
        }
    }

    private static void Seal(List<byte> bytes)
    {
        for (var index = 0; index < sizeof(int); index++)
            bytes[LengthOffset + index] = unchecked((byte)(bytes.Count >> (8 * index)));
        bytes[ChecksumOffset] = 0;
        bytes[ChecksumOffset] = unchecked((byte)-bytes.Sum(value => value));
    }

    private void Feed(byte[] bytes)
    {
        var machine = Base;
        if (Check(CedtCodec.Decode(bytes), CedtCodec.Encode, CedtCodec.Decode) is { } cedt)
            machine = machine with { Cedt = cedt };
        if (Check(SratCodec.Decode(bytes), SratCodec.Encode, SratCodec.Decode) is { } srat)
            machine = machine with { Srat = srat };
        if (Check(HmatCodec.Decode(bytes), HmatCodec.Encode, HmatCodec.Decode) is { } hmat)
            machine = machine with { Hmat = hmat };
        if (Check(SlitCodec.Decode(bytes), SlitCodec.Encode, SlitCodec.Decode) is { } slit)
            machine = machine with { Slit = slit };
        if (ReferenceEquals(machine, Base))
        {
            Bad++;
            return;
        }

        Good++;
        var result = MachineFile.Read(MachineFile.Write(machine), "written.yaml");
        Assert.Equal(result.IsRead, result.Diagnostics.IsEmpty);
    }

    private delegate Decoded<T> Decoder<T>(ReadOnlySpan<byte> bytes) where T : class;

    private static T? Check<T>(Decoded<T> decoded, Func<T, byte[]> encode, Decoder<T> decode)
        where T : class
    {
        Assert.True(decoded.Table is not null || !decoded.Problems.IsEmpty);
        if (decoded.IsGood)
            Assert.Equal(decoded.Table, decode(encode(decoded.Table!)).Table);
        return decoded.Table;
    }
}
