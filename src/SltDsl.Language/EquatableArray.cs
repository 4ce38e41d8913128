using System.Collections;
using System.Runtime.CompilerServices;

namespace SltDsl.Language;

/// <summary>An immutable array that is equal to another when the elements are, so that records made of it are values.</summary>
/// <typeparam name="T">What the elements are.</typeparam>
/// <param name="items">The elements; the array must not be changed afterwards.</param>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
public readonly struct EquatableArray<T>(T[] items) : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
{
    private readonly T[]? _items = items;

    private T[] Items => _items ?? [];

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>Takes over an array that nobody changes afterwards.</summary>
    public static implicit operator EquatableArray<T>(T[] items) => new(items);

    /// <summary>Whether the elements are equal.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Whether some element differs.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other) =>
        ReferenceEquals(Items, other.Items) || Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var item in Items)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="EquatableArray{T}"/>s from collection expressions and sequences.</summary>
public static class EquatableArray
{
    /// <summary>An array of these elements.</summary>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>The elements of a sequence.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new(items.ToArray());
}
