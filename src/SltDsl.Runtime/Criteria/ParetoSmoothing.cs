namespace SltDsl.Runtime;

/// <summary>Replaces the largest importance weights by the quantiles of a generalised Pareto distribution fitted to them (Vehtari et al. 2024, section 2.4).</summary>
internal static class ParetoSmoothing
{
    private const int FewestInTail = 5;

    /// <summary>Smooths log weights in place.</summary>
    /// <returns>The shape k̂ of the tail; +∞ where the tail is too short to fit.</returns>
    public static double Smooth(double[] logWeights)
    {
        var draws = logWeights.Length;
        var tail = (int)Math.Ceiling(Math.Min(0.2 * draws, 3 * Math.Sqrt(draws)));
        if (tail < FewestInTail)
        {
            return double.PositiveInfinity;
        }

        var highest = logWeights.Max();
        for (var s = 0; s < draws; s++)
        {
            logWeights[s] -= highest;
        }

        var order = Enumerable.Range(0, draws).OrderBy(s => logWeights[s]).ToArray();
        var threshold = Math.Exp(logWeights[order[draws - tail - 1]]);
        var exceedances = order[(draws - tail)..].Select(s => Math.Exp(logWeights[s]) - threshold).ToArray();
        if (exceedances[^1] <= 1e-10 * threshold)
        {
            // All weights of the tail are equal: nothing to smooth, and the lightest tail there is.
            return double.NegativeInfinity;
        }

        var (shape, scale) = GeneralisedPareto.Fit(exceedances);
        if (double.IsFinite(shape))
        {
            for (var j = 0; j < tail; j++)
            {
                var quantile = GeneralisedPareto.Quantile((j + 0.5) / tail, shape, scale);
                logWeights[order[draws - tail + j]] = Math.Min(Math.Log(threshold + quantile), 0);
            }
        }

        return shape;
    }
}

/// <summary>The generalised Pareto distribution of exceedances, with P(x &gt; t) = (1 + k t / σ)^(−1/k).</summary>
internal static class GeneralisedPareto
{
    /// <summary>
    /// The quasi-Bayesian estimate of Zhang and Stephens (2009), with k̂ drawn towards ½ with the weight of ten exceedances
    /// (Vehtari et al. 2024, appendix G).
    /// </summary>
    /// <param name="exceedances">Positive, increasing.</param>
    public static (double Shape, double Scale) Fit(double[] exceedances)
    {
        var n = exceedances.Length;
        var candidates = 30 + (int)Math.Sqrt(n);
        var quartile = exceedances[(int)((n / 4.0) + 0.5) - 1];
        var thetas = Enumerable.Range(1, candidates)
            .Select(j => (1 / exceedances[^1]) + ((1 - Math.Sqrt(candidates / (j - 0.5))) / (3 * quartile))).ToArray();
        var profile = Array.ConvertAll(thetas, theta =>
        {
            var k = exceedances.Average(x => SpecialFunctions.Log1p(-theta * x));
            return n * (Math.Log(-theta / k) - k - 1);
        });
        var highest = profile.Max();
        var weights = Array.ConvertAll(profile, value => Math.Exp(value - highest));
        var mean = thetas.Zip(weights, (theta, weight) => theta * weight).Sum() / weights.Sum();
        var shape = exceedances.Average(x => SpecialFunctions.Log1p(-mean * x));
        var scale = -shape / mean;
        return (((n * shape) + 5) / (n + 10), scale);
    }

    /// <summary>The quantile at a probability.</summary>
    public static double Quantile(double probability, double shape, double scale) => Math.Abs(shape) < 1e-12
        ? -scale * SpecialFunctions.Log1p(-probability)
        : scale * SpecialFunctions.Expm1(-shape * SpecialFunctions.Log1p(-probability)) / shape;
}
