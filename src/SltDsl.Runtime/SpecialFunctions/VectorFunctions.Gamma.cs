using System.Runtime.Intrinsics;

namespace SltDsl.Runtime;

/// <content>The gamma function and its logarithmic derivative for positive arguments; others are left to the scalar functions.</content>
public static partial class VectorFunctions
{
    /// <summary>log |Γ(x)|, to 1e-14 · max(1, |value|).</summary>
    public static Vector256<double> LogGamma(Vector256<double> x)
    {
        if (Vector256.LessThanOrEqualAny(x, Create(0)))
        {
            return Each(x, SpecialFunctions.LogGamma);
        }

        var (shifted, product, _) = ShiftUp(x);
        var tail = Vector256<double>.Zero;
        var (inverse, square) = InverseAndSquare(shifted);
        foreach (var coefficient in SpecialFunctions.StirlingCoefficients)
        {
            tail = Vector256.FusedMultiplyAdd(tail, square, Create(coefficient));
        }

        var log = Log(shifted);
        var main = Vector256.FusedMultiplyAdd(shifted - Create(0.5), log, Create(0.91893853320467274178) - shifted);
        main = Vector256.ConditionalSelect(Vector256.GreaterThan(shifted, Create(1e17)), shifted * (log - Create(1)), main);
        return Vector256.FusedMultiplyAdd(tail, inverse, main) - Log(product);
    }

    /// <summary>d/dx log Γ(x), to 1e-14 · max(1, |value|).</summary>
    public static Vector256<double> Digamma(Vector256<double> x)
    {
        if (Vector256.LessThanOrEqualAny(x, Create(0)))
        {
            return Each(x, SpecialFunctions.Digamma);
        }

        var (shifted, product, slope) = ShiftUp(x);
        var tail = Vector256<double>.Zero;
        var (inverse, square) = InverseAndSquare(shifted);
        var order = (2 * SpecialFunctions.StirlingCoefficients.Length) - 1;
        foreach (var coefficient in SpecialFunctions.StirlingCoefficients)
        {
            tail = Vector256.FusedMultiplyAdd(tail, square, Create(order * coefficient));
            order -= 2;
        }

        return Log(shifted) - (inverse * 0.5) - (tail * square) - (slope / product);
    }

    // Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)) with x + k ≥ 10; the product comes with its derivative, whose quotient is
    // the sum of the 1 / (x + i).
    private static (Vector256<double> Shifted, Vector256<double> Product, Vector256<double> Slope) ShiftUp(Vector256<double> x)
    {
        var (product, slope) = (Create(1), Vector256<double>.Zero);
        for (var isLow = Vector256.LessThan(x, Create(10)); isLow != Vector256<double>.Zero; isLow = Vector256.LessThan(x, Create(10)))
        {
            slope = Vector256.ConditionalSelect(isLow, Vector256.FusedMultiplyAdd(slope, x, product), slope);
            product = Vector256.ConditionalSelect(isLow, product * x, product);
            x = Vector256.ConditionalSelect(isLow, x + Create(1), x);
        }

        return (x, product, slope);
    }

    private static (Vector256<double> Inverse, Vector256<double> Square) InverseAndSquare(Vector256<double> x)
    {
        var inverse = Create(1) / x;
        return (inverse, inverse * inverse);
    }

    private static Vector256<double> Each(Vector256<double> x, Func<double, double> function) =>
        Vector256.Create(function(x[0]), function(x[1]), function(x[2]), function(x[3]));
}
