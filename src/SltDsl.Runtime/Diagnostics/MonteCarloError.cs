using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace SltDsl.Runtime;

/// <summary>Monte Carlo standard errors of estimates from correlated draws (Vehtari et al. 2021, section 4.4). NaN when the effective sample size is.</summary>
public static class MonteCarloError
{
    /// <summary>Of the mean: sd / √ESS.</summary>
    /// <param name="chains">Draws of one quantity, a chain a row, of equal lengths.</param>
    public static double OfMean(double[][] chains) =>
        SplitChains.Pool(chains).StandardDeviation() / Math.Sqrt(EffectiveSampleSize.OfMean(chains));

    /// <summary>Of the standard deviation, by the delta method from the squared deviations.</summary>
    /// <inheritdoc cref="OfMean"/>
    public static double OfStandardDeviation(double[][] chains)
    {
        var pooled = SplitChains.Pool(chains);
        var mean = pooled.Mean();
        var squares = SplitChains.Map(chains, draw => (draw - mean) * (draw - mean));
        var variance = pooled.Variance();
        return OfMean(squares) / (2 * Math.Sqrt(variance));
    }

    /// <summary>Of a quantile: half the width of the interval between order statistics that holds it with the probability of ± one standard error.</summary>
    /// <param name="chains">Draws of one quantity, a chain a row, of equal lengths.</param>
    /// <param name="probability">Which quantile, within (0, 1).</param>
    public static double OfQuantile(double[][] chains, double probability)
    {
        var size = EffectiveSampleSize.OfQuantile(chains, probability);
        if (double.IsNaN(size))
        {
            return double.NaN;
        }

        var sorted = SplitChains.Pool(chains);
        Array.Sort(sorted);
        var oneSigma = Normal.CDF(0, 1, 1);
        double OrderStatistic(double level)
        {
            var p = Beta.InvCDF((size * probability) + 1, (size * (1 - probability)) + 1, level);
            return sorted[Math.Clamp((int)Math.Round(p * sorted.Length) - 1, 0, sorted.Length - 1)];
        }

        return 0.5 * (OrderStatistic(oneSigma) - OrderStatistic(1 - oneSigma));
    }
}
