namespace SltDsl.Runtime;

/// <content>The regularised incomplete gamma functions P and Q = 1 − P on the log scale (DLMF 8.7, 8.9), accurate in both tails.</content>
static partial class SpecialFunctions
{
    // (−1)ᵏ ζ(k) / k from k = 2: the series of log Γ(1 + a) after its first term −γ a.
    private static readonly double[] _logGammaSeries =
    [
        0.8224670334241132, -0.40068563438653143, 0.27058080842778454, -0.20738555102867398, 0.1695571769974082, -0.1440498967688461,
        0.12550966952474304, -0.11133426586956469, 0.1000994575127818, -0.09095401714582904, 0.083353840546109, -0.0769325164113522,
        0.07143294629536133, -0.06666870588242046, 0.06250095514121304, -0.058823978658684585, 0.055555767627403614, -0.05263167937961666,
        0.05000004769810169, -0.047619070330142226, 0.04545455629320467, -0.04347826605304026, 0.04166666915034121, -0.04000000119214014,
    ];

    /// <summary>log P(a, x): of the probability that a gamma variable of shape a and rate 1 is below x.</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">At least 0.</param>
    public static double LogGammaP(double a, double x) => IncompleteGamma(a, x, isUpper: false).Value;

    /// <summary>∂/∂a log P(a, x).</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">Positive.</param>
    public static double LogGammaPShape(double a, double x) => IncompleteGamma(a, x, isUpper: false).Slope;

    /// <summary>log Q(a, x) = log(1 − P(a, x)).</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">At least 0.</param>
    public static double LogGammaQ(double a, double x) => IncompleteGamma(a, x, isUpper: true).Value;

    /// <summary>∂/∂a log Q(a, x).</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">Positive.</param>
    public static double LogGammaQShape(double a, double x) => IncompleteGamma(a, x, isUpper: true).Slope;

    private static Dual IncompleteGamma(double a, double x, bool isUpper)
    {
        if (!(a > 0 && x >= 0) || double.IsInfinity(a))
        {
            return new(double.NaN, double.NaN);
        }

        if (x == 0 || double.IsInfinity(x))
        {
            return (x == 0) == isUpper ? 0 : double.NegativeInfinity;
        }

        if (isUpper && a < 1 && x < 1.1)
        {
            return UpperOfSmallShape(a, x);
        }

        return x < a + 1
            ? isUpper ? Dual.LogComplement(LowerSeries(a, x)) : LowerSeries(a, x)
            : isUpper ? UpperFraction(a, x) : Dual.LogComplement(UpperFraction(a, x));
    }

    // P = xᵃ e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a + 1) … (a + n)).
    private static Dual LowerSeries(double a, double x)
    {
        var (term, sum, harmonic, slope) = (1.0, 1.0, 0.0, 0.0);
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            harmonic += 1 / (a + n);
            sum += term;
            slope -= term * harmonic;
        }

        return GammaFactor(a, x) + new Dual(Math.Log(sum), slope / sum);
    }

    // Q = xᵃ e⁻ˣ / Γ(a) / (x + 1 − a − 1 (1 − a) / (x + 3 − a − …)).
    private static Dual UpperFraction(double a, double x)
    {
        var shape = new Dual(a, 1);
        var fraction = Dual.ContinuedFraction(x + 1 - shape, new UpperGammaTerms(shape, x));
        return GammaFactor(a, x) + Dual.Log(shape) - Dual.Log(fraction);
    }

    private readonly struct UpperGammaTerms(Dual shape, double x) : IFractionTerms
    {
        public (Dual, Dual) At(int n) => (n * (shape - n), x + ((2 * n) + 1) - shape);
    }

    // Q = 1 − eᵍ (1 + a Σ_{n ≥ 1} (−x)ⁿ / (n! (a + n))) with g = a log x − log Γ(1 + a), where P is near 1 and Q near a.
    private static Dual UpperOfSmallShape(double a, double x)
    {
        var (power, sum, slope) = (1.0, 0.0, 0.0);
        for (var n = 1; Math.Abs(power) > 1e-18; n++)
        {
            power *= -x / n;
            sum += power / (a + n);
            slope += power * n / ((a + n) * (a + n));
        }

        var g = (a * Math.Log(x)) - LogGammaOfOnePlus(a);
        var growth = Math.Log(x) - Digamma(1 + a);
        var upper = -Expm1(g) - (Math.Exp(g) * a * sum);
        return new(Math.Log(upper), -Math.Exp(g) * ((growth * (1 + (a * sum))) + slope) / upper);
    }

    // log(xᵃ e⁻ˣ / Γ(a + 1)): for large shapes relative to its saddle point, so that nothing large cancels.
    private static Dual GammaFactor(double a, double x)
    {
        var slope = Math.Log(x) - Digamma(a + 1);
        if (a < AsymptoticFrom)
        {
            return new((a * Math.Log(x)) - x - LogGamma(a + 1), slope);
        }

        var ratio = Math.Abs(x - a) < a / 2 ? Log1p((x - a) / a) : Math.Log(x / a);
        return new((a * ratio) + (a - x) - (0.5 * Math.Log(2 * Math.PI * a)) - StirlingTail(a), slope);
    }

    private static double LogGammaOfOnePlus(double a)
    {
        if (a > 0.2)
        {
            return LogGamma(1 + a);
        }

        var sum = 0.0;
        for (var k = _logGammaSeries.Length - 1; k >= 0; k--)
        {
            sum = (sum * a) + _logGammaSeries[k];
        }

        return a * ((sum * a) - 0.57721566490153286061);
    }
}
