using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SoftReserve.Addresses;

/// <summary>An immutable list that equals another when its elements do, in order.</summary>
/// <remarks>What records of the model hold in place of arrays, whose equality is by reference.
/// <c>default</c> is the empty list. Sharing is safe: no member changes the elements.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? _items;

    internal ValueList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <summary>True when there is no element.</summary>
    public bool IsEmpty => Items.Length == 0;

    private T[] Items => _items ?? [];

    /// <summary>The element at a zero-based index.</summary>
    public T this[int index] => Items[index];

    /// <summary>The elements, for loops that must not allocate.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>This list with one more element at its end.</summary>
    public ValueList<T> Add(T item)
    {
        var grown = new T[Count + 1];
        AsSpan().CopyTo(grown);
        grown[^1] = item;
        return new ValueList<T>(grown);
    }

    /// <summary>This list with the element at <paramref name="index"/> exchanged.</summary>
    public ValueList<T> SetItem(int index, T item)
    {
        var copy = AsSpan().ToArray();
        copy[index] = item;
        return new ValueList<T>(copy);
    }

    /// <summary>This list without the element at <paramref name="index"/>.</summary>
    public ValueList<T> RemoveAt(int index) =>
        new([.. AsSpan()[..index], .. AsSpan()[(index + 1)..]]);

    /// <summary>The index of the first element that fits; -1 when none does.</summary>
    public int FindIndex(Func<T, bool> fits)
    {
        for (var index = 0; index < Count; index++)
            if (fits(Items[index]))
                return index;
        return -1;
    }

    /// <summary>The index of the first equal element; -1 when there is none.</summary>
    public int IndexOf(T item) => Array.IndexOf(Items, item);

    /// <summary>This list with every element that fits exchanged for its change.</summary>
    public ValueList<T> Replace(Func<T, bool> fits, Func<T, T> change)
    {
        var copy = AsSpan().ToArray();
        for (var index = 0; index < copy.Length; index++)
            if (fits(copy[index]))
                copy[index] = change(copy[index]);
        return new ValueList<T>(copy);
    }

    /// <summary>This list with one more element, in front of the first that comes after it; an
    /// ascending list stays one.</summary>
    public ValueList<T> AddInOrder(T item, Func<T, bool> comesAfter)
    {
        var index = FindIndex(comesAfter);
        return index < 0
            ? Add(item)
            : new ValueList<T>([.. AsSpan()[..index], item, .. AsSpan()[index..]]);
    }

    /// <summary>This list without the elements that fit.</summary>
    public ValueList<T> Without(Func<T, bool> fits)
    {
        var kept = new List<T>(Count);
        foreach (var item in AsSpan())
            if (!fits(item))
                kept.Add(item);
        return new ValueList<T>(kept.ToArray());
    }

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) =>
        ReferenceEquals(_items, other._items)
        || AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) =>
        obj is ValueList<T> other && Equals(other);

    /// <summary>A hash within one run; not stable between runs.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>The elements between brackets, for messages of failed tests.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";

    /// <summary>Walks the list in order.</summary>
    public Enumerator GetEnumerator() => new(Items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    /// <summary>Walks a list without allocating; also where a span can not stay, as across
    /// <c>yield</c>.</summary>
    // not readonly: it counts
    public struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items) => (_items, _index) = (items, -1);

        /// <summary>The element that the walk stands at.</summary>
        public readonly T Current => _items[_index];

        /// <summary>Goes to the next element; false at the end.</summary>
        public bool MoveNext() => ++_index < _items.Length;
    }

    /// <summary>Element-wise equality.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Element-wise equality.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}

/// <summary>Makes <see cref="ValueList{T}"/> from collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of copies of <paramref name="items"/>.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
