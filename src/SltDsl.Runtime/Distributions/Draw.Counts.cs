namespace SltDsl.Runtime;

/// <content>Families of integers with scalar parameters.</content>
public static partial class Draw
{
    // Below this mean a sequential search is faster than rejection, whose constants are meant for larger ones.
    private const double RejectionFrom = 10;

    // Larger counts would not fit 64 bits.
    private const double LargestMean = 4e18;

    /// <summary>1 with probability p, else 0.</summary>
    public static long Bernoulli(ref SltRandom random, double p)
    {
        RequireProbability(p);
        return random.NextUniform() < p ? 1 : 0;
    }

    /// <summary>1 with probability inv_logit(a), else 0.</summary>
    public static long BernoulliLogit(ref SltRandom random, double a)
    {
        RequireNumber(a);
        return random.NextUniform() < SpecialFunctions.Logistic(a) ? 1 : 0;
    }

    /// <summary>The number of successes in n trials of probability p.</summary>
    public static long Binomial(ref SltRandom random, long n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        RequireProbability(p);
        return p > 0.5 ? n - BinomialOfRareSuccess(ref random, n, 1 - p) : BinomialOfRareSuccess(ref random, n, p);
    }

    /// <summary>The number of successes in n trials of probability inv_logit(a).</summary>
    public static long BinomialLogit(ref SltRandom random, long n, double a)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        RequireNumber(a);
        var rare = BinomialOfRareSuccess(ref random, n, SpecialFunctions.Logistic(-Math.Abs(a)));
        return a > 0 ? n - rare : rare;
    }

    /// <summary>Binomial of n trials whose probability is beta(a, b).</summary>
    public static long BetaBinomial(ref SltRandom random, long n, double a, double b) => Binomial(ref random, n, Beta(ref random, a, b));

    /// <summary>Poisson with mean m.</summary>
    public static long Poisson(ref SltRandom random, double m)
    {
        if (m is not (>= 0 and <= LargestMean))
        {
            throw OutOfDomain(m, nameof(m), nameof(Poisson), "from 0 to 4e18");
        }

        return m < RejectionFrom ? PoissonBySearch(ref random, m) : PoissonByRejection(ref random, m);
    }

    /// <summary>Poisson with mean exp(a).</summary>
    public static long PoissonLog(ref SltRandom random, double a) => Poisson(ref random, Math.Exp(a));

    /// <summary>Negative binomial with mean mu and variance mu + mu² / phi: a Poisson whose mean is gamma.</summary>
    public static long NegativeBinomial(ref SltRandom random, double mu, double phi)
    {
        RequireScale(mu);
        RequirePositive(phi);
        return Poisson(ref random, mu / phi * StandardGamma(ref random, phi));
    }

    /// <summary>Negative binomial with mean exp(eta) and variance mean + mean² / phi.</summary>
    public static long NegativeBinomialLog(ref SltRandom random, double eta, double phi) => NegativeBinomial(ref random, Math.Exp(eta), phi);

    /// <summary>The number of failures before the first success of probability p, by inversion; at most 4e18.</summary>
    public static long Geometric(ref SltRandom random, double p)
    {
        RequireProbability(p);
        RequirePositive(p);
        return (long)Math.Min(random.NextExponential() / -SpecialFunctions.Log1p(-p), LargestMean);
    }

    /// <summary>The number of marked items among n drawn from N of which K are marked: by search outwards from the mode.</summary>
    public static long Hypergeometric(ref SltRandom random, long N, long K, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(N);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)K, (ulong)N, nameof(K));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)n, (ulong)N, nameof(n));
        var (lowest, highest) = (Math.Max(0, n - (N - K)), Math.Min(K, n));
        var mode = Math.Clamp((long)((n + 1.0) * (K + 1.0) / (N + 2.0)), lowest, highest);
        var atMode = Math.Exp(LogChoose(K, mode) + LogChoose(N - K, n - mode) - LogChoose(N, n));
        double Ratio(double k) => (K - k) * (n - k) / ((k + 1) * (N - K - n + k + 1)); // of the probabilities of k + 1 and k
        while (true)
        {
            var u = random.NextUniform() - atMode;
            var (below, above, pBelow, pAbove) = (mode, mode, atMode, atMode);
            while (u >= 0 && (below > lowest || above < highest))
            {
                if (above < highest)
                {
                    u -= pAbove *= Ratio(above++);
                    if (u < 0)
                    {
                        return above;
                    }
                }

                if (below > lowest)
                {
                    u -= pBelow /= Ratio(--below);
                    if (u < 0)
                    {
                        return below;
                    }
                }
            }

            if (u < 0)
            {
                return mode;
            }
        }
    }

    /// <summary>Uniform on the integers from a to b.</summary>
    public static long DiscreteUniform(ref SltRandom random, long a, long b)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(b, a);
        return a + random.NextInteger(b - a + 1);
    }

    // p is at most one half.
    private static long BinomialOfRareSuccess(ref SltRandom random, long n, double p) =>
        n * p < RejectionFrom ? BinomialBySearch(ref random, n, p) : BinomialByRejection(ref random, n, p);

    private static long BinomialBySearch(ref SltRandom random, long n, double p)
    {
        var (none, odds) = (Math.Exp(n * SpecialFunctions.Log1p(-p)), p / (1 - p));
        while (true)
        {
            var (u, probability) = (random.NextUniform(), none);
            for (var k = 0L; k <= n && probability > 0; k++)
            {
                if (u < probability)
                {
                    return k;
                }

                u -= probability;
                probability *= (n - k) * odds / (k + 1);
            }
        }
    }

    // BTRS (Hörmann 1993).
    private static long BinomialByRejection(ref SltRandom random, long n, double p)
    {
        var spread = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + (2.53 * spread);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var (centre, certain, alpha) = ((n * p) + 0.5, 0.92 - (4.2 / b), (2.83 + (5.1 / b)) * spread);
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var (u, v) = (random.NextUniform() - 0.5, random.NextUniform());
            var near = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / near) + b) * u) + centre);
            if (near >= 0.07 && v <= certain)
            {
                return (long)k;
            }

            if (k >= 0 && k <= n
                && Math.Log(v * alpha / ((a / (near * near)) + b)) <= LogBinomial(k, n, p) - LogBinomial(mode, n, p))
            {
                return (long)k;
            }
        }
    }

    private static long PoissonBySearch(ref SltRandom random, double mean)
    {
        while (true)
        {
            var (u, probability) = (random.NextUniform(), Math.Exp(-mean));
            for (var k = 0L; probability > 0; k++)
            {
                if (u < probability)
                {
                    return k;
                }

                u -= probability;
                probability *= mean / (k + 1);
            }
        }
    }

    // PTRS (Hörmann 1993).
    private static long PoissonByRejection(ref SltRandom random, double mean)
    {
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var (inverseAlpha, certain) = (1.1239 + (1.1328 / (b - 3.4)), 0.9277 - (3.6224 / (b - 2)));
        while (true)
        {
            var (u, v) = (random.NextUniform() - 0.5, random.NextUniform());
            var near = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / near) + b) * u) + mean + 0.43);
            if (near >= 0.07 && v <= certain)
            {
                return (long)k;
            }

            if (k >= 0 && (near >= 0.013 || v <= near)
                && Math.Log(v * inverseAlpha / ((a / (near * near)) + b)) <= LogPoisson(k, mean))
            {
                return (long)k;
            }
        }
    }

    // Log probabilities relative to the spread, not to n or the mean: with k log(k / mean) as a log1p nothing large cancels
    // (Loader 2000).
    private static double LogPoisson(double k, double mean) => k < 10
        ? (k * Math.Log(mean)) - mean - SpecialFunctions.LogGamma(k + 1)
        : -Excess(k, mean) - SpecialFunctions.StirlingTail(k) - (0.5 * Math.Log(2 * Math.PI * k));

    private static double LogBinomial(double k, double n, double p) => k < 10 || n - k < 10
        ? LogChoose(n, k) + (k * Math.Log(p)) + ((n - k) * SpecialFunctions.Log1p(-p))
        : SpecialFunctions.StirlingTail(n) - SpecialFunctions.StirlingTail(k) - SpecialFunctions.StirlingTail(n - k)
            - Excess(k, n * p) - Excess(n - k, n * (1 - p)) - (0.5 * Math.Log(2 * Math.PI * k * ((n - k) / n)));

    // x log(x / mean) + mean − x.
    private static double Excess(double x, double mean) => (x * SpecialFunctions.Log1p((x - mean) / mean)) - (x - mean);

    private static double LogChoose(double n, double k) =>
        SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(k + 1) - SpecialFunctions.LogGamma(n - k + 1);
}
