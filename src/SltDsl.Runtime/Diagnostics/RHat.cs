using MathNet.Numerics.Statistics;

namespace SltDsl.Runtime;

/// <summary>
/// The potential scale reduction factor R̂: how much wider all chains together are than each alone. Near 1 when they have
/// found the same distribution; above 1.01 they have not.
/// </summary>
public static class RHat
{
    /// <summary>Rank-normalised split R̂, the larger of bulk and folded (Vehtari et al. 2021, section 3).</summary>
    /// <param name="chains">Draws of one quantity, a chain a row, of equal lengths of at least 4.</param>
    /// <returns>NaN when the draws are constant, too few or not finite.</returns>
    public static double RankNormalised(double[][] chains)
    {
        var halves = SplitChains.Halve(chains);
        if (!IsUsable(halves))
        {
            return double.NaN;
        }

        var median = SplitChains.Pool(halves).Median();
        var folded = SplitChains.Map(halves, draw => Math.Abs(draw - median));
        var bulk = Basic(RankNormalisation.Normalise(halves));
        var tail = Basic(RankNormalisation.Normalise(folded));
        return double.IsNaN(tail) ? bulk : Math.Max(bulk, tail);
    }

    /// <summary>Split R̂ of the draws themselves (Gelman et al. 2013, equation 11.4).</summary>
    /// <inheritdoc cref="RankNormalised"/>
    public static double Split(double[][] chains)
    {
        var halves = SplitChains.Halve(chains);
        return IsUsable(halves) ? Basic(halves) : double.NaN;
    }

    /// <summary>Whether there are enough finite draws that are not all the same.</summary>
    internal static bool IsUsable(double[][] halves) =>
        halves[0].Length >= 2
        && halves.All(half => half.All(double.IsFinite))
        && halves.Any(half => half.Any(draw => draw != halves[0][0]));

    private static double Basic(double[][] halves)
    {
        var length = halves[0].Length;
        var within = halves.Average(half => half.Variance());
        var between = length * halves.Select(half => half.Mean()).Variance();
        return Math.Sqrt((((length - 1) * within / length) + (between / length)) / within);
    }
}
