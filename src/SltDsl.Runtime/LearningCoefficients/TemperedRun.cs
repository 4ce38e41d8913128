using System.Runtime.ExceptionServices;

namespace SltDsl.Runtime;

/// <summary>The replicates of one attempt at an estimate.</summary>
/// <param name="Energies">What was seen at each level.</param>
/// <param name="CappedShare">The share of levels at which the moves did not forget the start.</param>
/// <param name="EnergyEvaluations">Energies computed.</param>
/// <param name="GradientEvaluations">Gradients computed.</param>
internal sealed record TemperedRun(LevelEnergies Energies, double CappedShare, long EnergyEvaluations, long GradientEvaluations)
{
    /// <summary>Dimensions up to this take slice moves; above, Hamiltonian moves cost less.</summary>
    private const int MostSliceDimensions = 40;

    private const double LargestBeta = 1e250;
    private const int FewestLevels = 5;
    private const double SmallestEnergy = 1e-300;

    /// <summary>Runs every replicate; the first finds the ladder, the others follow it in parallel.</summary>
    /// <param name="problem">Prior and energy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="particles">Particles of each replicate.</param>
    /// <param name="progress">Hears of levels and replicates.</param>
    /// <param name="cancellation">Throws.</param>
    /// <exception cref="InvalidOperationException">The energy is not finite, or zero, at most points of the prior, or has no digits.</exception>
    public static TemperedRun Of(EnergyProblem problem, EstimateOptions options, int particles, LadderProgress progress, CancellationToken cancellation)
    {
        var replicates = Enumerable.Range(0, options.Replicates).Select(r => new Replicate(problem, options.Seed, r, particles)).ToArray();
        var median = PriorMedian(replicates);
        var ladder = new Ladder(LargestBeta / median);
        progress.Start(Math.Log(options.SufficientBeta), Math.Log(median));

        replicates[0].Find(ladder, options.SufficientBeta / median, Math.Log(options.SmallestVolume), progress, cancellation);
        ladder.End();
        if (ladder.Betas.Count < FewestLevels)
        {
            throw new InvalidOperationException("the energy has too few digits near the truth to be tempered; compute it without subtracting nearly equal numbers.");
        }

        RunOthers(replicates, options.Threads, replicate => replicate.Follow(ladder, progress, cancellation));

        var logMedian = Math.Log(median);
        var levels = ladder.Betas.Count;
        return new TemperedRun(
            new LevelEnergies(
                ladder.Betas.Select(beta => Math.Log(beta) + logMedian).ToArray(),
                Enumerable.Range(0, levels).Select(level => replicates.Select(r => Array.ConvertAll(r.LogEnergies[level], k => k - logMedian)).ToArray()).ToArray()),
            replicates.Sum(r => r.CappedLevels) / ((double)levels * replicates.Length),
            replicates.Sum(r => r.Target.EnergyEvaluations),
            replicates.Sum(r => r.Target.GradientEvaluations));
    }

    private static double PriorMedian(Replicate[] replicates)
    {
        var energies = replicates.SelectMany(r => r.Population.Select(particle => particle.Energy)).Order().ToArray();
        var median = energies[energies.Length / 2];
        if (!double.IsFinite(median))
        {
            throw new InvalidOperationException("the energy is infinite or not a number at most points of the prior; check the model at draws from its prior, or narrow the prior.");
        }

        return median > 0
            ? median
            : throw new InvalidOperationException("the energy is zero at most points of the prior, so λ = 0: the parameters do not matter at this truth.");
    }

    private static void RunOthers(Replicate[] replicates, int threads, Action<Replicate> run)
    {
        try
        {
            Parallel.For(1, replicates.Length, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads }, r => run(replicates[r]));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private sealed class Replicate
    {
        private readonly int _index;
        private SltRandom _random;

        public Replicate(EnergyProblem problem, ulong seed, int index, int particles)
        {
            _index = index;
            _random = new SltRandom(seed, (ulong)index);
            Target = new TemperedTarget(problem.Prior.Fork(), problem.Energy.Fork());
            Population = new Particle[particles];
            for (var i = 0; i < particles; i++)
            {
                Population[i] = new Particle(problem.Dimension);
                problem.Draw(ref _random, Population[i].Position);
                Target.Evaluate(Population[i]);
            }
        }

        public TemperedTarget Target { get; }

        public Particle[] Population { get; }

        public List<double[]> LogEnergies { get; } = [];

        public int CappedLevels { get; private set; }

        /// <summary>Climbs to where the volume left is small enough, or the energy has no digits left.</summary>
        public void Find(Ladder ladder, double sufficientBeta, double logSmallestVolume, LadderProgress progress, CancellationToken cancellation) =>
            Run(
                ladder,
                level =>
                {
                    if (!EnergyDigits.Suffice(Target, level.Population, level.Beta))
                    {
                        ladder.EndBeforeLast();
                    }
                    else if (level.Beta >= sufficientBeta && level.LogEvidence <= logSmallestVolume)
                    {
                        ladder.End();
                    }
                },
                progress,
                cancellation);

        /// <summary>Climbs the ladder found.</summary>
        public void Follow(Ladder ladder, LadderProgress progress, CancellationToken cancellation) => Run(ladder, _ => { }, progress, cancellation);

        private void Run(Ladder ladder, Action<TemperedLevel> steer, LadderProgress progress, CancellationToken cancellation)
        {
            IPopulationMove move = Target.Dimension <= MostSliceDimensions ? new SliceMoves(Target, Population) : new HamiltonianMoves(Target);
            new TemperedReplicate(Population, move).Run(ladder, ref _random, Visit, cancellation);
            progress.Finish(_index, LogEnergies, ladder);

            void Visit(TemperedLevel level)
            {
                LogEnergies.Add(Array.ConvertAll(level.Population, particle => Math.Log(Math.Max(particle.Energy, SmallestEnergy))));
                CappedLevels += level.Capped ? 1 : 0;
                steer(level);
                progress.Climb(_index, level.Beta);
            }
        }
    }
}
