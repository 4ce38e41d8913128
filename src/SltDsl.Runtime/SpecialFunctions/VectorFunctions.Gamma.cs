using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <content>The gamma function and its logarithmic derivative for positive arguments; others are left to the scalar functions.</content>
public static partial class VectorFunctions
{
    /// <summary>log |Γ(x)|, to 1e-14 · max(1, |value|).</summary>
    public static T LogGamma<T>(T x)
        where T : struct, ILanes<T>
    {
        if (T.Any(T.LessOrEqual(x, T.Create(0))))
        {
            return Each(x, SpecialFunctions.LogGamma);
        }

        var (shifted, product, _) = ShiftUp(x);
        var inverse = T.Create(1) / shifted;
        var (square, tail) = (inverse * inverse, T.Create(0));
        foreach (var coefficient in SpecialFunctions.StirlingCoefficients)
        {
            tail = T.MultiplyAdd(tail, square, T.Create(coefficient));
        }

        var log = Log(shifted);
        var main = T.MultiplyAdd(shifted - T.Create(0.5), log, T.Create(0.91893853320467274178) - shifted);
        main = T.Select(T.Less(T.Create(1e17), shifted), shifted * (log - T.Create(1)), main);
        return T.MultiplyAdd(tail, inverse, main) - Log(product);
    }

    /// <summary>d/dx log Γ(x), to 1e-14 · max(1, |value|).</summary>
    public static T Digamma<T>(T x)
        where T : struct, ILanes<T>
    {
        if (T.Any(T.LessOrEqual(x, T.Create(0))))
        {
            return Each(x, SpecialFunctions.Digamma);
        }

        var (shifted, product, slope) = ShiftUp(x);
        var inverse = T.Create(1) / shifted;
        var (square, tail) = (inverse * inverse, T.Create(0));
        var order = (2 * SpecialFunctions.StirlingCoefficients.Length) - 1;
        foreach (var coefficient in SpecialFunctions.StirlingCoefficients)
        {
            tail = T.MultiplyAdd(tail, square, T.Create(order * coefficient));
            order -= 2;
        }

        return Log(shifted) - (inverse * T.Create(0.5)) - (tail * square) - (slope / product);
    }

    // Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)) with x + k ≥ 10; the product comes with its derivative, whose quotient is
    // the sum of the 1 / (x + i).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Shifted, T Product, T Slope) ShiftUp<T>(T x)
        where T : struct, ILanes<T>
    {
        var (product, slope) = (T.Create(1), T.Create(0));
        for (var isLow = T.Less(x, T.Create(10)); T.Any(isLow); isLow = T.Less(x, T.Create(10)))
        {
            slope = T.Select(isLow, T.MultiplyAdd(slope, x, product), slope);
            product = T.Select(isLow, product * x, product);
            x = T.Select(isLow, x + T.Create(1), x);
        }

        return (x, product, slope);
    }

    private static T Each<T>(T x, Func<double, double> function)
        where T : struct, ILanes<T>
    {
        Span<double> values = stackalloc double[T.Count];
        for (var lane = 0; lane < T.Count; lane++)
        {
            values[lane] = function(x[lane]);
        }

        return T.Load(in values[0], 0);
    }
}
