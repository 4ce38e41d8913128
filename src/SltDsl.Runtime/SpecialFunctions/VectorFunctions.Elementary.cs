using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SltDsl.Runtime;

/// <summary>
/// Elementary and special functions of four numbers at once, without branches on their values, for the inner loops of
/// generated code. 256 bits, because 512-bit temporaries that spill cost up to four times as much where the stack frame
/// happens not to be aligned to them. The limits at infinite arguments are kept, and what is not a number stays so.
/// </summary>
public static partial class VectorFunctions
{
    // 1.5 · 2⁵²: adding it rounds to an integer and leaves that integer in the low bits.
    private const double Rounder = 6755399441055744;
    private const double LogTwoHigh = 0.6931471803691238; // 32 bits, so that its product with an exponent is exact
    private const double LogTwoLow = 1.9082149292705877e-10;

    /// <summary>exp(x), to 1 ulp.</summary>
    public static Vector256<double> Exp(Vector256<double> x)
    {
        var (n, p) = ReducedExp(x);
        var half = (n * 0.5) + Create(Rounder) - Create(Rounder); // 2ⁿ in two factors, which neither overflow nor vanish
        var result = (p + Create(1)) * PowerOfTwo(half) * PowerOfTwo(n - half);
        result = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Create(709.79)), Create(double.PositiveInfinity), result);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Create(-745.14)), Create(0), result);
    }

    /// <summary>exp(x) − 1, to 2 ulp, also near 0.</summary>
    public static Vector256<double> Expm1(Vector256<double> x)
    {
        var (n, p) = ReducedExp(x);
        var scale = PowerOfTwo(n - Create(1));
        var result = Vector256.FusedMultiplyAdd(scale, p, scale - Create(0.5)) * 2;
        result = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Create(709.79)), Create(double.PositiveInfinity), result);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Create(-40)), Create(-1), result);
    }

    /// <summary>log(x), to 1 ulp; −∞ at 0, not a number below.</summary>
    public static Vector256<double> Log(Vector256<double> x)
    {
        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        const long ExponentOfOne = 1023L << 52;
        var isSubnormal = Vector256.LessThan(x, Create(2.2250738585072014e-308));
        var bits = Vector256.ConditionalSelect(isSubnormal, x * 18014398509481984, x).AsInt64(); // 2⁵⁴

        // x = 2ᵉ m with m from √½ to √2.
        var biased = Vector256.ShiftRightLogical(bits - Vector256.Create(RootOfHalf) + Vector256.Create(ExponentOfOne), 52);
        var m = (bits - Vector256.ShiftLeft(biased, 52) + Vector256.Create(ExponentOfOne)).AsDouble();
        var e = (biased | Vector256.Create(4503599627370496.0).AsInt64()).AsDouble() - Create(4503599627370496 + 1023);
        e = Vector256.ConditionalSelect(isSubnormal, e - Create(54), e);

        // log(1 + f) = 2 s + s R(s²) with s = f / (2 + f), put together as in fdlibm so that f enters exactly.
        var f = m - Create(1);
        var s = f / (f + Create(2));
        var z = s * s;
        var tail = z * LogSeries(z);
        var square = f * f * 0.5;
        var low = Vector256.FusedMultiplyAdd(s, square + tail, e * LogTwoLow);
        var result = Vector256.FusedMultiplyAdd(e, Create(LogTwoHigh), f - (square - low));

        var atEnd = Vector256.Equals(x, Create(double.PositiveInfinity)) | Vector256.Equals(x, Create(0));
        var end = Vector256.ConditionalSelect(Vector256.Equals(x, Create(0)), Create(double.NegativeInfinity), Create(double.PositiveInfinity));
        result = Vector256.ConditionalSelect(atEnd, end, result);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Create(0)), result, Create(double.NaN));
    }

    /// <summary>log(1 + x), to 2 ulp, also near 0.</summary>
    public static Vector256<double> Log1p(Vector256<double> x)
    {
        var u = x + Create(1);
        var log = Log(u);
        var lost = (x - (u - Create(1))) / u; // of the rounding of u
        var isFinite = Vector256.LessThan(u, Create(double.PositiveInfinity)) & Vector256.GreaterThan(u, Create(0));
        return Vector256.ConditionalSelect(isFinite, log + lost, log);
    }

    /// <summary>tanh(x), to 3 ulp, also near 0.</summary>
    public static Vector256<double> Tanh(Vector256<double> x)
    {
        var magnitude = Vector256.Abs(x);
        var t = Expm1(magnitude * -2);
        return Vector256.CopySign(t / (t + Create(2)), x);
    }

    /// <summary>1 / (1 + exp(−x)), to 3 ulp.</summary>
    public static Vector256<double> Logistic(Vector256<double> x)
    {
        var e = Exp(-Vector256.Abs(x));
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Create(0)), Create(1), e) / (e + Create(1));
    }

    /// <summary>log(1 + exp(x)), to 3 ulp.</summary>
    public static Vector256<double> Softplus(Vector256<double> x) => Vector256.Max(x, Create(0)) + Log1p(Exp(-Vector256.Abs(x)));

    // x = n log 2 + r with |r| ≤ ½ log 2, and exp(r) − 1 as r + r² q(r); q is the polynomial through (exp(r) − 1 − r) / r²
    // at the Chebyshev points.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> N, Vector256<double> P) ReducedExp(Vector256<double> x)
    {
        var n = Vector256.FusedMultiplyAdd(x, Create(1.4426950408889634), Create(Rounder)) - Create(Rounder);
        var r = Vector256.FusedMultiplyAdd(n, Create(-LogTwoHigh), x);
        r = Vector256.FusedMultiplyAdd(n, Create(-LogTwoLow), r);
        var square = r * r;
        var fourth = square * square;
        var a = Linear(r, 0.5, 0.1666666666666667);
        var b = Linear(r, 0.04166666666666668, 0.008333333333326134);
        var c = Linear(r, 0.0013888888888879073, 0.00019841269874822307);
        var d = Linear(r, 2.4801587336443602e-05, 2.755725539833871e-06);
        var e = Linear(r, 2.7557263277791584e-07, 2.5105217695684516e-08);
        var top = Vector256.FusedMultiplyAdd(square, Create(2.091813816945801e-09), e);
        var middle = Vector256.FusedMultiplyAdd(fourth, top, Vector256.FusedMultiplyAdd(square, d, c));
        var q = Vector256.FusedMultiplyAdd(fourth, middle, Vector256.FusedMultiplyAdd(square, b, a));
        return (n, Vector256.FusedMultiplyAdd(square, q, r));
    }

    // (log((1 + s) / (1 − s)) / s − 2) / s² in s², through the Chebyshev points.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogSeries(Vector256<double> z)
    {
        var square = z * z;
        var a = Linear(z, 0.666666666666667, 0.3999999999989839);
        var b = Linear(z, 0.2857142862645262, 0.2222221106056441);
        var c = Linear(z, 0.18182894320084278, 0.15331554743280912);
        var top = Vector256.FusedMultiplyAdd(square, Create(0.14618452072714802), c);
        return Vector256.FusedMultiplyAdd(square * square, top, Vector256.FusedMultiplyAdd(square, b, a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Linear(Vector256<double> x, double constant, double slope) =>
        Vector256.FusedMultiplyAdd(x, Create(slope), Create(constant));

    // 2ⁿ for an integer n from −1022 to 1023.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfTwo(Vector256<double> n) =>
        (Vector256.ShiftLeft((n + Create(Rounder)).AsInt64(), 52) + Vector256.Create(1023L << 52)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Create(double value) => Vector256.Create(value);
}
