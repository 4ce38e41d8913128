using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Parts of densities and divergences that several families share.</summary>
internal static class Formulas
{
    /// <summary>½ log 2π.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274178;

    private const double SeriesRadius = 0.02;

    /// <summary>e − log(1 + e) ≥ 0 with full relative accuracy near 0, where it is e²/2 − e³/3 + ….</summary>
    public static Scalar LogGap(Scalar e)
    {
        // At the radius the first term left out is 2e-16 of the sum.
        Scalar series = 0.0;
        for (var k = 10; k >= 2; k--)
        {
            series = (k % 2 == 0 ? 1.0 / k : -1.0 / k) + (e * series);
        }

        return When(Less(Abs(e), SeriesRadius), Square(e) * series, e - Log1p(e));
    }

    /// <summary>One cell's part of Σ q log(q/p), written q (δ − log(1 + δ)) with δ = p/q − 1: the parts are ≥ 0 and sum to the divergence when p and q sum to one.</summary>
    public static Scalar CellDivergence(Scalar q, Scalar p) => When(Less(0.0, q), q * LogGap((p - q) / q), p);

    /// <summary>The divergence of two laws of a location and scale family of normals.</summary>
    public static Scalar NormalDivergence(Scalar mean, Scalar sd, Scalar otherMean, Scalar otherSd)
    {
        var variance = Square(otherSd);
        var excess = ((sd - otherSd) * (sd + otherSd)) / variance;
        return (0.5 * LogGap(excess)) + (Square(mean - otherMean) / (2.0 * variance));
    }

    /// <summary>log(1 − e^a) for a &lt; 0.</summary>
    public static Scalar LogComplement(Scalar a) => Log(-Expm1(a));
}
