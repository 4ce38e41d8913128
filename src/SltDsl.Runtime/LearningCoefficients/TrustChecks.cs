using System.Globalization;

namespace SltDsl.Runtime;

/// <summary>What must hold before an estimate is believed.</summary>
internal static class TrustChecks
{
    private const double LargestChiSquare = 15.1;
    private const double FewestIndependentEnergies = 50;
    private const double LargestCappedShare = 0.1;
    private const double LargestRelativeError = 0.1;
    private const double LargestHalvesGap = 4;

    /// <summary>The reasons against, none when all is well.</summary>
    public static IReadOnlyList<string> Reasons(TemperedRun run, LevelEnergies used, PoleAverage selection)
    {
        var reasons = new List<string>();
        if (run.CappedShare > LargestCappedShare)
        {
            reasons.Add(Text($"the moves did not forget their start at {run.CappedShare:P0} of the levels"));
        }

        if (selection.ResidualChiSquare > LargestChiSquare)
        {
            reasons.Add(Text($"the energies do not follow the law of a pole at any β reached (χ² = {selection.ResidualChiSquare:0.0} over 5 parts of the ladder, at most {LargestChiSquare}); the next poles may be near, raise the largest β"));
        }

        var independent = used.LogBetas.Length * used.LogEnergies[0][0].Length / selection.Inflation;
        if (independent < FewestIndependentEnergies)
        {
            reasons.Add(Text($"each replicate holds only as much as {independent:0} independent energies (should be at least {FewestIndependentEnergies}); take more particles"));
        }

        if (selection.StandardError > LargestRelativeError * selection.Lambda)
        {
            reasons.Add(Text($"the error is {selection.StandardError / selection.Lambda:P0} of λ; take more particles"));
        }

        if (Math.Abs(selection.HalvesGap) > LargestHalvesGap)
        {
            reasons.Add(Text($"the colder half of the ladder gives a {(selection.HalvesGap > 0 ? "larger" : "smaller")} λ than the hotter half, by {Math.Abs(selection.HalvesGap):0.0} standard errors (at most {LargestHalvesGap}); take more particles"));
        }

        var (gap, error) = FluctuationGap(used);
        if (Math.Abs(gap) > 3 * error)
        {
            reasons.Add(Text($"A − V differs from dA/d log β by {gap:0.000} ± {error:0.000} a unit of log β, so the populations are not at equilibrium; take more particles"));
        }

        return reasons;
    }

    /// <summary>
    /// Mean of A − V − dA/d log β over the ladder with its standard error, where A and V are mean and variance of βK: the
    /// identity A − V = dA/d log β holds at equilibrium, whatever the pole.
    /// </summary>
    private static (double Gap, double Error) FluctuationGap(LevelEnergies used)
    {
        var levels = used.LogBetas.Length;
        if (levels < 3)
        {
            return (0, double.PositiveInfinity);
        }

        var gaps = new double[used.Replicates];
        for (var r = 0; r < gaps.Length; r++)
        {
            var moments = Enumerable.Range(0, levels).Select(level => Moments(used, level, r)).ToArray();
            for (var level = 1; level < levels; level++)
            {
                var width = used.LogBetas[level] - used.LogBetas[level - 1];
                gaps[r] += 0.5 * width * (moments[level].Difference + moments[level - 1].Difference);
            }

            gaps[r] = (gaps[r] - moments[^1].Mean + moments[0].Mean) / (used.LogBetas[^1] - used.LogBetas[0]);
        }

        var mean = gaps.Average();
        return (mean, Math.Sqrt(gaps.Sum(g => (g - mean) * (g - mean)) / (gaps.Length - 1.0) / gaps.Length));
    }

    private static (double Mean, double Difference) Moments(LevelEnergies used, int level, int replicate)
    {
        var values = used.LogTempered(level, replicate).Select(Math.Exp).ToArray();
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1.0);
        return (mean, mean - variance);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
