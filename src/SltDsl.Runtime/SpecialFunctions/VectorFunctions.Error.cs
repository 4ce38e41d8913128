using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <content>The error function and the normal distribution function.</content>
public static partial class VectorFunctions
{
    /// <summary>erf(x), to 1e-15, and to 1e-14 relatively near 0.</summary>
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        var magnitude = T.Abs(x);
        var near = x * Chebyshev(SpecialFunctions.ErfCoefficients, T.MultiplyAdd(x + x, x, T.Create(-1)));
        var far = T.CopySign(T.Create(1) - (Exp(-(x * x)) * ScaledErfc(magnitude)), x);
        return T.Select(T.LessOrEqual(magnitude, T.Create(1)), near, far);
    }

    /// <summary>log Φ(z), Φ the standard normal distribution function; to 1e-13 · |value| in both tails.</summary>
    public static T LogNormalCdf<T>(T z)
        where T : struct, ILanes<T>
    {
        var scaled = ScaledErfc(T.Abs(z) * T.Create(0.70710678118654752440)) * T.Create(0.5);
        var square = z * z * T.Create(0.5);
        var lower = Log(scaled) - square;
        var upper = Log1p(-(Exp(-square) * scaled)); // the probability beyond z, which the rounding of z² hardly touches
        return T.Select(T.Less(z, T.Create(0)), lower, upper);
    }

    // exp(x²) erfc(x) for x ≥ 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ScaledErfc<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Min(x, T.Create(1e300));
        return Chebyshev(SpecialFunctions.ScaledErfcCoefficients, (x - T.Create(3.75)) / (x + T.Create(3.75))) / T.MultiplyAdd(x, T.Create(2), T.Create(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Chebyshev<T>(ReadOnlySpan<double> coefficients, T t)
        where T : struct, ILanes<T>
    {
        var (next, afterNext, twice) = (T.Create(0), T.Create(0), t + t);
        for (var k = coefficients.Length - 1; k > 0; k--)
        {
            (next, afterNext) = (T.MultiplyAdd(twice, next, T.Create(coefficients[k]) - afterNext), next);
        }

        return T.MultiplyAdd(t, next, T.Create(coefficients[0]) - afterNext);
    }
}
