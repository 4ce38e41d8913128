using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SltDsl.Runtime;

/// <summary>Four lanes of 256 bits together.</summary>
/// <param name="value">The lanes.</param>
public readonly struct Lanes256(Vector256<double> value) : ILanes<Lanes256>
{
    // 1.5 · 2⁵²: adding it to an integer leaves that integer in the low bits.
    private const double Integers = 6755399441055744;

    private readonly Vector256<double> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector256<double>.Count;

    /// <inheritdoc/>
    public double this[int lane] => _value[lane];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(ref readonly double source, int index) => new(Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in source), index)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source, int index) => new(Vector256.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, int index) => _value.StoreUnsafe(ref target, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => Vector256.Sum(_value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(Lanes256 a, Lanes256 b, Lanes256 c, Lanes256 d, Span<double> target) => FourSums.Add(a._value, b._value, c._value, d._value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Gather(ref readonly double source, Lanes256 index, LanePlaces places)
    {
        var at = Positions(index, places);
        return new(Vector256.Create(
            places.Of(in source, at[0], 0), places.Of(in source, at[1], 1), places.Of(in source, at[2], 2), places.Of(in source, at[3], 3)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterAdd(ref double target, Lanes256 index, LanePlaces places, Lanes256 value)
    {
        var at = Positions(index, places);
        places.Of(ref target, at[0], 0) += value._value[0];
        places.Of(ref target, at[1], 1) += value._value[1];
        places.Of(ref target, at[2], 2) += value._value[2];
        places.Of(ref target, at[3], 3) += value._value[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Positions(Lanes256 index, LanePlaces places)
    {
        var at = Avx.IsSupported
            ? Avx.ConvertToVector128Int32WithTruncation(index._value)
            : Vector128.Create((int)index[0], (int)index[1], (int)index[2], (int)index[3]);
        if (!Vector128.LessThanAll(at.AsUInt32(), Vector128.Create((uint)places.Count)))
        {
            throw new IndexOutOfRangeException();
        }

        return at;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref double target, int index, Lanes256 value) => (Load(ref target, index) + value).Store(ref target, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductTo(ref double target, int index, Lanes256 a, Lanes256 b) => MultiplyAdd(a, b, Load(ref target, index)).Store(ref target, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._value + b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._value - b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._value * b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._value / b._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a) => new(-a._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 a) => new(Vector256.Abs(a._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.Max(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Larger(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Vector256.Min(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CopySign(Lanes256 magnitude, Lanes256 sign) => new(Vector256.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessOrEqual(Lanes256 a, Lanes256 b) => new(Vector256.LessThanOrEqual(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Equal(Lanes256 a, Lanes256 b) => new(Vector256.Equals(a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256 mask) => mask._value.AsInt64() != Vector256<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 n) => new((Vector256.ShiftLeft((n._value + Vector256.Create(Integers)).AsInt64(), 52) + Vector256.Create(1023L << 52)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Clamp(Lanes256 x, double least, double most) => new(Vector256.MinNative(Vector256.Create(most), Vector256.MaxNative(Vector256.Create(least), x._value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Scale(Lanes256 x, Lanes256 n)
    {
        // In two factors, so that neither overflows.
        var half = n._value * Vector256.Create(0.5) + Vector256.Create(Integers) - Vector256.Create(Integers);
        return x * PowerOfTwo(new(half)) * PowerOfTwo(new(n._value - half));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes256 Exponent, Lanes256 Mantissa) Decompose(Lanes256 x)
    {
        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        const double TwoTo52 = 4503599627370496;
        var isSubnormal = Vector256.LessThan(x._value, Vector256.Create(2.2250738585072014e-308));
        var bits = Vector256.ConditionalSelect(isSubnormal, x._value * Vector256.Create(18014398509481984.0), x._value).AsInt64(); // 2⁵⁴
        var biased = Vector256.ShiftRightLogical(bits - Vector256.Create(RootOfHalf) + Vector256.Create(1023L << 52), 52);
        var mantissa = (bits - Vector256.ShiftLeft(biased, 52) + Vector256.Create(1023L << 52)).AsDouble();
        var exponent = (biased | Vector256.Create(TwoTo52).AsInt64()).AsDouble() - Vector256.Create(TwoTo52 + 1023);
        exponent = Vector256.ConditionalSelect(isSubnormal, exponent - Vector256.Create(54.0), exponent);
        var isOrdinary = Vector256.LessThan(Vector256<double>.Zero, x._value) & Vector256.LessThan(x._value, Vector256.Create(double.PositiveInfinity));
        var limit = Vector256.ConditionalSelect(Vector256.Equals(x._value, Vector256<double>.Zero), Vector256.Create(double.NegativeInfinity), x._value);
        exponent = Vector256.ConditionalSelect(isOrdinary, exponent, limit);
        mantissa = Vector256.ConditionalSelect(isOrdinary, mantissa, Vector256.ConditionalSelect(Vector256.LessThan(x._value, Vector256<double>.Zero), Vector256.Create(double.NaN), Vector256<double>.One));
        return (new(exponent), new(mantissa));
    }
}
