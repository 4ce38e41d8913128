namespace SltDsl.Runtime;

/// <summary>λ and m averaged over the families, by how well each explains the energies.</summary>
/// <param name="Lambda">The weighted mean of λ.</param>
/// <param name="StandardError">Monte Carlo error and spread between families together.</param>
/// <param name="MultiplicityProbabilities">The weight of m = 1, 2, ….</param>
/// <param name="Inflation">How much the replicates scatter beyond what independent energies would.</param>
/// <param name="ResidualChiSquare">Of the best family: mean log(βK) against its expectation in five parts of the ladder, in units of the replicates' error.</param>
/// <param name="Best">The best family's fit.</param>
internal sealed record PoleSelection(
    double Lambda,
    double StandardError,
    double[] MultiplicityProbabilities,
    double Inflation,
    double ResidualChiSquare,
    PoleFit Best)
{
    private const double SmallestWeight = 0.02;
    private const int BootstrapDraws = 1000;
    private const int ResidualParts = 5;

    /// <summary>Fits and weighs the families that a problem of this dimension can have.</summary>
    public static PoleSelection Of(LevelEnergies energies, int dimension)
    {
        var likelihood = new PoleLikelihood(energies);
        var fits = PoleFamily.All.Where(family => family.Multiplicity <= dimension).Select(family => PoleFit.Of(family, likelihood)).ToArray();
        var simple = fits[0];
        var inflation = Math.Max(1, Square(simple.StandardError / simple.Lambda) * likelihood.Count * Square(simple.Lambda) * SpecialFunctions.Trigamma(simple.Lambda));
        var weights = Weigh(fits, inflation, likelihood.Count / inflation);

        var kept = Enumerable.Range(0, fits.Length).Where(f => weights[f] >= SmallestWeight && !double.IsNaN(fits[f].StandardError)).ToArray();
        kept = kept.Length == 0 ? [0] : kept;
        var total = kept.Sum(f => weights[f]);
        var lambda = kept.Sum(f => weights[f] * fits[f].Lambda) / Math.Max(total, double.Epsilon);
        var variance = kept.Sum(f => weights[f] * (Square(fits[f].StandardError) + Square(fits[f].Lambda - lambda))) / Math.Max(total, double.Epsilon);
        var best = fits[kept.MaxBy(f => weights[f])];
        var multiplicities = new double[Math.Min(dimension, PoleFamily.All.Max(family => family.Multiplicity))];
        for (var f = 0; f < fits.Length; f++)
        {
            multiplicities[fits[f].Family.Multiplicity - 1] += weights[f];
        }

        return new PoleSelection(lambda, Math.Sqrt(variance), multiplicities, inflation, ChiSquare(energies, likelihood, best), best);
    }

    /// <summary>
    /// Weights by the Bayesian information criterion at the effective number of energies, with a factor ½ for each further
    /// multiplicity, averaged over a Bayesian bootstrap of the replicates (Rubin 1981), so that one replicate's luck cannot decide.
    /// </summary>
    private static double[] Weigh(PoleFit[] fits, double inflation, double effectiveCount)
    {
        var random = new SltRandom(1);
        var replicates = fits[0].LogLikelihoods.Length;
        var shares = new double[replicates];
        var scores = new double[fits.Length];
        var weights = new double[fits.Length];
        for (var draw = 0; draw < BootstrapDraws; draw++)
        {
            for (var r = 0; r < replicates; r++)
            {
                shares[r] = random.NextExponential();
            }

            var scale = replicates / shares.Sum() / inflation;
            for (var f = 0; f < fits.Length; f++)
            {
                scores[f] = -(Math.Log(2) * (fits[f].Family.Multiplicity - 1)) - (0.5 * fits[f].Family.Parameters * Math.Log(effectiveCount));
                for (var r = 0; r < replicates; r++)
                {
                    scores[f] += scale * shares[r] * fits[f].LogLikelihoods[r];
                }
            }

            var highest = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - highest));
            for (var f = 0; f < fits.Length; f++)
            {
                weights[f] += Math.Exp(scores[f] - highest) / sum / BootstrapDraws;
            }
        }

        return weights;
    }

    private static double ChiSquare(LevelEnergies energies, PoleLikelihood likelihood, PoleFit fit)
    {
        var expected = likelihood.ExpectedX(fit.Family, fit.Lambda, fit.Theta);
        var levels = expected.Length;
        var replicates = energies.Replicates;
        var parts = Math.Min(ResidualParts, levels);
        var sum = 0.0;
        for (var part = 0; part < parts; part++)
        {
            int first = part * levels / parts, end = (part + 1) * levels / parts;
            var residuals = new double[replicates];
            for (var r = 0; r < replicates; r++)
            {
                for (var level = first; level < end; level++)
                {
                    residuals[r] += (energies.LogTempered(level, r).Average() - expected[level]) / (end - first);
                }
            }

            var mean = residuals.Average();
            var variance = residuals.Sum(v => Square(v - mean)) / (replicates - 1);

            // The squared t statistic of few replicates is wider than a squared normal by (R − 1)/(R − 3).
            sum += Square(mean) / (variance / replicates) * (replicates - 3) / (replicates - 1.0);
        }

        return sum;
    }

    private static double Square(double x) => x * x;
}
