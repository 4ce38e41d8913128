using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <summary>Where the elements of an array are that each lane has its own of, or that all lanes share.</summary>
/// <param name="Count">The number of elements.</param>
/// <param name="Stride">From one element to the next.</param>
/// <param name="First">Where the first lane's first element is.</param>
/// <param name="Lane">From one lane to the next: 1 where each has its own, else 0.</param>
public readonly record struct LanePlaces(int Count, int Stride, int First, int Lane)
{
    /// <summary>Elements that all lanes share.</summary>
    public static LanePlaces Shared(int count) => new(count, 1, 0, 0);

    /// <summary>Elements that each lane has its own of.</summary>
    public static LanePlaces Own(int count, int stride, int first) => new(count, stride, first, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref double Of(ref readonly double source, int index, int lane) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in source), (index * Stride) + First + (lane * Lane));
}
