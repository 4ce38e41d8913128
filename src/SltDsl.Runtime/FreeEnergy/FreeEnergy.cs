namespace SltDsl.Runtime;

/// <summary>Estimates F = −log ∫ φ(w) p(data | w) dw by populations tempered from the prior to the posterior.</summary>
public static class FreeEnergy
{
    private const double LargestCappedShare = 0.1;
    private const double LargestError = 0.5;

    /// <summary>Estimates the free energy, WBIC and λ at finite n. The same arguments give the same estimate, whatever the number of threads.</summary>
    /// <param name="problem">Prior and likelihood.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="progress">Hears how much of the run is done, from 0 to 1, from several threads.</param>
    /// <param name="cancellation">Stops the estimate.</param>
    /// <exception cref="InvalidOperationException">The likelihood is zero or not a number at every draw from the prior.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static FreeEnergyEstimate Estimate(
        EvidenceProblem problem,
        FreeEnergyOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(problem.Rows, 1, nameof(problem));
        options ??= new FreeEnergyOptions();
        options.Check();

        // WBIC needs log n > 1; for fewer rows its temperature is that of n = 3.
        var wbic = 1 / Math.Log(Math.Max(problem.Rows, 3));
        double[] stops = [.. new[] { wbic, 1.5 * wbic, 1 }.Where(beta => beta <= 1).Order()];
        var run = new Run(problem, options, stops, progress);
        run.Climb(cancellation);
        return run.Summarise(wbic);
    }

    /// <summary>What one run collects.</summary>
    private sealed class Run
    {
        private readonly EvidenceProblem _problem;
        private readonly FreeEnergyOptions _options;
        private readonly IProgress<double>? _progress;
        private readonly TemperedEnsemble _ensemble;
        private readonly Ladder _ladder;
        private readonly double[] _stops;
        private readonly double[] _logEvidence;
        private readonly double[][] _meanEnergies;
        private readonly double[][][] _posterior;
        private readonly int[] _capped;
        private int _visits;

        public Run(EvidenceProblem problem, FreeEnergyOptions options, double[] stops, IProgress<double>? progress)
        {
            (_problem, _options, _stops, _progress) = (problem, options, stops, progress);
            _ensemble = new TemperedEnsemble(problem.Prior, problem.Draw, problem.NegativeLogLikelihood, options.Replicates, options.Particles, options.Seed);
            _ladder = new Ladder(stops);
            _logEvidence = new double[options.Replicates];
            _meanEnergies = Enumerable.Range(0, options.Replicates).Select(_ => new double[stops.Length]).ToArray();
            _posterior = new double[options.Replicates][][];
            _capped = new int[options.Replicates];
        }

        public void Climb(CancellationToken cancellation)
        {
            if (!double.IsFinite(_ensemble.PriorMedian))
            {
                throw new InvalidOperationException("the likelihood is zero or not a number at most draws from the prior; check the data against the model, or narrow the prior.");
            }

            _ensemble.Climb(_ladder, Visit, _options.Threads, cancellation);
        }

        public FreeEnergyEstimate Summarise(double wbic)
        {
            // Each exp(log Z) is unbiased and log Z nearly normal, so that log E exp(log Z) is its mean plus half its variance.
            var logEvidence = Mean(_logEvidence);
            var spread = Square(logEvidence.StandardError) * _options.Replicates;
            var freeEnergy = new Estimated(
                -(logEvidence.Value + (0.5 * spread)),
                Math.Sqrt(Square(logEvidence.StandardError) + (Square(spread) / (2 * (_options.Replicates - 1)))));

            int first = Array.IndexOf(_stops, wbic), second = Array.IndexOf(_stops, 1.5 * wbic);
            var atWbic = first < 0 ? new Estimated(double.NaN, double.NaN) : Mean(Array.ConvertAll(_meanEnergies, means => means[first]));
            var lambda = first < 0 || second < 0
                ? new Estimated(double.NaN, double.NaN)
                : Mean(Array.ConvertAll(_meanEnergies, means => (means[first] - means[second]) / ((1 / _stops[first]) - (1 / _stops[second]))));

            var reasons = Reasons(freeEnergy);
            return new FreeEnergyEstimate(
                freeEnergy,
                atWbic,
                lambda,
                _posterior.SelectMany(draws => draws).ToArray(),
                reasons.Count == 0,
                reasons,
                _ensemble.EnergyEvaluations,
                _ensemble.GradientEvaluations,
                _options.Seed);
        }

        private List<string> Reasons(Estimated freeEnergy)
        {
            var reasons = new List<string>();
            var share = _capped.Sum() / (double)Math.Max(1, _visits);
            if (share > LargestCappedShare)
            {
                reasons.Add(FormattableString.Invariant($"the moves did not forget their start at {share:P0} of the levels"));
            }

            if (!(freeEnergy.StandardError <= LargestError))
            {
                reasons.Add(FormattableString.Invariant($"the replicates' evidences scatter too much for a mean (error {freeEnergy.StandardError:0.00}); take more particles"));
            }

            return reasons;
        }

        private void Visit(int replicate, TemperedLevel level)
        {
            Interlocked.Increment(ref _visits);
            _capped[replicate] += level.Capped ? 1 : 0;
            var stop = Array.IndexOf(_stops, level.Beta);
            if (stop >= 0)
            {
                _meanEnergies[replicate][stop] = level.Population.Average(particle => particle.Energy);
            }

            if (level.Beta == 1)
            {
                _logEvidence[replicate] = level.LogEvidence;
                _posterior[replicate] = Array.ConvertAll(level.Population, particle => (double[])particle.Position.Clone());
            }

            _progress?.Report(_ladder.IsFixed ? Math.Min(1, _visits / ((double)_ladder.Betas.Count * _options.Replicates)) : 0);
        }

        private static double Square(double x) => x * x;

        private static Estimated Mean(double[] values)
        {
            var mean = values.Average();
            return new Estimated(mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1.0) / values.Length));
        }
    }
}
