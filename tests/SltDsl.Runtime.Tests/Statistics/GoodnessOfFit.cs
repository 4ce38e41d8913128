namespace SltDsl.Runtime.Tests;

/// <summary>
/// Tests of draws against a law that is stated independently of them. Each fails a correct generator with probability
/// <see cref="Level"/> over seeds; the seeds are fixed.
/// </summary>
internal static class GoodnessOfFit
{
    public const double Level = 1e-6;

    /// <summary>Kolmogorov 1933; the asymptotic bound, which is conservative.</summary>
    public static void AssertContinuous(double[] draws, Func<double, double> cdf)
    {
        Array.Sort(draws);
        var distance = 0.0;
        for (var i = 0; i < draws.Length; i++)
        {
            var p = cdf(draws[i]);
            Assert.InRange(p, 0, 1);
            distance = Math.Max(distance, Math.Max(p - ((double)i / draws.Length), ((i + 1.0) / draws.Length) - p));
        }

        var critical = Math.Sqrt(-Math.Log(Level / 2) / 2 / draws.Length);
        Assert.True(distance < critical, $"Kolmogorov distance {distance:g3} over {critical:g3}.");
    }

    /// <summary>Pearson 1900, with the cells of an expected count below 10 joined with their neighbours above.</summary>
    public static void AssertDiscrete(ReadOnlySpan<long> draws, long lowest, double[] probabilities)
    {
        var counts = new double[probabilities.Length];
        foreach (var draw in draws)
        {
            Assert.InRange(draw - lowest, 0, counts.Length - 1);
            counts[draw - lowest]++;
        }

        Assert.Equal(1.0, probabilities.Sum(), 9);
        var (statistic, cells, observed, expected) = (0.0, 0, 0.0, 0.0);
        var remaining = (double)draws.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            (observed, expected, remaining) = (observed + counts[i], expected + (draws.Length * probabilities[i]), remaining - (draws.Length * probabilities[i]));
            if ((expected >= 10 && remaining >= 10) || i == counts.Length - 1)
            {
                statistic += expected > 1e-9 ? (observed - expected) * (observed - expected) / expected : observed;
                (cells, observed, expected) = (cells + 1, 0, 0);
            }
        }

        if (cells > 1)
        {
            var critical = ChiSquareQuantile(cells - 1);
            Assert.True(statistic < critical, $"Chi-square {statistic:g4} over {critical:g4} with {cells - 1} degrees of freedom.");
        }
    }

    // Wilson and Hilferty 1931, at 1 − Level (z = 4.753424); for one degree of freedom the exact two-sided value.
    private static double ChiSquareQuantile(int degrees)
    {
        if (degrees == 1)
        {
            return 4.891638 * 4.891638;
        }

        var h = 2.0 / (9 * degrees);
        var root = 1 - h + (4.753424 * Math.Sqrt(h));
        return degrees * root * root * root;
    }
}
