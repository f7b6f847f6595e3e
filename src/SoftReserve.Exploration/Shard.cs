namespace SoftReserve.Exploration;

/// <summary>A part of an exploration that other processes explore the rest of.</summary>
/// <remarks>Every shard explores the first layers. Of the first layer that is large enough it takes
/// its own states, and what they lead to. Whatever can be reached is reached by a shortest way
/// from a state of that layer, so by the shard that owns it.</remarks>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">How many parts there are, 1 to <see cref="MostShards"/>.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most parts.</summary>
    public const int MostShards = 4096;

    /// <summary>As it is typed: 0/4 is the first of four.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>True when this shard explores a state.</summary>
    internal bool Owns(int state, Layer shared) =>
        // neighbours lead to much the same, so a shard takes neighbours
        !shared.Holds(state) || (int)((long)(state - shared.Start) * Count / shared.Count) == Index;
}

/// <summary>States from one number to another, without it.</summary>
internal readonly record struct Layer(int Start, int End)
{
    public int Count => End - Start;

    public bool Holds(int state) => state >= Start && state < End;
}

/// <summary>What the file of a shard says before its states.</summary>
/// <param name="Identity">A number that says which model this is.</param>
/// <param name="Shard">Which part.</param>
/// <param name="Arguments">What says how to get the same model again.</param>
/// <param name="Bound">What ended the part early.</param>
public sealed record ShardHeader(
    ulong Identity, Shard Shard, IReadOnlyList<string> Arguments, Bound Bound)
{
    private const ulong Magic = 0x53_52_53_48_44; // SRSHD
    private const int Version = 1, MostArguments = 64;

    /// <summary>Reads the header of a file; null when it is none.</summary>
    /// <param name="file">Is read a little beyond the header.</param>
    public static ShardHeader? Read(Stream file) => Read(new ByteReader(file));

    internal static ShardHeader? Read(ByteReader reader)
    {
        if (reader.Read() != Magic || reader.Read() != Version)
            return null;
        var identity = reader.Read();
        var shard = new Shard(
            reader.ReadUpTo(Shard.MostShards - 1), reader.ReadUpTo(Shard.MostShards));
        var bound = (Bound)reader.ReadUpTo((int)Bound.Stopped);
        var arguments = new string[reader.ReadUpTo(MostArguments)];
        foreach (ref var argument in arguments.AsSpan())
            argument = reader.IsBroken ? "" : reader.ReadText();
        return reader.IsBroken || shard.Index >= shard.Count
            ? null
            : new ShardHeader(identity, shard, arguments, bound);
    }

    internal void Write(ByteWriter writer)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(Identity);
        writer.Write(Shard.Index);
        writer.Write(Shard.Count);
        writer.Write((int)Bound);
        writer.Write(Arguments.Count);
        foreach (var argument in Arguments)
            writer.Write(argument);
    }
}
