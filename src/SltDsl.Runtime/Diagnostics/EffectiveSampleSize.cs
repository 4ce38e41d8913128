using System.Numerics.Tensors;
using MathNet.Numerics.Statistics;

namespace SltDsl.Runtime;

/// <summary>
/// Effective sample sizes: how many independent draws would give an estimate the same error. Autocorrelations of all split
/// chains are combined and cut off by Geyer's initial monotone sequence (Vehtari et al. 2021, section 3.2 and appendix A).
/// All return NaN when the draws are constant, too few or not finite.
/// </summary>
public static class EffectiveSampleSize
{
    /// <summary>Of the rank-normalised draws: how well the centre of the distribution is known.</summary>
    /// <param name="chains">Draws of one quantity, a chain a row, of equal lengths.</param>
    public static double Bulk(double[][] chains)
    {
        var halves = SplitChains.Halve(chains);
        return RHat.IsUsable(halves) ? OfSplit(RankNormalisation.Normalise(halves)) : double.NaN;
    }

    /// <summary>The smaller of the sizes for the 5 % and the 95 % quantile: how well the tails are known.</summary>
    /// <inheritdoc cref="Bulk"/>
    public static double Tail(double[][] chains) => Math.Min(OfQuantile(chains, 0.05), OfQuantile(chains, 0.95));

    /// <summary>For the mean of the draws.</summary>
    /// <inheritdoc cref="Bulk"/>
    public static double OfMean(double[][] chains)
    {
        var halves = SplitChains.Halve(chains);
        return RHat.IsUsable(halves) ? OfSplit(halves) : double.NaN;
    }

    /// <summary>For a quantile, through the indicator of lying at or below it.</summary>
    /// <param name="chains">Draws of one quantity, a chain a row, of equal lengths.</param>
    /// <param name="probability">Which quantile, within (0, 1).</param>
    public static double OfQuantile(double[][] chains, double probability)
    {
        var pooled = SplitChains.Pool(chains);
        if (pooled.Length == 0)
        {
            return double.NaN;
        }

        var quantile = pooled.QuantileCustom(probability, QuantileDefinition.R7);
        return OfMean(SplitChains.Map(chains, draw => draw <= quantile ? 1.0 : 0.0));
    }

    private static double OfSplit(double[][] halves)
    {
        var correlation = new Autocorrelation(halves);
        var total = (double)halves.Length * halves[0].Length;
        var pairs = MonotonePairs(correlation, halves[0].Length, out var next);

        // τ = −1 + 2 Σ of the kept pairs, plus the first term past them, which lowers the variance of the estimate.
        var time = -1 + (2 * pairs.Sum()) + Math.Max(next, 0);
        return total / Math.Max(time, 1 / Math.Log10(total));
    }

    /// <summary>Sums ρ(2k) + ρ(2k + 1) as long as they are positive, made non-increasing.</summary>
    private static List<double> MonotonePairs(Autocorrelation correlation, int length, out double next)
    {
        var pairs = new List<double> { 1 + correlation.At(1) };
        next = 0;
        for (var lag = 2; lag + 1 < length - 2; lag += 2)
        {
            var even = correlation.At(lag);
            var pair = even + correlation.At(lag + 1);
            next = even;
            if (!(pair > 0))
            {
                break;
            }

            pairs.Add(Math.Min(pair, pairs[^1]));
            next = 0;
        }

        return pairs;
    }

    /// <summary>ρ(t) = 1 − (W − mean autocovariance at t) / var⁺, computed lag by lag as far as it is asked for.</summary>
    private sealed class Autocorrelation
    {
        private readonly double[][] _centred;
        private readonly double _within;
        private readonly double _total;

        public Autocorrelation(double[][] chains)
        {
            var length = chains[0].Length;
            var means = Array.ConvertAll(chains, chain => chain.Mean());
            _centred = chains.Select((chain, c) => Array.ConvertAll(chain, draw => draw - means[c])).ToArray();
            _within = chains.Average(chain => chain.Variance());
            _total = ((length - 1.0) * _within / length) + means.Variance();
        }

        public double At(int lag)
        {
            var sum = 0.0;
            foreach (var chain in _centred)
            {
                sum += TensorPrimitives.Dot(chain.AsSpan(lag), chain.AsSpan(0, chain.Length - lag)) / chain.Length;
            }

            return 1 - ((_within - (sum / _centred.Length)) / _total);
        }
    }
}
