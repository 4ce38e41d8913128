namespace SltDsl.Runtime;

/// <summary>
/// Several numbers that one instruction works on. Kernels are generic in the number of lanes and run with the widest that
/// the machine has; all methods are inlined, as 512-bit numbers that pass through memory cost up to four times as much
/// where the stack happens not to be aligned to them.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>One number in every lane.</summary>
    static abstract T Create(double value);

    /// <summary>One number of an array in every lane.</summary>
    /// <param name="source">The first element of an array.</param>
    /// <param name="index">The element.</param>
    static abstract T Broadcast(ref readonly double source, int index);

    /// <summary>The numbers from an element on.</summary>
    /// <param name="source">The first element of an array.</param>
    /// <param name="index">The element that fills the first lane.</param>
    static abstract T Load(ref readonly double source, int index);

    /// <summary>Writes the lanes to the elements from one on.</summary>
    /// <param name="target">The first element of an array.</param>
    /// <param name="index">The element that receives the first lane.</param>
    void Store(ref double target, int index);

    /// <summary>The number in a lane.</summary>
    double this[int lane] { get; }

    /// <summary>The sum over the lanes, always in the same order.</summary>
    double Sum();

    /// <summary>Adds the sums over the lanes of four numbers to four elements.</summary>
    static abstract void AddSums(T a, T b, T c, T d, Span<double> target);

    /// <summary>The numbers at other positions in each lane.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="index">The positions, counted in elements; fractions are cut off.</param>
    /// <param name="places">Where the elements are.</param>
    /// <exception cref="IndexOutOfRangeException">A position is no element's.</exception>
    static abstract T Gather(ref readonly double source, T index, LanePlaces places);

    /// <summary>Adds to the numbers at other positions in each lane, lane after lane.</summary>
    /// <param name="target">The first element.</param>
    /// <param name="index">The positions, counted in elements; fractions are cut off.</param>
    /// <param name="places">Where the elements are.</param>
    /// <param name="value">What is added.</param>
    /// <exception cref="IndexOutOfRangeException">A position is no element's.</exception>
    static abstract void ScatterAdd(ref double target, T index, LanePlaces places, T value);

    /// <summary>Adds lane by lane to what is in memory.</summary>
    /// <param name="target">The first element of an array.</param>
    /// <param name="index">The element that the first lane is added to.</param>
    /// <param name="value">What is added.</param>
    static abstract void AddTo(ref double target, int index, T value);

    /// <summary>Adds a · b lane by lane to what is in memory, rounded once.</summary>
    /// <param name="target">The first element of an array.</param>
    /// <param name="index">The element that the first lane is added to.</param>
    /// <param name="a">One factor.</param>
    /// <param name="b">The other.</param>
    static abstract void AddProductTo(ref double target, int index, T a, T b);

    /// <summary>Lane by lane.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>Lane by lane.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>Lane by lane.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>Lane by lane.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>Lane by lane.</summary>
    static abstract T operator -(T a);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>The square root.</summary>
    static abstract T Sqrt(T a);

    /// <summary>The magnitude.</summary>
    static abstract T Abs(T a);

    /// <summary>The larger one; not a number where one is not.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The larger one of two numbers; the second where one is not a number.</summary>
    static abstract T Larger(T a, T b);

    /// <summary>The smaller one; not a number where one is not.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract T CopySign(T magnitude, T sign);

    /// <summary>A mask of the lanes where a &lt; b.</summary>
    static abstract T Less(T a, T b);

    /// <summary>A mask of the lanes where a ≤ b.</summary>
    static abstract T LessOrEqual(T a, T b);

    /// <summary>A mask of the lanes where a = b.</summary>
    static abstract T Equal(T a, T b);

    /// <summary>Where the mask is set the first, else the second.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>Whether the mask is set in some lane.</summary>
    static abstract bool Any(T mask);

    /// <summary>x, but at least <paramref name="least"/> and at most <paramref name="most"/>; what is not a number stays so.</summary>
    static abstract T Clamp(T x, double least, double most);

    /// <summary>2ⁿ for an integer n from −1022 to 1023.</summary>
    static abstract T PowerOfTwo(T n);

    /// <summary>2ⁿ x for an integer n from −2000 to 2000, rounded once.</summary>
    static abstract T Scale(T x, T n);

    /// <summary>
    /// x = 2ᵉ m with m from √½ to √2, for positive x. At 0 and ∞ the exponent is infinite; below 0 the mantissa is not a number.
    /// </summary>
    static abstract (T Exponent, T Mantissa) Decompose(T x);
}
