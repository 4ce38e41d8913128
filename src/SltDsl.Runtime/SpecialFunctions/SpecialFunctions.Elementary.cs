namespace SltDsl.Runtime;

/// <summary>
/// Scalar functions that the base library lacks or computes with cancellation. Errors are at most 1e-12 · max(1, |value|)
/// over the whole domain; outside it the value is NaN, at a pole infinite.
/// </summary>
/// <remarks>Compiled into the runtime and, for the values of truths, into the graph, which targets netstandard2.0.</remarks>
#if NETSTANDARD2_0
internal
#else
public
#endif
static partial class SpecialFunctions
{
    /// <summary>exp(x) − 1 without cancellation at 0.</summary>
    public static double Expm1(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    /// <summary>log(1 + x) without cancellation at 0.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1)); // Kahan: the rounding of u cancels.
    }

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static double Logistic(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>log(1 + exp(x)).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));
}
