using MathNet.Numerics.Statistics;

namespace SltDsl.Runtime;

/// <summary>What the draws say about one quantity, and how far to trust it.</summary>
/// <param name="Name">The quantity, as the model names it.</param>
/// <param name="Mean">The posterior mean.</param>
/// <param name="Sd">The posterior standard deviation.</param>
/// <param name="Mcse">Monte Carlo standard error of the mean.</param>
/// <param name="SdMcse">Monte Carlo standard error of the standard deviation.</param>
/// <param name="Q5">The 5 % quantile.</param>
/// <param name="Q50">The median.</param>
/// <param name="Q95">The 95 % quantile.</param>
/// <param name="EssBulk">Effective sample size for the centre.</param>
/// <param name="EssTail">Effective sample size for the tails.</param>
/// <param name="RHat">Rank-normalised split R̂.</param>
public sealed record QuantitySummary(
    string Name,
    double Mean,
    double Sd,
    double Mcse,
    double SdMcse,
    double Q5,
    double Q50,
    double Q95,
    double EssBulk,
    double EssTail,
    double RHat)
{
    /// <summary>Monte Carlo standard errors of the quantiles, in the order of <see cref="Q5"/>, <see cref="Q50"/> and <see cref="Q95"/>.</summary>
    public (double Q5, double Q50, double Q95) QuantileMcse { get; init; }

    /// <summary>Whether every draw is the same number: then there is nothing to diagnose, and R̂ and the sizes are NaN.</summary>
    public bool IsConstant => Sd == 0;

    /// <summary>Summarises one quantity.</summary>
    /// <param name="name">The quantity, as the model names it.</param>
    /// <param name="chains">Its draws, a chain a row, of equal lengths.</param>
    /// <exception cref="ArgumentException">There is no draw, or the chains have unequal lengths.</exception>
    public static QuantitySummary Of(string name, double[][] chains)
    {
        var sorted = SplitChains.Pool(chains);
        if (sorted.Length == 0)
        {
            throw new ArgumentException($"There are no draws of `{name}` to summarise.", nameof(chains));
        }

        Array.Sort(sorted);
        double Quantile(double p) => SortedArrayStatistics.QuantileCustom(sorted, p, QuantileDefinition.R7);
        return new QuantitySummary(
            name,
            sorted.Mean(),
            sorted[0] == sorted[^1] ? 0 : sorted.StandardDeviation(),
            MonteCarloError.OfMean(chains),
            MonteCarloError.OfStandardDeviation(chains),
            Quantile(0.05),
            Quantile(0.5),
            Quantile(0.95),
            EffectiveSampleSize.Bulk(chains),
            EffectiveSampleSize.Tail(chains),
            SltDsl.Runtime.RHat.RankNormalised(chains))
        {
            QuantileMcse = (MonteCarloError.OfQuantile(chains, 0.05), MonteCarloError.OfQuantile(chains, 0.5), MonteCarloError.OfQuantile(chains, 0.95)),
        };
    }
}
