using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SltDsl.Runtime;

/// <summary>Eight lanes of 512 bits together. The base library has no public type over both widths, hence the likeness to <see cref="Lanes256"/>.</summary>
/// <param name="value">The lanes.</param>
public readonly struct Lanes512(Vector512<double> value) : ILanes<Lanes512>
{
    // 1.5 · 2⁵²: adding it to an integer leaves that integer in the low bits.
    private const double Integers = 6755399441055744;

    private readonly Vector512<double> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector512<double>.Count;

    /// <inheritdoc/>
    public double this[int lane] => _value[lane];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(ref readonly double source, int index) => new(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in source), index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly double source, int index) => new(Vector512.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, int index) => _value.StoreUnsafe(ref target, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => Vector512.Sum(_value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(Lanes512 a, Lanes512 b, Lanes512 c, Lanes512 d, Span<double> target) => FourSums.Add(
        a._value.GetLower() + a._value.GetUpper(), b._value.GetLower() + b._value.GetUpper(), c._value.GetLower() + c._value.GetUpper(), d._value.GetLower() + d._value.GetUpper(), target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Gather(ref readonly double source, Lanes512 index, LanePlaces places)
    {
        var at = Positions(index, places);
        return new(Vector512.Create(
            places.Of(in source, at[0], 0), places.Of(in source, at[1], 1), places.Of(in source, at[2], 2), places.Of(in source, at[3], 3), places.Of(in source, at[4], 4), places.Of(in source, at[5], 5), places.Of(in source, at[6], 6), places.Of(in source, at[7], 7)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterAdd(ref double target, Lanes512 index, LanePlaces places, Lanes512 value)
    {
        var at = Positions(index, places);
        places.Of(ref target, at[0], 0) += value._value[0];
        places.Of(ref target, at[1], 1) += value._value[1];
        places.Of(ref target, at[2], 2) += value._value[2];
        places.Of(ref target, at[3], 3) += value._value[3];
        places.Of(ref target, at[4], 4) += value._value[4];
        places.Of(ref target, at[5], 5) += value._value[5];
        places.Of(ref target, at[6], 6) += value._value[6];
        places.Of(ref target, at[7], 7) += value._value[7];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Positions(Lanes512 index, LanePlaces places)
    {
        var at = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256Int32WithTruncation(index._value)
            : Vector256.Create((int)index[0], (int)index[1], (int)index[2], (int)index[3], (int)index[4], (int)index[5], (int)index[6], (int)index[7]);
        if (!Vector256.LessThanAll(at.AsUInt32(), Vector256.Create((uint)places.Count)))
        {
            throw new IndexOutOfRangeException();
        }

        return at;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref double target, int index, Lanes512 value) => (Load(ref target, index) + value).Store(ref target, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductTo(ref double target, int index, Lanes512 a, Lanes512 b) => MultiplyAdd(a, b, Load(ref target, index)).Store(ref target, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a) => new(-a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 a) => new(Vector512.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Vector512.Max(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Larger(Lanes512 a, Lanes512 b) => new(Vector512.MaxNative(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Vector512.Min(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 CopySign(Lanes512 magnitude, Lanes512 sign) => new(Vector512.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Less(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LessOrEqual(Lanes512 a, Lanes512 b) => new(Vector512.LessThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Equal(Lanes512 a, Lanes512 b) => new(Vector512.Equals(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 a, Lanes512 b) => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512 mask) => mask._value.AsInt64() != Vector512<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 n) => new((Vector512.ShiftLeft((n._value + Vector512.Create(Integers)).AsInt64(), 52) + Vector512.Create(1023L << 52)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Clamp(Lanes512 x, double least, double most) => new(Vector512.MinNative(Vector512.Create(most), Vector512.MaxNative(Vector512.Create(least), x._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Scale(Lanes512 x, Lanes512 n)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(x._value, n._value));
        }

        var half = n._value * Vector512.Create(0.5) + Vector512.Create(Integers) - Vector512.Create(Integers);
        return x * PowerOfTwo(new(half)) * PowerOfTwo(new(n._value - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes512 Exponent, Lanes512 Mantissa) Decompose(Lanes512 x)
    {
        if (Avx512F.IsSupported)
        {
            const byte FromOneToTwoIfPositive = 0b1000;
            var (e, m) = (Avx512F.GetExponent(x._value), Avx512F.GetMantissa(x._value, FromOneToTwoIfPositive));
            var half = m * Vector512.Create(0.5);
            var isHigh = Vector512.LessThan(Vector512.Create(1.4142135623730951), m);
            return (new(Vector512.ConditionalSelect(isHigh, e + Vector512<double>.One, e)), new(Vector512.ConditionalSelect(isHigh, half, m)));
        }

        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        const double TwoTo52 = 4503599627370496;
        var isSubnormal = Vector512.LessThan(x._value, Vector512.Create(2.2250738585072014e-308));
        var bits = Vector512.ConditionalSelect(isSubnormal, x._value * Vector512.Create(18014398509481984.0), x._value).AsInt64(); // 2⁵⁴
        var biased = Vector512.ShiftRightLogical(bits - Vector512.Create(RootOfHalf) + Vector512.Create(1023L << 52), 52);
        var mantissa = (bits - Vector512.ShiftLeft(biased, 52) + Vector512.Create(1023L << 52)).AsDouble();
        var exponent = (biased | Vector512.Create(TwoTo52).AsInt64()).AsDouble() - Vector512.Create(TwoTo52 + 1023);
        exponent = Vector512.ConditionalSelect(isSubnormal, exponent - Vector512.Create(54.0), exponent);
        var isOrdinary = Vector512.LessThan(Vector512<double>.Zero, x._value) & Vector512.LessThan(x._value, Vector512.Create(double.PositiveInfinity));
        var limit = Vector512.ConditionalSelect(Vector512.Equals(x._value, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), x._value);
        exponent = Vector512.ConditionalSelect(isOrdinary, exponent, limit);
        mantissa = Vector512.ConditionalSelect(isOrdinary, mantissa, Vector512.ConditionalSelect(Vector512.LessThan(x._value, Vector512<double>.Zero), Vector512.Create(double.NaN), Vector512<double>.One));
        return (new(exponent), new(mantissa));
    }
}
