namespace SltDsl.Runtime;

/// <summary>The replicates of one attempt at an estimate.</summary>
/// <param name="Energies">What was seen at each level.</param>
/// <param name="CappedShare">The share of levels at which the moves did not forget the start.</param>
/// <param name="EnergyEvaluations">Energies computed.</param>
/// <param name="GradientEvaluations">Gradients computed.</param>
internal sealed record TemperedRun(LevelEnergies Energies, double CappedShare, long EnergyEvaluations, long GradientEvaluations)
{
    private const double LargestBeta = 1e250;
    private const int FewestLevels = 5;
    private const double SmallestEnergy = 1e-300;

    /// <summary>Climbs to where the volume left is small enough, or the energy has no digits left.</summary>
    /// <param name="problem">Prior and energy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="particles">Particles of each replicate.</param>
    /// <param name="progress">Hears of levels and replicates.</param>
    /// <param name="cancellation">Throws.</param>
    /// <exception cref="InvalidOperationException">The energy is not finite, or zero, at most points of the prior, or has no digits.</exception>
    public static TemperedRun Of(EnergyProblem problem, EstimateOptions options, int particles, LadderProgress progress, CancellationToken cancellation)
    {
        var ensemble = new TemperedEnsemble(problem.Prior, problem.Draw, problem.Energy, options.Replicates, particles, options.Seed);
        var median = CheckedMedian(ensemble.PriorMedian);
        var ladder = new Ladder(LargestBeta / median);
        var logEnergies = Enumerable.Range(0, options.Replicates).Select(_ => new List<double[]>()).ToArray();
        var capped = new int[options.Replicates];
        progress.Start(Math.Log(options.SufficientBeta), Math.Log(median));
        ensemble.Climb(ladder, Visit, options.Threads, cancellation);
        if (ladder.Betas.Count < FewestLevels)
        {
            throw new InvalidOperationException("the energy has too few digits near the truth to be tempered; compute it without subtracting nearly equal numbers.");
        }

        var logMedian = Math.Log(median);
        var levels = ladder.Betas.Count;
        return new TemperedRun(
            new LevelEnergies(
                ladder.Betas.Select(beta => Math.Log(beta) + logMedian).ToArray(),
                Enumerable.Range(0, levels).Select(level => Array.ConvertAll(logEnergies, r => Array.ConvertAll(r[level], k => k - logMedian))).ToArray()),
            capped.Sum() / ((double)levels * options.Replicates),
            ensemble.EnergyEvaluations,
            ensemble.GradientEvaluations);

        void Visit(int replicate, TemperedLevel level)
        {
            logEnergies[replicate].Add(Array.ConvertAll(level.Population, particle => Math.Log(Math.Max(particle.Energy, SmallestEnergy))));
            capped[replicate] += level.Capped ? 1 : 0;
            if (replicate == 0)
            {
                Steer(level);
            }

            progress.Climb(replicate, level, ladder, logEnergies[replicate]);
        }

        void Steer(TemperedLevel level)
        {
            if (!EnergyDigits.Suffice(ensemble.Target(0), level.Population, level.Beta))
            {
                ladder.EndBeforeLast();
            }
            else if (level.Beta >= options.SufficientBeta / median && level.LogEvidence <= Math.Log(options.SmallestVolume))
            {
                ladder.End();
            }
        }
    }

    private static double CheckedMedian(double median)
    {
        if (!double.IsFinite(median))
        {
            throw new InvalidOperationException("the energy is infinite or not a number at most points of the prior; check the model at draws from its prior, or narrow the prior.");
        }

        return median > 0
            ? median
            : throw new InvalidOperationException("the energy is zero at most points of the prior, so λ = 0: the parameters do not matter at this truth.");
    }
}
