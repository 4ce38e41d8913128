using System.Runtime.Intrinsics;

namespace SltDsl.Runtime;

/// <content>The error function and the normal distribution function.</content>
public static partial class VectorFunctions
{
    /// <summary>erf(x), to 1e-15, and to 1e-14 relatively near 0.</summary>
    public static Vector256<double> Erf(Vector256<double> x)
    {
        var magnitude = Vector256.Abs(x);
        var near = x * Chebyshev(SpecialFunctions.ErfCoefficients, Vector256.FusedMultiplyAdd(x * 2, x, Create(-1)));
        var far = Vector256.CopySign(Create(1) - (Exp(-(x * x)) * ScaledErfc(magnitude)), x);
        far = Vector256.ConditionalSelect(Vector256.GreaterThan(magnitude, Create(6)), Vector256.CopySign(Create(1), x), far);
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(magnitude, Create(1)), near, far);
    }

    /// <summary>log Φ(z), Φ the standard normal distribution function; to 1e-14 · |value| in both tails.</summary>
    public static Vector256<double> LogNormalCdf(Vector256<double> z)
    {
        var scaled = ScaledErfc(Vector256.Abs(z) * 0.70710678118654752440) * 0.5;
        var square = z * z * 0.5;
        var lower = Log(scaled) - square;
        var upper = Log1p(-(Exp(-square) * scaled)); // the probability beyond z, which the rounding of z² hardly touches
        return Vector256.ConditionalSelect(Vector256.LessThan(z, Create(0)), lower, upper);
    }

    // exp(x²) erfc(x) for x ≥ 0.
    private static Vector256<double> ScaledErfc(Vector256<double> x)
    {
        x = Vector256.Min(x, Create(1e300));
        return Chebyshev(SpecialFunctions.ScaledErfcCoefficients, (x - Create(3.75)) / (x + Create(3.75))) / Vector256.FusedMultiplyAdd(x, Create(2), Create(1));
    }

    private static Vector256<double> Chebyshev(ReadOnlySpan<double> coefficients, Vector256<double> t)
    {
        var (next, afterNext, twice) = (Vector256<double>.Zero, Vector256<double>.Zero, t + t);
        for (var k = coefficients.Length - 1; k > 0; k--)
        {
            (next, afterNext) = (Vector256.FusedMultiplyAdd(twice, next, Create(coefficients[k]) - afterNext), next);
        }

        return Vector256.FusedMultiplyAdd(t, next, Create(coefficients[0]) - afterNext);
    }
}
