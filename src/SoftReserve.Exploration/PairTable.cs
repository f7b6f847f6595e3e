using System.Runtime.CompilerServices;

namespace SoftReserve.Exploration;

/// <summary>Remembers a number for a pair of numbers. Any thread may look up; one at a time may
/// add.</summary>
internal sealed class PairTable
{
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private Entries _entries = new(4);
    private int _count;

    /// <summary>Bytes in use.</summary>
    public long Bytes => Volatile.Read(ref _entries).Keys.Length * 2L * sizeof(ulong);

    /// <summary>Finds what was added for a key; false when nothing was.</summary>
    /// <param name="key">Not 0.</param>
    /// <param name="value">What was added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ulong key, out long value)
    {
        var entries = Volatile.Read(ref _entries);
        for (var slot = entries.SlotOf(key); ; slot = (slot + 1) & entries.Mask)
        {
            var found = Volatile.Read(ref entries.Keys[slot]);
            if (found == key)
            {
                value = entries.Values[slot];
                return true;
            }

            if (found == 0)
            {
                value = 0;
                return false;
            }
        }
    }

    /// <summary>Adds a key, unless it is there.</summary>
    public void AddOnce(ulong key, long value)
    {
        if (TryGet(key, out _))
            return;
        if (++_count * 2 > _entries.Keys.Length)
            Volatile.Write(ref _entries, _entries.Grown());
        _entries.Put(key, value);
    }

    private sealed class Entries(int bits)
    {
        private readonly int _shift = 64 - bits;

        public readonly ulong[] Keys = new ulong[1 << bits];
        public readonly long[] Values = new long[1 << bits];

        public int Mask => Keys.Length - 1;

        public int SlotOf(ulong key) => (int)(unchecked(key * Spread) >> _shift);

        public void Put(ulong key, long value)
        {
            var slot = SlotOf(key);
            while (Keys[slot] != 0)
                slot = (slot + 1) & Mask;
            Values[slot] = value; // before the key: who sees the key sees the value
            Volatile.Write(ref Keys[slot], key);
        }

        public Entries Grown()
        {
            var grown = new Entries(64 - _shift + 1);
            for (var slot = 0; slot < Keys.Length; slot++)
                if (Keys[slot] != 0)
                    grown.Put(Keys[slot], Values[slot]);
            return grown;
        }
    }
}
