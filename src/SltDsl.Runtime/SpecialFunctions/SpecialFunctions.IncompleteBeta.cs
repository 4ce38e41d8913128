namespace SltDsl.Runtime;

/// <content>The regularised incomplete beta function on the log scale (DLMF 8.17), accurate in both tails.</content>
static partial class SpecialFunctions
{
    /// <summary>log I_x(a, b): of the probability that a beta(a, b) variable is below x.</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">From 0 to 1.</param>
    public static double LogBetaP(double a, double b, double x) => IncompleteBeta(new(a, 0), b, x, isUpper: false).Value;

    /// <summary>∂/∂a log I_x(a, b).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">Between 0 and 1.</param>
    public static double LogBetaPFirst(double a, double b, double x) => IncompleteBeta(new(a, 1), b, x, isUpper: false).Slope;

    /// <summary>∂/∂b log I_x(a, b).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">Between 0 and 1.</param>
    public static double LogBetaPSecond(double a, double b, double x) => IncompleteBeta(a, new(b, 1), x, isUpper: false).Slope;

    /// <summary>log(1 − I_x(a, b)).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">From 0 to 1.</param>
    public static double LogBetaQ(double a, double b, double x) => IncompleteBeta(new(a, 0), b, x, isUpper: true).Value;

    /// <summary>∂/∂a log(1 − I_x(a, b)).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">Between 0 and 1.</param>
    public static double LogBetaQFirst(double a, double b, double x) => IncompleteBeta(new(a, 1), b, x, isUpper: true).Slope;

    /// <summary>∂/∂b log(1 − I_x(a, b)).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">Between 0 and 1.</param>
    public static double LogBetaQSecond(double a, double b, double x) => IncompleteBeta(a, new(b, 1), x, isUpper: true).Slope;

    private static Dual IncompleteBeta(Dual a, Dual b, double x, bool isUpper)
    {
        if (!(a.Value > 0 && b.Value > 0 && x is >= 0 and <= 1))
        {
            return new(double.NaN, double.NaN);
        }

        if (x is 0 or 1)
        {
            return (x == 0) == isUpper ? 0 : double.NegativeInfinity;
        }

        var y = 1 - x;
        return x < (a.Value + 1) / (a.Value + b.Value + 2)
            ? isUpper ? Dual.LogComplement(BetaFraction(a, b, x, y)) : BetaFraction(a, b, x, y)
            : isUpper ? BetaFraction(b, a, y, x) : Dual.LogComplement(BetaFraction(b, a, y, x));
    }

    // I = xᵃ yᵇ / (a B(a, b)) / (1 + d₁ / (1 + d₂ / …)), DLMF 8.17.22, fast for x below the mean.
    private static Dual BetaFraction(Dual a, Dual b, double x, double y)
    {
        var fraction = Dual.ContinuedFraction(1, new BetaTerms(a, b, x));
        return BetaFactor(a, b, x, y) - Dual.Log(a) - Dual.Log(fraction);
    }

    private readonly struct BetaTerms(Dual a, Dual b, double x) : IFractionTerms
    {
        public (Dual, Dual) At(int n)
        {
            var m = n / 2;
            var numerator = n % 2 == 0
                ? m * (b - m) * x / ((a + ((2 * m) - 1)) * (a + (2 * m)))
                : (Dual)(-x) * ((a + m) * (a + b + m)) / ((a + (2 * m)) * (a + ((2 * m) + 1)));
            return (numerator, 1);
        }
    }

    // log(xᵃ yᵇ / B(a, b)).
    private static Dual BetaFactor(Dual a, Dual b, double x, double y)
    {
        var (p, q, n) = (a.Value, b.Value, a.Value + b.Value);
        var (logX, logY) = x < y ? (Math.Log(x), Log1p(-x)) : (Log1p(-y), Math.Log(y));
        var slope = (a.Slope * (logX - Digamma(p) + Digamma(n))) + (b.Slope * (logY - Digamma(q) + Digamma(n)));
        if (Math.Min(p, q) < AsymptoticFrom)
        {
            return new((p * logX) + (q * logY) - LogBeta(p, q), slope);
        }

        // Relative to the saddle point x = a / (a + b), so that nothing large cancels.
        var off = (x * q) - (y * p);
        var value = (p * Log1p(off / p)) + (q * Log1p(-off / q)) + (0.5 * Math.Log(p / n * q / (2 * Math.PI)))
            + StirlingTail(n) - StirlingTail(p) - StirlingTail(q);
        return new(value, slope);
    }

    /// <summary>log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b) for positive a and b.</summary>
    public static double LogBeta(double a, double b)
    {
        var (small, large) = (Math.Min(a, b), Math.Max(a, b));
        if (large < AsymptoticFrom)
        {
            return LogGamma(small) + LogGamma(large) - LogGamma(a + b);
        }

        // log Γ(large) − log Γ(a + b), of which the large parts have been taken out.
        var difference = small - ((a + b - 0.5) * Log1p(small / large)) - (small * Math.Log(large)) + StirlingTail(large) - StirlingTail(a + b);
        return small < AsymptoticFrom
            ? LogGamma(small) + difference
            : ((small - 0.5) * Math.Log(small)) - small + HalfLogTwoPi + StirlingTail(small) + difference;
    }
}
