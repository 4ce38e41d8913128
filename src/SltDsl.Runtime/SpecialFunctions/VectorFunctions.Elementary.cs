using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SltDsl.Runtime;

/// <summary>
/// Elementary and special functions of several numbers at once, without branches on their values, for the inner loops of
/// generated code. The limits at infinite arguments are kept, and what is not a number stays so.
/// </summary>
public static partial class VectorFunctions
{
    private const double LogTwoHigh = 0.6931471803691238; // 32 bits, so that its product with an exponent is exact
    private const double LogTwoLow = 1.9082149292705877e-10;

    /// <summary>exp(x), to 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        // Beyond these limits the value is 0 or infinite.
        var (n, p) = ReducedExp(T.Clamp(x, -746, 710));
        return T.Scale(p + T.Create(1), n);
    }

    /// <summary>exp of each number, in place.</summary>
    public static void Exp(Span<double> numbers)
    {
        var done = Vector512.IsHardwareAccelerated ? Exp<Lanes512>(numbers) : Vector256.IsHardwareAccelerated ? Exp<Lanes256>(numbers) : 0;
        foreach (ref var number in numbers[done..])
        {
            number = Math.Exp(number);
        }
    }

    private static int Exp<T>(Span<double> numbers)
        where T : struct, ILanes<T>
    {
        var n = 0;
        ref var first = ref MemoryMarshal.GetReference(numbers);
        for (; n + T.Count <= numbers.Length; n += T.Count)
        {
            Exp(T.Load(ref first, n)).Store(ref first, n);
        }

        return n;
    }

    /// <summary>exp(x) − 1, to 3 ulp, also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, ILanes<T>
    {
        // Beyond these limits the value is −1 or infinite.
        var (n, p) = ReducedExp(T.Clamp(x, -40, 710));
        var scale = T.PowerOfTwo(n - T.Create(1));
        var half = T.MultiplyAdd(scale, p, scale - T.Create(0.5));
        return half + half;
    }

    /// <summary>log(x), to 1.5 ulp; −∞ at 0, not a number below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        var (e, m) = T.Decompose(x);

        // log(1 + f) = 2 s + s R(s²) with s = f / (2 + f), put together as in fdlibm so that f enters exactly.
        var f = m - T.Create(1);
        var s = f / (f + T.Create(2));
        var z = s * s;
        var square = f * f * T.Create(0.5);
        var low = T.MultiplyAdd(s, T.MultiplyAdd(z, LogSeries(z), square), e * T.Create(LogTwoLow));
        return T.MultiplyAdd(e, T.Create(LogTwoHigh), f - (square - low));
    }

    /// <summary>log(1 + x), to 3 ulp, also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x)
        where T : struct, ILanes<T>
    {
        var u = x + T.Create(1);
        var log = Log(u);
        var lost = (x - (u - T.Create(1))) / u; // of the rounding of u
        return T.Select(T.Less(T.Create(0), u), T.Select(T.Less(u, T.Create(double.PositiveInfinity)), log + lost, log), log);
    }

    /// <summary>tanh(x), to 4 ulp, also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        var t = Expm1(T.Abs(x) * T.Create(-2));
        return T.CopySign(t / (t + T.Create(2)), x);
    }

    /// <summary>1 / (1 + exp(−x)), to 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logistic<T>(T x)
        where T : struct, ILanes<T> => Logistic(x, Exp(-T.Abs(x)));

    /// <summary>log(1 + exp(x)), to 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, ILanes<T> => Softplus(x, Exp(-T.Abs(x)));

    /// <summary>log(1 + exp(x)) with its derivative, the logistic function, for one exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Value, T Slope) SoftplusAndLogistic<T>(T x)
        where T : struct, ILanes<T>
    {
        var e = Exp(-T.Abs(x));
        return (Softplus(x, e), Logistic(x, e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Logistic<T>(T x, T e)
        where T : struct, ILanes<T> => T.Select(T.Less(x, T.Create(0)), e, T.Create(1)) / (e + T.Create(1));

    // log(1 + e) = 2 s + s³ … with s = e / (2 + e) from 0 to 1/3, with no exponent to take out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Softplus<T>(T x, T e)
        where T : struct, ILanes<T>
    {
        var s = e / (e + T.Create(2));
        var z = s * s;
        return T.Max(x, T.Create(0)) + T.MultiplyAdd(s * z, LongLogSeries(z), s + s);
    }

    // x = n log 2 + r with |r| ≤ ½ log 2, and exp(r) − 1 as r + r² q(r); q is the polynomial through (exp(r) − 1 − r) / r²
    // at the Chebyshev points.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T N, T P) ReducedExp<T>(T x)
        where T : struct, ILanes<T>
    {
        var n = Round(x * T.Create(1.4426950408889634));
        var r = T.MultiplyAdd(n, T.Create(-LogTwoLow), T.MultiplyAdd(n, T.Create(-LogTwoHigh), x));
        var square = r * r;
        var fourth = square * square;
        var a = Linear(r, 0.5, 0.1666666666666667);
        var b = Linear(r, 0.04166666666666668, 0.008333333333326134);
        var c = Linear(r, 0.0013888888888879073, 0.00019841269874822307);
        var d = Linear(r, 2.4801587336443602e-05, 2.755725539833871e-06);
        var e = Linear(r, 2.7557263277791584e-07, 2.5105217695684516e-08);
        var top = T.MultiplyAdd(square, T.Create(2.091813816945801e-09), e);
        var middle = T.MultiplyAdd(fourth, top, T.MultiplyAdd(square, d, c));
        var q = T.MultiplyAdd(fourth, middle, T.MultiplyAdd(square, b, a));
        return (n, T.MultiplyAdd(square, q, r));
    }

    // (log((1 + s) / (1 − s)) / s − 2) / s² in z = s², through the Chebyshev points of z ≤ (√2 − 1)² / (√2 + 1)².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogSeries<T>(T z)
        where T : struct, ILanes<T>
    {
        var square = z * z;
        var a = Linear(z, 0.666666666666667, 0.3999999999989839);
        var b = Linear(z, 0.2857142862645262, 0.2222221106056441);
        var c = Linear(z, 0.18182894320084278, 0.15331554743280912);
        var top = T.MultiplyAdd(square, T.Create(0.14618452072714802), c);
        return T.MultiplyAdd(square * square, top, T.MultiplyAdd(square, b, a));
    }

    // The same for z ≤ 1/9.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LongLogSeries<T>(T z)
        where T : struct, ILanes<T>
    {
        var square = z * z;
        var fourth = square * square;
        var a = Linear(z, 0.6666666666666666, 0.3999999999999951);
        var b = Linear(z, 0.28571428571605106, 0.2222222219764263);
        var c = Linear(z, 0.1818181993372954, 0.1538454272951305);
        var d = Linear(z, 0.13335204581091403, 0.11733941993714656);
        var e = Linear(z, 0.10847822065866439, 0.07480672789334093);
        var top = T.MultiplyAdd(square, T.Create(0.1565171703457266), e);
        var middle = T.MultiplyAdd(fourth, top, T.MultiplyAdd(square, d, c));
        return T.MultiplyAdd(fourth, middle, T.MultiplyAdd(square, b, a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Linear<T>(T x, double constant, double slope)
        where T : struct, ILanes<T> => T.MultiplyAdd(x, T.Create(slope), T.Create(constant));

    // To the nearest integer, for magnitudes below 2⁵¹: adding 1.5 · 2⁵² leaves no bits for a fraction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(T x)
        where T : struct, ILanes<T> => x + T.Create(6755399441055744) - T.Create(6755399441055744);
}
